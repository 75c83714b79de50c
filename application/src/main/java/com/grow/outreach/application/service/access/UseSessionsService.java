package com.grow.outreach.application.service.access;

import com.grow.outreach.application.port.in.access.UseSessions;
import com.grow.outreach.application.port.out.Transactions;
import com.grow.outreach.application.port.out.access.SessionRepository.Found;
import com.grow.outreach.domain.SessionId;
import com.grow.outreach.domain.UserId;
import com.grow.outreach.domain.access.Account;
import com.grow.outreach.domain.access.AuditEntry;
import com.grow.outreach.domain.access.AuditEntry.Author;
import com.grow.outreach.domain.access.AuditFields;
import com.grow.outreach.domain.access.Secret;
import com.grow.outreach.domain.access.Session;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/**
 * The sessions of all users.
 *
 * @param recent the recently found sessions
 */
record UseSessionsService(
        Transactions transactions, InstantSource clock, Session.Limits limits, RecentLookups<Secret, Found> recent)
        implements UseSessions {

    @Override
    public Optional<Session> find(Secret secret) {
        return live(secret).map(Found::session);
    }

    /** Returns the active account of the live session with a secret, and records the session's use at most once a minute. */
    Optional<Account> accountOf(Secret secret) {
        return live(secret).map(Found::account).filter(Account::isActive);
    }

    private Optional<Found> live(Secret secret) {
        var now = clock.instant();
        var live = recent.find(
                        secret,
                        () -> transactions.read(
                                stored -> stored.signIn().sessions().find(secret)))
                .filter(known -> known.session().isLive(now, limits));
        live.map(Found::session).filter(session -> session.needsUpdate(now)).ifPresent(session -> {
            recent.forget(secret);
            transactions.write(stored -> {
                stored.signIn().sessions().touch(session.id(), session.lastUsedAt(), now);
                return session.id();
            });
        });
        return live;
    }

    @Override
    public List<Session> list(UserId user) {
        var now = clock.instant();
        return transactions.read(stored -> stored.signIn().sessions().of(user).stream()
                .filter(session -> session.isLive(now, limits))
                .toList());
    }

    @Override
    public boolean end(UserId user, SessionId id) {
        return transactions.write(stored -> {
            var now = clock.instant();
            boolean ended = stored.signIn().sessions().end(user, id, now);
            if (ended) {
                stored.audit()
                        .record(AuditEntry.of(now, Author.of(stored.caller()).as(user), "session.ended", id));
            }
            return ended;
        });
    }

    @Override
    public int endOthers(UserId user, SessionId current) {
        return transactions.write(stored -> {
            var now = clock.instant();
            int ended = stored.signIn().sessions().endAll(user, current, now);
            stored.audit()
                    .record(AuditEntry.of(now, Author.of(stored.caller()).as(user), "session.others_ended", current)
                            .changing(AuditFields.NONE, AuditFields.NONE.with("ended", ended)));
            return ended;
        });
    }
}
