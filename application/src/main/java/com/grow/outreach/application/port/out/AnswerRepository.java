package com.grow.outreach.application.port.out;

import com.grow.outreach.application.query.RequestKey;
import java.time.Instant;
import java.util.Optional;

/** The stored responses to requests that clients may repeat. Expired ones are deleted in the background. */
public interface AnswerRepository {

    /**
     * Locks a key until the transaction ends, without waiting.
     *
     * @return false if another transaction holds the lock
     */
    boolean claim(RequestKey key);

    /** Returns the response for a key, even if it has expired; empty if there is none. */
    Optional<Answer> find(RequestKey key);

    /** Stores a response, in place of an expired one with the same key. The key must be locked by {@link #claim}. */
    void save(Answer answer);

    /**
     * A stored response.
     *
     * @param key the idempotency key
     * @param fingerprint a hash that identifies the content of the request
     * @param text the response
     * @param expiresAt the time of expiry
     */
    record Answer(RequestKey key, String fingerprint, String text, Instant expiresAt) {}
}
