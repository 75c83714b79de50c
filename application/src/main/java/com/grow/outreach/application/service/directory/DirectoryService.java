package com.grow.outreach.application.service.directory;

import com.grow.outreach.application.port.in.directory.Creation;
import com.grow.outreach.application.port.in.directory.Deletion;
import com.grow.outreach.application.port.in.directory.Directory;
import com.grow.outreach.application.port.in.directory.Update;
import com.grow.outreach.application.port.out.DirectoryRepository;
import com.grow.outreach.application.port.out.Repositories;
import com.grow.outreach.application.port.out.Transactions;
import com.grow.outreach.application.query.Page;
import com.grow.outreach.domain.Id;
import com.grow.outreach.domain.IdKind;
import com.grow.outreach.domain.access.AuditEntry;
import com.grow.outreach.domain.access.AuditEntry.Author;
import com.grow.outreach.domain.access.AuditFields;
import com.grow.outreach.domain.access.Scope;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * The directory of one kind of entries.
 *
 * @param random the generator of ids
 * @param kind the differences between this kind and the others
 */
record DirectoryService<I extends Id, T, Q>(
        Transactions transactions, InstantSource clock, RandomGenerator random, Kind<I, T, Q> kind)
        implements Directory<I, T, Q> {

    /**
     * The differences between one kind and the others.
     *
     * @param noun the noun of the actions in the audit log
     * @param ids the kind of the ids
     * @param repository selects the repository that stores the entries
     * @param reference finds references to entries that don't exist
     * @param fields returns the fields of an entry for the audit log
     */
    record Kind<I extends Id, T, Q>(
            String noun,
            IdKind<I> ids,
            Function<Repositories, DirectoryRepository<I, T, Q>> repository,
            Reference<T> reference,
            Function<T, AuditFields> fields) {}

    /** Finds the id that an entry refers to if nothing has it. */
    @FunctionalInterface
    interface Reference<T> {
        Optional<? extends Id> missing(T entry, Repositories stored);
    }

    @Override
    public Optional<T> get(I id) {
        return Optional.ofNullable(transactions
                .read(stored -> repository(stored).findAll(List.of(id)))
                .get(id));
    }

    @Override
    public Optional<I> successor(I id) {
        return Optional.ofNullable(transactions
                .read(stored -> stored.merges().successors(List.of(id)))
                .get(id));
    }

    @Override
    public Page<T> list(Q query) {
        return transactions.read(stored -> repository(stored).page(query));
    }

    @Override
    public Creation<T> create(@Nullable I id, Function<I, T> make) {
        I taken = id == null ? kind.ids().random(random) : id;
        T entry = make.apply(taken);
        return transactions.write(stored -> {
            if (id != null && stored.caller().scope() != Scope.EVERYTHING) {
                return new Creation.IdNotChosen<T>(id);
            }
            var missing = kind.reference().missing(entry, stored);
            if (missing.isPresent()) {
                return new Creation.ReferenceNotFound<T>(missing.get());
            }
            if (id != null && !stored.merges().successors(List.of(id)).isEmpty()) {
                return new Creation.IdTaken<T>(taken);
            }
            if (!repository(stored).create(entry, clock.instant())) {
                return new Creation.IdTaken<T>(taken);
            }
            record(stored, "created", taken, AuditFields.NONE, kind.fields().apply(entry));
            return new Creation.Created<>(taken, entry);
        });
    }

    @Override
    public Update<T> update(I id, UnaryOperator<T> change, Predicate<T> expected) {
        return transactions.write(stored -> {
            var repository = repository(stored);
            var present = repository.lock(id);
            if (present.isEmpty()) {
                return new Update.NotFound<T>(id);
            }
            if (!expected.test(present.get())) {
                return new Update.NotAsExpected<T>(id);
            }
            T changed = change.apply(present.get());
            var missing = kind.reference().missing(changed, stored);
            if (missing.isPresent()) {
                return new Update.ReferenceNotFound<T>(missing.get());
            }
            repository.save(changed);
            record(
                    stored,
                    "updated",
                    id,
                    kind.fields().apply(present.get()),
                    kind.fields().apply(changed));
            return new Update.Updated<>(changed);
        });
    }

    @Override
    public Deletion delete(I id, Predicate<T> expected) {
        return transactions.write(stored -> {
            var repository = repository(stored);
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
            record(stored, "deleted", id, kind.fields().apply(present.get()), AuditFields.NONE);
            return new Deletion.Deleted(id);
        });
    }

    /** Records a change in the audit log, unless all fields stay the same. */
    private void record(Repositories stored, String verb, I id, AuditFields before, AuditFields after) {
        if (!before.equals(after)) {
            stored.audit()
                    .record(AuditEntry.of(clock.instant(), Author.of(stored.caller()), kind.noun() + "." + verb, id)
                            .changing(before, after));
        }
    }

    private DirectoryRepository<I, T, Q> repository(Repositories stored) {
        return kind.repository().apply(stored);
    }
}
