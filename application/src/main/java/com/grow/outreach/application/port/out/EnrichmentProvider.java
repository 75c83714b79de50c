package com.grow.outreach.application.port.out;

import com.grow.outreach.application.query.LookUp;
import com.grow.outreach.domain.Channel;
import com.grow.outreach.domain.Company;
import com.grow.outreach.domain.ContactData;
import com.grow.outreach.domain.Person;

/** Somebody outside who may know how a person can be reached. */
public interface EnrichmentProvider {

    /** What it is called in the history: small letters, digits and hyphens. */
    String name();

    /**
     * Asks, more than once if need be, and waits for what comes of it, which can take a minute. There is to be no
     * transaction meanwhile.
     *
     * @throws InterruptedException if the thread is told to stop
     */
    Answer ask(Enquiry enquiry) throws InterruptedException;

    /**
     * As {@link #ask}, but while the provider is left alone this waits, for a minute or two at most.
     *
     * @return never {@link Answer.LeftAlone}
     */
    Answer askPatiently(Enquiry enquiry) throws InterruptedException;

    /**
     * What is asked.
     *
     * @param lookUp for which look-up; asking again for the same one is not a new question
     * @param channel over which channel the person is to be reached
     * @param person who it is, with what is known already
     * @param company where they work
     */
    record Enquiry(LookUp lookUp, Channel channel, Person person, Company company) {}

    /** What came of it. */
    sealed interface Answer {

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

        /** It was not asked: it has failed so often of late that it is left alone for a moment. */
        record LeftAlone() implements Answer {}
    }
}
