package com.grow.outreach.application.port.out;

import com.grow.outreach.application.query.Page;
import com.grow.outreach.domain.Id;
import java.time.Instant;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;

/**
 * The companies, people, sequences or users that Grow stores.
 *
 * @param <I> the type of the ids
 * @param <T> the type of the entries
 * @param <Q> the type of the queries for a page of the list
 */
public interface DirectoryRepository<I extends Id, T, Q> {

    /**
     * Returns the entry with this id, or empty if there is none. Until the transaction ends, no other transaction can
     * delete the entry or change the columns that outreaches copy.
     */
    Optional<T> find(I id);

    /** Returns the entries with these ids by their id, without locking them. Missing ids are absent. */
    Map<I, T> findAll(Collection<I> ids);

    /** Returns one page of the list and the number of entries in the whole list, both as of the same time. */
    Page<T> page(Q query);

    /**
     * Returns an entry and locks it until the transaction ends: no other transaction can change it, delete it or add
     * references to it. To avoid deadlocks, lock an entry before you find or lock anything that refers to it: people
     * before companies before users, and outreaches last.
     *
     * @return the entry, or empty if there is none
     */
    Optional<T> lock(I id);

    /**
     * Stores a new entry. The caller must have found its references by {@link #find}.
     *
     * @param createdAt the time of creation
     * @return false if the id exists; nothing is stored then
     */
    boolean create(T thing, Instant createdAt);

    /**
     * Stores a changed entry that {@link #lock} returned. The caller must have found its references by {@link #find}.
     * Columns that outreaches copy change in the same transaction.
     */
    void save(T thing);

    /**
     * Returns the number of records that refer to an entry: people of a company, outreaches of a person or a sequence,
     * companies of a user.
     */
    long dependents(I id);

    /** Deletes an entry that {@link #lock} returned and that has no {@link #dependents}. */
    void delete(I id);
}
