package com.grow.outreach.adapter.persistence;

import com.grow.outreach.application.port.out.AnswerRepository;
import com.grow.outreach.application.port.out.BookRepository;
import com.grow.outreach.application.port.out.CompanyRepository;
import com.grow.outreach.application.port.out.EventRepository;
import com.grow.outreach.application.port.out.ImportRepository;
import com.grow.outreach.application.port.out.JobRepository;
import com.grow.outreach.application.port.out.OutreachRepository;
import com.grow.outreach.application.port.out.PersonRepository;
import com.grow.outreach.application.port.out.Repositories;
import com.grow.outreach.application.port.out.SequenceRepository;
import com.grow.outreach.application.port.out.TaskRepository;
import com.grow.outreach.application.port.out.Transactions;
import com.grow.outreach.application.port.out.UserRepository;
import com.grow.outreach.application.port.out.WebhookRepository;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jooq.DSLContext;
import org.jooq.impl.DSL;
import org.jooq.impl.DefaultConnectionProvider;

/**
 * Persistence adapter: PostgreSQL's transactions at its default level, read committed.
 *
 * @param dsl where the database is
 * @param failures tells which failures pass
 * @param scheduler runs what a transaction schedules, from when that is stored
 */
record JooqTransactions(DSLContext dsl, StorageFailures failures, Supplier<TaskScheduler> scheduler)
        implements Transactions {

    @Override
    public <T> T read(Function<Repositories, T> work) {
        return failures.translate(
                () -> work.apply(new JooqRepositories(dsl, new JooqTaskRepository(dsl, scheduler.get()))));
    }

    @Override
    public <T> T write(Function<Repositories, T> work) {
        Stored<T> stored = failures.translate(() -> transaction(dsl, transaction -> {
            var tasks = new JooqTaskRepository(transaction, scheduler.get());
            return new Stored<>(work.apply(new JooqRepositories(transaction, tasks)), tasks);
        }));
        stored.tasks().begin();
        return stored.result();
    }

    /**
     * A transaction that is stored.
     *
     * @param result what its work came to
     * @param tasks those that it scheduled
     */
    private record Stored<T>(T result, JooqTaskRepository tasks) {}

    /** Work in one transaction. */
    static <T> T transaction(DSLContext dsl, Function<DSLContext, T> work) {
        // The connection first: without one, jOOQ's transaction would ask for one three times before it gives up.
        return dsl.connectionResult(
                connection -> DSL.using(dsl.configuration().derive(new DefaultConnectionProvider(connection)))
                        .transactionResult(transaction -> work.apply(transaction.dsl())));
    }

    /** Reads that all see the same moment, such as a total and then the rows that it is the total of. */
    static <T> T snapshot(DSLContext dsl, Function<DSLContext, T> reads) {
        return transaction(dsl, snapshot -> {
            snapshot.execute("set transaction isolation level repeatable read, read only");
            return reads.apply(snapshot);
        });
    }

    private record JooqRepositories(
            OutreachRepository outreaches,
            SequenceRepository sequences,
            CompanyRepository companies,
            PersonRepository people,
            UserRepository users,
            AnswerRepository answers,
            EventRepository events,
            WebhookRepository webhooks,
            TaskRepository tasks,
            JobRepository jobs,
            ImportRepository imports,
            DSLContext dsl)
            implements Repositories {

        JooqRepositories(DSLContext dsl, TaskRepository tasks) {
            this(
                    new JooqOutreachRepository(dsl),
                    new JooqSequenceRepository(dsl),
                    new JooqCompanyRepository(dsl),
                    new JooqPersonRepository(dsl),
                    new JooqUserRepository(dsl),
                    new JooqAnswerRepository(dsl),
                    new JooqEventRepository(dsl),
                    new JooqWebhookRepository(dsl),
                    tasks,
                    new JooqJobRepository(dsl),
                    new JooqImportRepository(dsl),
                    dsl);
        }

        @Override
        public BookRepository book() {
            return new JooqBookRepository(dsl);
        }

        @Override
        public void rehearse() {
            new Rehearsal(dsl).begin();
        }
    }
}
