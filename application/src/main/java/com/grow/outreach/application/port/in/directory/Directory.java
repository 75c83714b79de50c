package com.grow.outreach.application.port.in.directory;

import com.grow.outreach.application.query.Page;
import com.grow.outreach.domain.Id;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Use cases: get, list, create, update and delete companies, people, sequences or users.
 *
 * <p>Every method throws {@link com.grow.outreach.application.port.out.StorageUnavailableException} if the storage
 * can't be reached.
 *
 * <p>API documentation: {@code /api/companies}, {@code /api/people}, {@code /api/sequences}, {@code /api/users}, and
 * the same with {@code /:id}.
 *
 * @param <I> the type of the ids
 * @param <T> the type of the entries
 * @param <Q> the type of the queries for a page of the list
 */
public interface Directory<I extends Id, T, Q> {

    /** Returns the entry with this id, or empty if there is none. */
    Optional<T> get(I id);

    /** Returns the id of the entry that replaced the one with this id in a merge, or empty if it was not merged. */
    Optional<I> successor(I id);

    /** Returns one page of the list and the number of entries in the whole list, both as of the same time. */
    Page<T> list(Q query);

    /**
     * Creates an entry.
     *
     * @param id the id of the new entry, or null to generate one
     * @param entry creates the entry with an id
     */
    Creation<T> create(@Nullable I id, Function<I, T> entry);

    /**
     * Updates an entry. Columns that outreaches copy from it, such as the owner of a company, change in the same
     * transaction.
     *
     * @param change returns the changed entry, which must have the same id
     * @param expected the condition that the entry must meet right before it changes; see {@link Update.NotAsExpected}
     */
    Update<T> update(I id, UnaryOperator<T> change, Predicate<T> expected);

    /**
     * Deletes an entry unless others refer to it.
     *
     * @param expected the condition that the entry must meet right before it is deleted; see
     *     {@link Deletion.NotAsExpected}
     */
    Deletion delete(I id, Predicate<T> expected);
}
