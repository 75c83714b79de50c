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
     * Asks, more than once if need be, and waits for what comes of it, which can take a minute. There is to be no
     * transaction meanwhile.
     *
     * @throws InterruptedException if the thread is told to stop
     */
    Answer ask(Enquiry enquiry) throws InterruptedException;

    /**
     * Goes on to ask where {@link #ask} was told to leave the provider alone, and waits, for a minute or two at most, until
     * it may be called again.
     *
     * @return never {@link Answer.LeftAlone}; the calls of both together
     */
    Answer askOn(Enquiry enquiry, Answer.LeftAlone soFar) throws InterruptedException;

    /**
     * What is asked.
     *
     * @param lookUp for which look-up; asking again for the same one is not a new question
     * @param channel over which channel the person is to be reached
     * @param person who it is, with what is known already
     * @param company where they work
     */
    record Enquiry(LookUp lookUp, Channel channel, Person person, Company company) {}

    /** The result. */
    sealed interface Answer {

        /** How many calls that took. */
        int calls();

        /**
         * It answered.
         *
         * @param data what it knows, possibly nothing; each text is one that its {@link
         *     com.grow.outreach.domain.TextField} allows
         * @param calls how many calls that took
         */
        record Given(ContactData data, int calls) implements Answer {}

        /**
         * It failed.
         *
         * @param reason in words for people: {@code answered 503}
         * @param calls how many calls were made
         */
        record Failed(String reason, int calls) implements Answer {}

        /**
         * It was not asked, or not to the end: it has failed so often of late that it is left alone for a moment.
         *
         * @param calls how many calls were made
         */
        record LeftAlone(int calls) implements Answer {}
    }
}
