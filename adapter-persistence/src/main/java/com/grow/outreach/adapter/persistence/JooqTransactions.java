package com.grow.outreach.adapter.persistence;

import com.grow.outreach.adapter.persistence.access.JooqAccountRepository;
import com.grow.outreach.adapter.persistence.access.JooqAuditRepository;
import com.grow.outreach.adapter.persistence.access.JooqSignInRepositories;
import com.grow.outreach.adapter.persistence.access.JooqTeamRepository;
import com.grow.outreach.adapter.persistence.access.JooqTokenRepository;
import com.grow.outreach.adapter.persistence.background.TaskScheduler;
import com.grow.outreach.adapter.persistence.book.JooqBookRepository;
import com.grow.outreach.adapter.persistence.list.VisibleRows;
import com.grow.outreach.adapter.persistence.repository.JooqAnswerRepository;
import com.grow.outreach.adapter.persistence.repository.JooqCompanyRepository;
import com.grow.outreach.adapter.persistence.repository.JooqDuplicateRepository;
import com.grow.outreach.adapter.persistence.repository.JooqEventRepository;
import com.grow.outreach.adapter.persistence.repository.JooqImportRepository;
import com.grow.outreach.adapter.persistence.repository.JooqInsightRepository;
import com.grow.outreach.adapter.persistence.repository.JooqJobRepository;
import com.grow.outreach.adapter.persistence.repository.JooqMergeRepository;
import com.grow.outreach.adapter.persistence.repository.JooqOutreachRepository;
import com.grow.outreach.adapter.persistence.repository.JooqPersonRepository;
import com.grow.outreach.adapter.persistence.repository.JooqSavedViewRepository;
import com.grow.outreach.adapter.persistence.repository.JooqSequenceRepository;
import com.grow.outreach.adapter.persistence.repository.JooqTaskRepository;
import com.grow.outreach.adapter.persistence.repository.JooqUserRepository;
import com.grow.outreach.adapter.persistence.repository.JooqWebhookRepository;
import com.grow.outreach.adapter.persistence.transaction.Bulkhead;
import com.grow.outreach.adapter.persistence.transaction.PostgresTransaction;
import com.grow.outreach.adapter.persistence.transaction.Rehearsal;
import com.grow.outreach.adapter.persistence.transaction.StorageFailures;
import com.grow.outreach.application.port.out.AccountRepository;
import com.grow.outreach.application.port.out.AnswerRepository;
import com.grow.outreach.application.port.out.CompanyRepository;
import com.grow.outreach.application.port.out.DirectoryRepository;
import com.grow.outreach.application.port.out.DuplicateRepository;
import com.grow.outreach.application.port.out.EventRepository;
import com.grow.outreach.application.port.out.ImportRepository;
import com.grow.outreach.application.port.out.InsightRepository;
import com.grow.outreach.application.port.out.JobRepository;
import com.grow.outreach.application.port.out.MergeRepository;
import com.grow.outreach.application.port.out.OutreachRepository;
import com.grow.outreach.application.port.out.PersonRepository;
import com.grow.outreach.application.port.out.Repositories;
import com.grow.outreach.application.port.out.SavedViewRepository;
import com.grow.outreach.application.port.out.StorageConflictException;
import com.grow.outreach.application.port.out.StorageUnavailableException;
import com.grow.outreach.application.port.out.TokenRepository;
import com.grow.outreach.application.port.out.Transactions;
import com.grow.outreach.application.port.out.WebhookRepository;
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
import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jooq.DSLContext;

/**
 * Transactions of PostgreSQL at the isolation level read committed. A transaction that conflicts with a concurrent one
 * (serialization failure, deadlock, lock timeout, duplicate of a bulk import) is rolled back and retried a limited
 * number of times.
 *
 * @param reads the access for reads
 * @param writes the access for transactions
 * @param persistence the time after its start during which a transaction is retried
 * @param failures the translation of failures
 * @param commits what follows a commit
 */
record JooqTransactions(Access reads, Access writes, Duration persistence, StorageFailures failures, Commits commits)
        implements Transactions {

    /**
     * The access to the database.
     *
     * @param dsl the source of connections
     * @param bulkhead the limit of connections in use
     */
    record Access(DSLContext dsl, Bulkhead bulkhead) {}

    /**
     * What follows a commit.
     *
     * @param scheduler the scheduler of the tasks that a transaction schedules
     * @param accessChanged what follows a change of access
     */
    record Commits(Supplier<TaskScheduler> scheduler, Runnable accessChanged) {}

    private static final int ATTEMPTS = 10;
    private static final Duration FIRST_PAUSE = Duration.ofMillis(5);
    private static final Duration LONGEST_PAUSE = Duration.ofMillis(200);

    @Override
    public <T> T read(Function<Repositories, T> work) {
        var dsl = reads.dsl();
        return again(() ->
                reads.bulkhead().run(() -> failures.translate(() -> work.apply(JooqRepositories.of(dsl, commits)))));
    }

    @Override
    public <T> T write(Function<Repositories, T> work) {
        Stored<T> stored = again(() -> writes.bulkhead()
                .run(() -> failures.translate(() -> PostgresTransaction.run(writes.dsl(), transaction -> {
                    var repositories = JooqRepositories.of(transaction, commits);
                    return new Stored<>(work.apply(repositories), repositories.tasks(), repositories.audit());
                }))));
        if (stored.audit().hasChangedAccess()) {
            commits.accessChanged().run();
        }
        stored.tasks().begin();
        return stored.result();
    }

    @Override
    public <T> T rehearse(Function<Repositories, T> work) {
        return again(() -> writes.bulkhead()
                .run(() -> failures.translate(() -> PostgresTransaction.rolledBack(writes.dsl(), transaction -> {
                    new Rehearsal(transaction).begin();
                    return work.apply(JooqRepositories.of(transaction, commits));
                }))));
    }

    /** Retries work on conflicts. Holds no connection between the attempts. */
    private <T> T again(Supplier<T> work) {
        long begun = System.nanoTime();
        for (int attempt = 1; ; attempt++) {
            try {
                return work.get();
            } catch (StorageConflictException e) {
                if (attempt == ATTEMPTS || System.nanoTime() - begun > persistence.toNanos()) {
                    throw new StorageUnavailableException(e.getMessage() + "; gave up after attempt " + attempt, e);
                }
                pause(attempt);
            }
        }
    }

    private static void pause(int attempt) {
        long longest = Math.min(FIRST_PAUSE.toMillis() << attempt, LONGEST_PAUSE.toMillis());
        try {
            // A random pause, so that conflicting transactions don't meet again.
            Thread.sleep(ThreadLocalRandom.current().nextLong(longest) + 1);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StorageUnavailableException("interrupted before the next attempt", e);
        }
    }

    /**
     * A committed transaction.
     *
     * @param result the result of its work
     * @param tasks the tasks that it scheduled
     * @param audit the entries that it recorded
     */
    private record Stored<T>(T result, JooqTaskRepository tasks, JooqAuditRepository audit) {}

    private record JooqRepositories(
            OutreachRepository outreaches,
            DirectoryRepository<SequenceId, Sequence, NamedQuery> sequences,
            CompanyRepository companies,
            PersonRepository people,
            DirectoryRepository<UserId, User, NamedQuery> users,
            AnswerRepository answers,
            EventRepository events,
            WebhookRepository webhooks,
            JooqTaskRepository tasks,
            JobRepository jobs,
            SavedViewRepository views,
            InsightRepository insights,
            ImportRepository imports,
            DuplicateRepository<PersonId, Person> duplicatePeople,
            DuplicateRepository<CompanyId, Company> duplicateCompanies,
            MergeRepository merges,
            AccountRepository accounts,
            TokenRepository tokens,
            SignInRepositories signIn,
            JooqAuditRepository audit,
            Caller caller,
            DirectoryRepository<TeamId, Team, NamedQuery> teams,
            DSLContext dsl)
            implements Repositories {

        static JooqRepositories of(DSLContext dsl, Commits commits) {
            return new JooqRepositories(
                    dsl,
                    new JooqTaskRepository(dsl, commits.scheduler().get()),
                    new JooqAuditRepository(dsl),
                    Caller.ANONYMOUS);
        }

        private JooqRepositories(DSLContext dsl, JooqTaskRepository tasks, JooqAuditRepository audit, Caller caller) {
            this(dsl, tasks, audit, caller, new VisibleRows(caller.scope()));
        }

        private JooqRepositories(
                DSLContext dsl,
                JooqTaskRepository tasks,
                JooqAuditRepository audit,
                Caller caller,
                VisibleRows visible) {
            this(
                    new JooqOutreachRepository(dsl, visible),
                    new JooqSequenceRepository(dsl),
                    new JooqCompanyRepository(dsl, visible),
                    new JooqPersonRepository(dsl, visible),
                    new JooqUserRepository(dsl),
                    new JooqAnswerRepository(dsl, caller.user()),
                    new JooqEventRepository(dsl, visible),
                    new JooqWebhookRepository(dsl),
                    tasks,
                    new JooqJobRepository(dsl, caller),
                    new JooqSavedViewRepository(dsl, caller.self()),
                    new JooqInsightRepository(dsl, visible),
                    new JooqImportRepository(dsl, caller),
                    JooqDuplicateRepository.ofPeople(dsl, visible),
                    JooqDuplicateRepository.ofCompanies(dsl, visible),
                    new JooqMergeRepository(dsl, visible),
                    new JooqAccountRepository(dsl),
                    new JooqTokenRepository(dsl),
                    new JooqSignInRepositories(dsl),
                    audit,
                    caller,
                    new JooqTeamRepository(dsl),
                    dsl);
        }

        @Override
        public Repositories within(Caller other) {
            if (other.equals(caller)) {
                return this;
            }
            if (!caller.equals(Caller.ANONYMOUS)) {
                throw new IllegalStateException("these repositories belong to another caller");
            }
            return new JooqRepositories(dsl, tasks, audit, other);
        }

        @Override
        public BookRepository book() {
            return new JooqBookRepository(dsl, new VisibleRows(caller.scope()));
        }
    }
}
