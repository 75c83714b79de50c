package com.grow.outreach.adapter.persistence.access;

import static com.grow.outreach.adapter.persistence.jooq.Tables.SIGN_IN_LINKS;
import static com.grow.outreach.adapter.persistence.jooq.Tables.USERS;
import static org.jooq.impl.DSL.select;

import com.grow.outreach.adapter.persistence.jooq.enums.SignInLinkPurpose;
import com.grow.outreach.application.port.out.access.SignInLinkRepository;
import com.grow.outreach.domain.UserId;
import com.grow.outreach.domain.access.Secret;
import com.grow.outreach.domain.access.SignInLink;
import com.grow.outreach.domain.access.SignInLink.Purpose;
import java.time.Instant;
import java.util.Optional;
import org.jooq.DSLContext;
import org.jooq.Record;
import org.jooq.Record1;
import org.jooq.Select;

record JooqSignInLinkRepository(DSLContext dsl) implements SignInLinkRepository {

    @Override
    public void create(SignInLink link, Secret secret) {
        dsl.insertInto(SIGN_IN_LINKS)
                .set(SIGN_IN_LINKS.HASH, Hashes.of(secret))
                .set(SIGN_IN_LINKS.USER_ID, key(link.user()))
                .set(
                        SIGN_IN_LINKS.PURPOSE,
                        SignInLinkPurpose.lookupLiteral(link.purpose().value()))
                .set(SIGN_IN_LINKS.CREATED_AT, link.createdAt())
                .set(SIGN_IN_LINKS.EXPIRES_AT, link.expiresAt())
                .execute();
    }

    @Override
    public Optional<SignInLink> find(Secret secret) {
        return dsl.select(SIGN_IN_LINKS.fields())
                .select(USERS.PUBLIC_ID)
                .from(SIGN_IN_LINKS)
                .join(USERS)
                .on(USERS.ID.eq(SIGN_IN_LINKS.USER_ID))
                .where(SIGN_IN_LINKS.HASH.eq(Hashes.of(secret)))
                .fetchOptional(JooqSignInLinkRepository::link);
    }

    @Override
    public boolean use(Secret secret, Instant now) {
        return dsl.update(SIGN_IN_LINKS)
                        .set(SIGN_IN_LINKS.USED_AT, now)
                        .where(SIGN_IN_LINKS.HASH.eq(Hashes.of(secret)))
                        .and(SIGN_IN_LINKS.USED_AT.isNull())
                        .and(SIGN_IN_LINKS.REPLACED_AT.isNull())
                        .execute()
                == 1;
    }

    @Override
    public void replace(UserId user, Instant now) {
        dsl.update(SIGN_IN_LINKS)
                .set(SIGN_IN_LINKS.REPLACED_AT, now)
                .where(SIGN_IN_LINKS.USER_ID.eq(key(user)))
                .and(SIGN_IN_LINKS.USED_AT.isNull())
                .and(SIGN_IN_LINKS.REPLACED_AT.isNull())
                .execute();
    }

    private static Select<Record1<Long>> key(UserId user) {
        return select(USERS.ID).from(USERS).where(USERS.PUBLIC_ID.eq(user.value()));
    }

    private static SignInLink link(Record row) {
        return new SignInLink(
                Purpose.parse(row.get(SIGN_IN_LINKS.PURPOSE).getLiteral()).orElseThrow(),
                new UserId(row.get(USERS.PUBLIC_ID)),
                row.get(SIGN_IN_LINKS.CREATED_AT),
                row.get(SIGN_IN_LINKS.EXPIRES_AT),
                row.get(SIGN_IN_LINKS.USED_AT),
                row.get(SIGN_IN_LINKS.REPLACED_AT));
    }
}
