package com.grow.outreach.adapter.persistence.access;

import static com.grow.outreach.adapter.persistence.jooq.Tables.IDENTITIES;
import static com.grow.outreach.adapter.persistence.jooq.Tables.PROVIDER_SIGN_INS;
import static com.grow.outreach.adapter.persistence.jooq.Tables.USERS;
import static org.jooq.impl.DSL.select;

import com.grow.outreach.application.port.out.access.IdentityRepository;
import com.grow.outreach.domain.UserId;
import com.grow.outreach.domain.access.AuthorizationRequest;
import com.grow.outreach.domain.access.Identity;
import java.time.Instant;
import java.util.Optional;
import org.jooq.DSLContext;
import org.jooq.Record1;
import org.jooq.Select;

record JooqIdentityRepository(DSLContext dsl) implements IdentityRepository {

    @Override
    public Optional<UserId> find(Identity identity) {
        return dsl.select(USERS.PUBLIC_ID)
                .from(IDENTITIES)
                .join(USERS)
                .on(USERS.ID.eq(IDENTITIES.USER_ID))
                .where(IDENTITIES.ISSUER.eq(identity.issuer()))
                .and(IDENTITIES.SUBJECT.eq(identity.subject()))
                .fetchOptional(row -> new UserId(row.value1()));
    }

    @Override
    public boolean isKnownTo(String issuer, UserId user) {
        return dsl.fetchExists(IDENTITIES, IDENTITIES.USER_ID.eq(key(user)).and(IDENTITIES.ISSUER.eq(issuer)));
    }

    @Override
    public void add(Identity identity, UserId user, Instant now) {
        dsl.insertInto(IDENTITIES)
                .set(IDENTITIES.ISSUER, identity.issuer())
                .set(IDENTITIES.SUBJECT, identity.subject())
                .set(IDENTITIES.USER_ID, key(user))
                .set(IDENTITIES.CREATED_AT, now)
                .execute();
    }

    @Override
    public void deleteAll(UserId user) {
        dsl.deleteFrom(IDENTITIES).where(IDENTITIES.USER_ID.eq(key(user))).execute();
    }

    private static Select<Record1<Long>> key(UserId user) {
        return select(USERS.ID).from(USERS).where(USERS.PUBLIC_ID.eq(user.value()));
    }

    @Override
    public void begin(AuthorizationRequest request, String returnTo, Instant expiresAt) {
        dsl.insertInto(PROVIDER_SIGN_INS)
                .set(PROVIDER_SIGN_INS.HASH, Hashes.of(request.text()))
                .set(PROVIDER_SIGN_INS.RETURN_TO, returnTo)
                .set(PROVIDER_SIGN_INS.EXPIRES_AT, expiresAt)
                .execute();
    }

    @Override
    public Optional<String> end(AuthorizationRequest request, Instant now) {
        return dsl.deleteFrom(PROVIDER_SIGN_INS)
                .where(PROVIDER_SIGN_INS.HASH.eq(Hashes.of(request.text())))
                .returning(PROVIDER_SIGN_INS.RETURN_TO, PROVIDER_SIGN_INS.EXPIRES_AT)
                .fetchOptional()
                .filter(row -> now.isBefore(row.getExpiresAt()))
                .map(row -> row.getReturnTo());
    }
}
