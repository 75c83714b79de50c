package com.grow.outreach.application.port.in.access;

import com.grow.outreach.domain.SessionId;
import com.grow.outreach.domain.UserId;
import com.grow.outreach.domain.access.Secret;
import com.grow.outreach.domain.access.Session;
import java.util.List;
import java.util.Optional;

/**
 * Use cases: find the session of a request, and list and end the sessions of a user.
 *
 * <p>Every method throws {@link com.grow.outreach.application.port.out.StorageUnavailableException} if the storage can't be
 * reached.
 *
 * <p>API documentation: {@code /api/session} and {@code /api/sessions}.
 */
public interface UseSessions {

    /** Returns the live session with a secret, and records its use at most once a minute. */
    Optional<Session> find(Secret secret);

    /** Returns the live sessions of a user, last used first. */
    List<Session> list(UserId user);

    /**
     * Ends a session of a user.
     *
     * @return false if the user has no such session
     */
    boolean end(UserId user, SessionId id);

    /**
     * Ends all other sessions of a user.
     *
     * @param current the session that continues
     * @return the number of sessions that ended
     */
    int endOthers(UserId user, SessionId current);
}
