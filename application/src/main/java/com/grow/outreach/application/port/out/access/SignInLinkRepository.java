package com.grow.outreach.application.port.out.access;

import com.grow.outreach.domain.UserId;
import com.grow.outreach.domain.access.Secret;
import com.grow.outreach.domain.access.SignInLink;
import java.time.Instant;
import java.util.Optional;

/** The stored one-time links. Only hashes of their secrets are stored. */
public interface SignInLinkRepository {

    /** Stores a new link. The caller must have replaced the user's former ones. */
    void create(SignInLink link, Secret secret);

    /** Returns the link with a secret, or empty if there is none. */
    Optional<SignInLink> find(Secret secret);

    /** Marks a link as used, unless it has been used or replaced; returns false then. */
    boolean use(Secret secret, Instant now);

    /** Marks the user's link as replaced if it has been neither used nor replaced. */
    void replace(UserId user, Instant now);
}
