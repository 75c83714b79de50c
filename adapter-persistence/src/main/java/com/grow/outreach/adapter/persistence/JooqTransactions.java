package com.grow.outreach.adapter.persistence;

import com.grow.outreach.application.port.out.AnswerRepository;
import com.grow.outreach.application.port.out.BookRepository;
import com.grow.outreach.application.port.out.CompanyRepository;
import com.grow.outreach.application.port.out.EventRepository;
import com.grow.outreach.application.port.out.ImportRepository;
import com.grow.outreach.application.port.out.OutreachRepository;
import com.grow.outreach.application.port.out.PersonRepository;
import com.grow.outreach.application.port.out.Repositories;
import com.grow.outreach.application.port.out.SequenceRepository;
import com.grow.outreach.application.port.out.TaskRepository;
import com.grow.outreach.application.port.out.Transactions;
import com.grow.outreach.application.port.out.UserRepository;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import org.jooq.DSLContext;
import org.jooq.impl.DSL;
import org.jooq.impl.DefaultConnectionProvider;

/**
 * Persistence adapter: PostgreSQL's transactions at its default level, read committed.
 *
 * @param dsl where the database is
 * @param failures tells which failures pass
 * @param wake called when a transaction is stored that scheduled tasks
 */
record JooqTransactions(DSLContext dsl, StorageFailures failures, Runnable wake) implements Transactions {

    @Override
    public <T> T read(Function<Repositories, T> work) {
        return failures.translate(() -> work.apply(new JooqRepositories(dsl, new JooqTaskRepository(dsl))));
    }

    @Override
    public <T> T write(Function<Repositories, T> work) {
        var scheduled = new AtomicBoolean();
        T result = failures.translate(() -> transaction(dsl, transaction -> {
            var tasks = new JooqTaskRepository(transaction);
            T done = work.apply(new JooqRepositories(transaction, tasks));
            scheduled.set(tasks.hasScheduled());
            return done;
        }));
        if (scheduled.get()) {
            wake.run();
        }
        return result;
    }

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
            TaskRepository tasks,
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
                    tasks,
                    new JooqImportRepository(dsl),
                    dsl);
        }

        @Override
        public BookRepository book() {
            return new JooqBookRepository(dsl);
        }
    }
}
