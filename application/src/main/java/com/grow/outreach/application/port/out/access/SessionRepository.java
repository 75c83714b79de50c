package com.grow.outreach.application.port.out.access;

import com.grow.outreach.domain.SessionId;
import com.grow.outreach.domain.UserId;
import com.grow.outreach.domain.access.Account;
import com.grow.outreach.domain.access.Secret;
import com.grow.outreach.domain.access.Session;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The stored sessions. Only hashes of their secrets are stored. Ended sessions are kept for a while. */
public interface SessionRepository {

    /** Stores a new session. */
    void create(Session session, Secret secret);

    /**
     * Returns the session with a secret, with its account, unless a user has ended it. The session may be idle or old, and
     * the account disabled.
     */
    Optional<Found> find(Secret secret);

    /** A session and the account of its user. */
    record Found(Session session, Account account) {}

    /** Returns the sessions of a user that no user has ended, last used first; some may be idle or old. */
    List<Session> of(UserId user);

    /** Returns whether the user has signed in from a network before. */
    boolean knows(UserId user, String network);

    /** Stores the time of the last request, unless a request after {@code before} is stored. */
    void touch(SessionId id, Instant before, Instant lastUsedAt);

    /**
     * Ends a session of a user.
     *
     * @return false if the user has no such session
     */
    boolean end(UserId user, SessionId id, Instant now);

    /**
     * Ends the sessions of a user.
     *
     * @param except the session that continues, or null to end all
     * @return the number of sessions that ended
     */
    int endAll(UserId user, @Nullable SessionId except, Instant now);
}
