package com.grow.outreach.application.port.out;

import com.grow.outreach.application.query.RequestKey;
import java.time.Instant;
import java.util.Optional;

/** Stored answers to requests that may be repeated. Expired ones are removed in the background. */
public interface AnswerRepository {

    /**
     * Keeps a key from everybody else until the transaction ends.
     *
     * @return whether that worked; false if somebody else has it now
     */
    boolean claim(RequestKey key);

    /** Returns the answer under a key, even if it has expired; empty if there is none. */
    Optional<Answer> find(RequestKey key);

    /** Keeps an answer, in place of an expired one under the same key; its key is one that {@link #claim} has taken. */
    void save(Answer answer);

    /**
     * An answer to keep.
     *
     * @param key what the sender calls the request
     * @param fingerprint what tells the request from every other
     * @param text the answer
     * @param expiresAt from when on it counts no more
     */
    record Answer(RequestKey key, String fingerprint, String text, Instant expiresAt) {}
}
