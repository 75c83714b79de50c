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

    WebhookRepository webhooks();

    TaskRepository tasks();

    JobRepository jobs();

    ImportRepository imports();

    /** All of it in bulk; each call gives one that has no memory of what others looked up. */
    BookRepository book();

    /**
     * Lets {@link #book()} change a copy for the rest of the transaction, which is to be rolled back: the work sees its own
     * changes, and no other transaction ever waits for it.
     */
    void rehearse();
}
