package com.grow.outreach.application.port.out;

/** The repositories of one piece of work; see {@link Transactions}. */
public interface Repositories {

    OutreachRepository outreaches();

    SequenceRepository sequences();

    CompanyRepository companies();

    PersonRepository people();

    UserRepository users();

    AnswerRepository answers();

    EventRepository events();

    TaskRepository tasks();
}
