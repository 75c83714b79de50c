package com.grow.outreach.application.port.out.access;

import com.grow.outreach.domain.access.SignInPace.Failures;
import java.time.Instant;

/** The stored failures of recent sign-ins. E-mail addresses are stored as hashes. */
public interface SignInFailureRepository {

    /**
     * Returns the failures since a time. Until the transaction ends, no other one gets those of the same address or network.
     *
     * @param email the e-mail address, normalized
     * @param network the network of the client
     * @param since the earliest time that counts
     */
    Counts lock(String email, String network, Instant since);

    /** Stores a failure. */
    void add(String email, String network, Instant at);

    /** Deletes the failures of an e-mail address from a network. */
    void forgive(String email, String network);

    /**
     * The failures for an attempt.
     *
     * @param both those of the e-mail address from the network
     * @param email those of the e-mail address from any network
     * @param network those of any e-mail address from the network
     */
    record Counts(Failures both, Failures email, Failures network) {}
}
