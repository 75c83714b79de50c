package com.grow.outreach.adapter.persistence;

import com.grow.outreach.application.port.out.AnswerRepository;
import com.grow.outreach.application.port.out.CompanyRepository;
import com.grow.outreach.application.port.out.JobRepository;
import com.grow.outreach.application.port.out.OutreachRepository;
import com.grow.outreach.application.port.out.PersonRepository;
import com.grow.outreach.application.port.out.Repositories;
import com.grow.outreach.application.port.out.SequenceRepository;
import com.grow.outreach.application.port.out.TaskRepository;
import com.grow.outreach.application.port.out.Transactions;
import com.grow.outreach.application.port.out.UserRepository;
import java.util.function.Function;
import org.jooq.DSLContext;
import org.jooq.impl.DSL;

/** Persistence adapter: PostgreSQL's transactions at its default level, read committed. */
record JooqTransactions(DSLContext dsl, StorageFailures failures) implements Transactions {

    @Override
    public <T> T read(Function<Repositories, T> work) {
        return failures.translate(() -> work.apply(new JooqRepositories(dsl)));
    }

    @Override
    public <T> T write(Function<Repositories, T> work) {
        // The connection first: where there is none, a transaction would wait for one three times before it gives up.
        return failures.translate(() ->
                dsl.connectionResult(connection -> DSL.using(connection, dsl.dialect(), dsl.settings())
                        .transactionResult(transaction -> work.apply(new JooqRepositories(transaction.dsl())))));
    }

    private record JooqRepositories(
            OutreachRepository outreaches,
            SequenceRepository sequences,
            CompanyRepository companies,
            PersonRepository people,
            UserRepository users,
            AnswerRepository answers,
            TaskRepository tasks,
            JobRepository jobs)
            implements Repositories {

        JooqRepositories(DSLContext dsl) {
            this(
                    new JooqOutreachRepository(dsl),
                    new JooqSequenceRepository(dsl),
                    new JooqCompanyRepository(dsl),
                    new JooqPersonRepository(dsl),
                    new JooqUserRepository(dsl),
                    new JooqAnswerRepository(dsl),
                    (kind, ids, at) -> {},
                    new JooqJobRepository(dsl));
        }
    }
}
