package com.grow.outreach.adapter.persistence;

import com.grow.outreach.application.port.out.AnswerRepository;
import com.grow.outreach.application.port.out.CompanyRepository;
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
        // The connection first: where there is none, a transaction would wait for one three times before it gives up.
        var scheduled = new AtomicBoolean();
        T result = failures.translate(() ->
                dsl.connectionResult(connection -> DSL.using(connection, dsl.dialect(), dsl.settings())
                        .transactionResult(transaction -> {
                            var tasks = new JooqTaskRepository(transaction.dsl());
                            T done = work.apply(new JooqRepositories(transaction.dsl(), tasks));
                            scheduled.set(tasks.hasScheduled());
                            return done;
                        })));
        if (scheduled.get()) {
            wake.run();
        }
        return result;
    }

    private record JooqRepositories(
            OutreachRepository outreaches,
            SequenceRepository sequences,
            CompanyRepository companies,
            PersonRepository people,
            UserRepository users,
            AnswerRepository answers,
            TaskRepository tasks)
            implements Repositories {

        JooqRepositories(DSLContext dsl, TaskRepository tasks) {
            this(
                    new JooqOutreachRepository(dsl),
                    new JooqSequenceRepository(dsl),
                    new JooqCompanyRepository(dsl),
                    new JooqPersonRepository(dsl),
                    new JooqUserRepository(dsl),
                    new JooqAnswerRepository(dsl),
                    tasks);
        }
    }
}
