package com.grow.outreach.application.port.out.enrichment;

import com.grow.outreach.application.enrichment.LookUp;
import com.grow.outreach.domain.Channel;
import com.grow.outreach.domain.Company;
import com.grow.outreach.domain.ContactData;
import com.grow.outreach.domain.Person;

/** An external provider of contact data. */
public interface EnrichmentProvider {

    /** Returns the name in the history: lower-case letters, digits and hyphens. */
    String name();

    /**
     * Asks the provider, with retries, and waits for the answer, which can take a minute. Don't hold a transaction
     * meanwhile.
     *
     * @throws InterruptedException if the thread is interrupted
     */
    Answer ask(Enquiry enquiry) throws InterruptedException;

    /**
     * Continues after {@link #ask} returned {@link Answer.CircuitOpen}. Waits a minute or two at most until the circuit
     * breaker permits calls again.
     *
     * @return an answer with the calls of both methods; never {@link Answer.CircuitOpen}
     */
    Answer askPatiently(Enquiry enquiry, Answer.CircuitOpen soFar) throws InterruptedException;

    /**
     * A question to a provider.
     *
     * @param lookUp the look-up, which is the idempotency key of the question
     * @param channel the channel that needs contact data
     * @param person the person, with the known contact data
     * @param company the company of the person
     */
    record Enquiry(LookUp lookUp, Channel channel, Person person, Company company) {}

    /** The result. */
    sealed interface Answer {

        /** Returns the number of calls. */
        int calls();

        /**
         * The provider answered.
         *
         * @param data the contact data, possibly none; each text is valid for its {@link
         *     com.grow.outreach.domain.TextField}
         * @param calls the number of calls
         */
        record Given(ContactData data, int calls) implements Answer {}

        /**
         * The provider failed.
         *
         * @param reason the reason for users, for example {@code answered 503}
         * @param calls the number of calls
         */
        record Failed(String reason, int calls) implements Answer {}

        /**
         * The circuit breaker is open after repeated failures, so the provider was not asked, or not to the end.
         *
         * @param calls the number of calls
         */
        record CircuitOpen(int calls) implements Answer {}
    }
}
