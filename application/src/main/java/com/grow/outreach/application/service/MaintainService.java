package com.grow.outreach.application.service;

import com.grow.outreach.application.port.in.Creation;
import com.grow.outreach.application.port.in.Deletion;
import com.grow.outreach.application.port.in.Maintain;
import com.grow.outreach.application.port.in.Update;
import com.grow.outreach.application.port.out.DirectoryRepository;
import com.grow.outreach.application.port.out.Repositories;
import com.grow.outreach.application.port.out.Transactions;
import com.grow.outreach.domain.Id;
import com.grow.outreach.domain.IdKind;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * Maintains one kind of what is around the outreaches.
 *
 * @param kind which kind
 * @param random for ids that nobody gives
 */
record MaintainService<I extends Id, T>(
        Transactions transactions, InstantSource clock, RandomGenerator random, Kind<I, T> kind)
        implements Maintain<I, T> {

    /**
     * In what one kind differs from the others.
     *
     * @param ids its ids
     * @param repository where it is kept
     * @param missing which of the things that one is to refer to does not exist; empty if all do
     */
    record Kind<I extends Id, T>(
            IdKind<I> ids, Function<Repositories, DirectoryRepository<I, T>> repository, Missing<T> missing) {}

    /** Looks for what one refers to. */
    @FunctionalInterface
    interface Missing<T> {
        Optional<? extends Id> of(T thing, Repositories stored);
    }

    @Override
    public Creation<T> create(@Nullable I id, Function<I, T> make) {
        I taken = id == null ? kind.ids().random(random) : id;
        T thing = make.apply(taken);
        return transactions.write(stored -> {
            var missing = kind.missing().of(thing, stored);
            if (missing.isPresent()) {
                return new Creation.ReferenceNotFound<T>(missing.get());
            }
            return kind.repository().apply(stored).create(thing, clock.instant())
                    ? new Creation.Created<>(taken, thing)
                    : new Creation.IdTaken<T>(taken);
        });
    }

    @Override
    public Update<T> update(I id, UnaryOperator<T> change, Predicate<T> expected) {
        return transactions.write(stored -> {
            var repository = kind.repository().apply(stored);
            var present = repository.lock(id);
            if (present.isEmpty()) {
                return new Update.NotFound<T>(id);
            }
            if (!expected.test(present.get())) {
                return new Update.NotAsExpected<T>(id);
            }
            T changed = change.apply(present.get());
            var missing = kind.missing().of(changed, stored);
            if (missing.isPresent()) {
                return new Update.ReferenceNotFound<T>(missing.get());
            }
            repository.save(changed);
            return new Update.Updated<>(changed);
        });
    }

    @Override
    public Deletion delete(I id, Predicate<T> expected) {
        return transactions.write(stored -> {
            var repository = kind.repository().apply(stored);
            var present = repository.lock(id);
            if (present.isEmpty()) {
                return new Deletion.NotFound(id);
            }
            if (!expected.test(present.get())) {
                return new Deletion.NotAsExpected(id);
            }
            long dependents = repository.dependents(id);
            if (dependents > 0) {
                return new Deletion.InUse(id, dependents);
            }
            repository.delete(id);
            return new Deletion.Deleted(id);
        });
    }
}
