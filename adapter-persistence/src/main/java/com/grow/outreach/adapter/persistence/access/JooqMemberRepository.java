package com.grow.outreach.adapter.persistence.access;

import static com.grow.outreach.adapter.persistence.jooq.Tables.ACCOUNTS;
import static com.grow.outreach.adapter.persistence.jooq.Tables.USERS;
import static org.jooq.impl.DSL.select;

import com.grow.outreach.adapter.persistence.jooq.enums.UserRole;
import com.grow.outreach.adapter.persistence.transaction.PostgresTransaction;
import com.grow.outreach.application.port.out.access.MemberRepository;
import com.grow.outreach.application.query.Page;
import com.grow.outreach.application.query.PageRequest;
import com.grow.outreach.domain.User;
import com.grow.outreach.domain.UserId;
import com.grow.outreach.domain.access.Administrators;
import com.grow.outreach.domain.access.Member;
import com.grow.outreach.domain.access.PasswordHash;
import com.grow.outreach.domain.access.Role;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Record;
import org.jooq.SelectOnConditionStep;
import org.jooq.impl.DSL;

record JooqMemberRepository(DSLContext dsl) implements MemberRepository {

    @Override
    public Optional<Member> find(UserId user) {
        return members().where(USERS.PUBLIC_ID.eq(user.value())).fetchOptional(JooqMemberRepository::member);
    }

    @Override
    public List<User> usersWithEmail(String email) {
        return dsl.select(USERS.PUBLIC_ID, USERS.NAME, USERS.EMAIL)
                .from(USERS)
                .where(hasEmail(email))
                .orderBy(USERS.ID)
                .fetch(row -> new User(new UserId(row.value1()), row.value2(), row.value3()));
    }

    @Override
    public List<Member> withEmail(String email) {
        return members().where(hasEmail(email)).orderBy(USERS.ID).fetch(JooqMemberRepository::member);
    }

    /** The condition that the index of e-mail addresses can answer. */
    private static Condition hasEmail(String email) {
        return DSL.condition("lower({0} collate \"und-x-icu\") = {1}", USERS.EMAIL, DSL.val(email));
    }

    @Override
    public Page<Member> page(PageRequest page) {
        return PostgresTransaction.snapshot(
                dsl,
                snapshot -> new Page<>(
                        new JooqMemberRepository(snapshot)
                                .members()
                                .orderBy(ACCOUNTS.CREATED_AT, ACCOUNTS.USER_ID)
                                .limit(page.size())
                                .offset(page.offset())
                                .fetch(JooqMemberRepository::member),
                        page,
                        snapshot.fetchCount(ACCOUNTS)));
    }

    @Override
    public Administrators lockAdministrators() {
        // In two statements, so that the second one sees the changes for which the lock waited.
        dsl.execute("select pg_advisory_xact_lock(hashtext('change_members'))");
        return new Administrators(
                dsl.fetchCount(ACCOUNTS, ACCOUNTS.ROLE.eq(UserRole.admin).and(ACCOUNTS.DISABLED_AT.isNull())));
    }

    @Override
    public Optional<Member> lock(UserId user) {
        return members()
                .where(USERS.PUBLIC_ID.eq(user.value()))
                .forNoKeyUpdate()
                .of(ACCOUNTS)
                .fetchOptional(JooqMemberRepository::member);
    }

    @Override
    public void save(Member member) {
        var hash = member.password();
        dsl.insertInto(ACCOUNTS)
                .set(
                        ACCOUNTS.USER_ID,
                        select(USERS.ID)
                                .from(USERS)
                                .where(USERS.PUBLIC_ID.eq(member.user().value())))
                .set(ACCOUNTS.ROLE, UserRole.valueOf(member.role().name().toLowerCase(Locale.ROOT)))
                .set(ACCOUNTS.PASSWORD_HASH, hash == null ? null : hash.value())
                .set(ACCOUNTS.CREATED_AT, member.createdAt())
                .set(ACCOUNTS.DISABLED_AT, member.disabledAt())
                .onConflict(ACCOUNTS.USER_ID)
                .doUpdate()
                .setAllToExcluded()
                .execute();
    }

    private SelectOnConditionStep<Record> members() {
        return dsl.select(USERS.PUBLIC_ID)
                .select(ACCOUNTS.fields())
                .from(ACCOUNTS)
                .join(USERS)
                .on(USERS.ID.eq(ACCOUNTS.USER_ID));
    }

    private static Member member(Record row) {
        var hash = row.get(ACCOUNTS.PASSWORD_HASH);
        return new Member(
                new UserId(row.get(USERS.PUBLIC_ID)),
                Role.valueOf(row.get(ACCOUNTS.ROLE).name().toUpperCase(Locale.ROOT)),
                hash == null ? null : new PasswordHash(hash),
                row.get(ACCOUNTS.CREATED_AT),
                row.get(ACCOUNTS.DISABLED_AT));
    }
}
