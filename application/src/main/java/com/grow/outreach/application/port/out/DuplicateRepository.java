package com.grow.outreach.application.port.out;

import com.grow.outreach.application.duplicate.Duplicate;
import com.grow.outreach.application.query.Page;
import com.grow.outreach.application.query.PageRequest;
import com.grow.outreach.domain.Confidence;
import com.grow.outreach.domain.Id;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The pairs of people or companies that are probably duplicates.
 *
 * @param <I> the type of the ids
 * @param <T> the type of the records
 */
public interface DuplicateRepository<I extends Id, T> {

    /**
     * Returns one page of the stored pairs in the order of their first discovery, and the number of all.
     *
     * @param confidence the confidence of the pairs, or null for any
     */
    Page<Duplicate<T>> page(@Nullable Confidence confidence, PageRequest page);

    /** Returns the number of stored pairs with this confidence. */
    long count(Confidence confidence);

    /** Returns the number of records to search. */
    long total();

    /**
     * Returns the next records that may be duplicates of others: they share an e-mail address, a LinkedIn profile, a
     * domain, or a name. The caller decides which of them are.
     *
     * @param after the end of the previous step, or 0
     * @param size about how many records to compare with all others
     */
    Step<T> search(long after, int size);

    /**
     * The candidates of one step of a search.
     *
     * @param candidates pairs of records, in the order of the older ones
     * @param searched the number of records that were compared with all others
     * @param next the end of the step, or null if it was the last one
     */
    record Step<T>(
            List<Candidate<T>> candidates,
            long searched,
            @Nullable Long next) {

        public Step {
            candidates = List.copyOf(candidates);
        }
    }

    /** Two records that may be duplicates. */
    record Candidate<T>(T newer, T older) {}

    /** Stores pairs. A pair that is stored already gets the new likeness. */
    void save(Collection<Duplicate<T>> found, Instant searchedAt);

    /** Removes the pairs that were last saved before this time. */
    void removeBefore(Instant searchedAt);

    /** Returns the next stored pairs of {@link Confidence#EXACT}, by their ordinal. */
    List<Pair<I>> exact(long after, int limit);

    /**
     * A stored pair.
     *
     * @param ordinal its place among the pairs
     */
    record Pair<I extends Id>(long ordinal, I from, I into) {}
}
