package com.grow.outreach.application.port.out;

/** The repositories of one piece of work; see {@link Transactions}. */
public interface Repositories {

    OutreachRepository outreaches();

    SequenceRepository sequences();

    AnswerRepository answers();
}
