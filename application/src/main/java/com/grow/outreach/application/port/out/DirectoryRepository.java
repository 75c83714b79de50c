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
     * The one of that id, or empty if there is none; inside a transaction it can't be deleted before that ends, nor can
     * what outreaches repeat of it change.
     */
    Optional<T> find(I id);

    /** Returns the entries with these ids by their id, without locking them. Missing ids are absent. */
    Map<I, T> findAll(Collection<I> ids);

    /** Returns one page of the list and the number of entries in the whole list, both as of the same moment. */
    Page<T> page(Q query);

    /**
     * Loads one and keeps everybody else from changing it, deleting it and beginning to refer to it until the transaction
     * ends. To be asked for before anything that refers to it is found or locked, so that callers never wait for each other
     * in a circle: people before companies before users, and outreaches last.
     *
     * @return empty if there is none
     */
    Optional<T> lock(I id);

    /**
     * Stores a new one; what it refers to has been found by {@link #find}.
     *
     * @param createdAt when it is created
     * @return false if its id is taken, and nothing is stored
     */
    boolean create(T thing, Instant createdAt);

    /**
     * Stores a changed one, which is one that {@link #lock} returned; what it refers to has been found by {@link #find}.
     * Outreaches are found by what it is now from the same moment on.
     */
    void save(T thing);

    /** How many refer to it: people to a company, outreaches to a person or a sequence, companies to a user. */
    long dependents(I id);

    /** Deletes one that {@link #lock} returned and that has no {@link #dependents}. */
    void delete(I id);
}
