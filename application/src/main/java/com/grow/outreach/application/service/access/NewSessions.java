package com.grow.outreach.application.service.access;

import com.grow.outreach.application.port.in.access.SignIn.SignedIn;
import com.grow.outreach.application.port.out.Repositories;
import com.grow.outreach.domain.SessionId;
import com.grow.outreach.domain.UserId;
import com.grow.outreach.domain.access.AuditEntry;
import com.grow.outreach.domain.access.AuditEntry.Author;
import com.grow.outreach.domain.access.AuditFields;
import com.grow.outreach.domain.access.Device;
import com.grow.outreach.domain.access.Secret;
import com.grow.outreach.domain.access.Session;
import java.time.Instant;
import java.util.random.RandomGenerator;

/**
 * Begins sessions.
 *
 * @param random the generator of secrets, which must be cryptographically secure
 * @param limits how long sessions last
 */
record NewSessions(RandomGenerator random, Session.Limits limits) {

    SignedIn begin(Repositories stored, UserId user, Device device, Instant now) {
        var secret = Secret.generate(random);
        var session = Session.begin(SessionId.KIND.random(random), user, device, now, limits);
        stored.signIn().sessions().create(session, secret);
        stored.audit()
                .record(AuditEntry.of(now, Author.of(stored.caller()).as(user), "session.started", session.id())
                        .changing(AuditFields.NONE, AuditFields.NONE.with("address", device.address())));
        return new SignedIn(session, secret);
    }
}
