package com.grow.outreach.application.port.out;

import com.grow.outreach.application.port.out.book.BookRepository;
import com.grow.outreach.application.query.CompanyQuery;
import com.grow.outreach.application.query.NamedQuery;
import com.grow.outreach.domain.Company;
import com.grow.outreach.domain.CompanyId;
import com.grow.outreach.domain.Sequence;
import com.grow.outreach.domain.SequenceId;
import com.grow.outreach.domain.User;
import com.grow.outreach.domain.UserId;

/** The repositories of one piece of work; see {@link Transactions}. */
public interface Repositories {

    OutreachRepository outreaches();

    DirectoryRepository<SequenceId, Sequence, NamedQuery> sequences();

    DirectoryRepository<CompanyId, Company, CompanyQuery> companies();

    PersonRepository people();

    DirectoryRepository<UserId, User, NamedQuery> users();

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
