package com.grow.outreach.application.port.out;

import com.grow.outreach.application.port.out.access.AuditRepository;
import com.grow.outreach.application.port.out.access.SignInRepositories;
import com.grow.outreach.application.port.out.book.BookRepository;
import com.grow.outreach.application.query.NamedQuery;
import com.grow.outreach.domain.Company;
import com.grow.outreach.domain.CompanyId;
import com.grow.outreach.domain.Person;
import com.grow.outreach.domain.PersonId;
import com.grow.outreach.domain.Sequence;
import com.grow.outreach.domain.SequenceId;
import com.grow.outreach.domain.TeamId;
import com.grow.outreach.domain.User;
import com.grow.outreach.domain.UserId;
import com.grow.outreach.domain.access.Caller;
import com.grow.outreach.domain.access.Team;
import java.util.List;
import java.util.Optional;

/** The repositories that one transaction or read uses; see {@link Transactions}. */
public interface Repositories {

    OutreachRepository outreaches();

    DirectoryRepository<SequenceId, Sequence, NamedQuery> sequences();

    CompanyRepository companies();

    PersonRepository people();

    DirectoryRepository<UserId, User, NamedQuery> users();

    AnswerRepository answers();

    EventRepository events();

    WebhookRepository webhooks();

    TaskRepository tasks();

    JobRepository jobs();

    SavedViewRepository views();

    InsightRepository insights();

    ImportRepository imports();

    DuplicateRepository<PersonId, Person> duplicatePeople();

    DuplicateRepository<CompanyId, Company> duplicateCompanies();

    MergeRepository merges();

    AccountRepository accounts();

    TokenRepository tokens();

    DirectoryRepository<TeamId, Team, NamedQuery> teams();

    /** Locks a person as {@link PersonRepository#lock} does, or the person who replaced them in a merge. */
    default Optional<Person> lockPersonOrSuccessor(PersonId id) {
        return people().lock(id)
                .or(() -> Optional.ofNullable(merges().successors(List.of(id)).get(id))
                        .flatMap(people()::lock));
    }

    /** Returns the repositories of members, sessions, one-time links and failed sign-ins. */
    SignInRepositories signIn();

    AuditRepository audit();

    /**
     * Returns the repository for bulk reads and writes of what the {@link #caller} sees. Each call returns a new one with an
     * empty cache.
     */
    BookRepository book();

    /** Returns the caller whose data these repositories contain. {@link Caller#ANONYMOUS} unless {@link #within} was called. */
    Caller caller();

    /**
     * Returns the repositories of the same transaction, restricted to what a caller sees. They neither return nor change
     * what the caller's scope excludes, as if it did not exist. Stored responses belong to one caller. New jobs and
     * imports record the caller as their creator.
     *
     * @throws IllegalStateException if these repositories belong to another caller
     */
    Repositories within(Caller caller);
}
