package com.grow.outreach.application.port.out.access;

import com.grow.outreach.domain.UserId;
import com.grow.outreach.domain.access.AuthorizationRequest;
import com.grow.outreach.domain.access.Identity;
import java.time.Instant;
import java.util.Optional;

/** The stored identities of members at identity providers, and the sign-ins there that have begun. */
public interface IdentityRepository {

    /** Returns the member with an identity, or empty if there is none. */
    Optional<UserId> find(Identity identity);

    /** Returns whether a member has an identity at a provider. */
    boolean isKnownTo(String issuer, UserId user);

    /** Stores an identity of a member, who must have none at this provider. */
    void add(Identity identity, UserId user, Instant now);

    /** Deletes all identities of a member. */
    void deleteAll(UserId user);

    /**
     * Stores that a sign-in has begun. Only a hash of its secrets is stored.
     *
     * @param returnTo the path of the page to show after the sign-in
     * @param expiresAt the time from which the sign-in can't be completed
     */
    void begin(AuthorizationRequest request, String returnTo, Instant expiresAt);

    /**
     * Deletes a sign-in that has begun, and returns the path given to {@link #begin}. Empty if the sign-in is unknown,
     * completed or expired.
     */
    Optional<String> end(AuthorizationRequest request, Instant now);
}
