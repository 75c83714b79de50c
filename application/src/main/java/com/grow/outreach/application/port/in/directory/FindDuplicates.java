package com.grow.outreach.application.port.in.directory;

import com.grow.outreach.application.duplicate.Duplicate;
import com.grow.outreach.application.duplicate.DuplicateKind;
import com.grow.outreach.application.job.Job;
import com.grow.outreach.application.query.Page;
import com.grow.outreach.application.query.PageRequest;
import com.grow.outreach.domain.Cause;
import com.grow.outreach.domain.Company;
import com.grow.outreach.domain.Confidence;
import com.grow.outreach.domain.Person;
import org.jspecify.annotations.Nullable;

/**
 * Use cases: list duplicates, search for them, and merge those that are exact.
 *
 * <p>Every method throws {@link com.grow.outreach.application.port.out.StorageUnavailableException} if the storage can't
 * be reached.
 *
 * <p>API documentation: {@code /api/duplicates}.
 */
public interface FindDuplicates {

    /**
     * Returns one page of the pairs of people that the last search found.
     *
     * @param confidence the confidence of the pairs, or null for any
     */
    Page<Duplicate<Person>> people(@Nullable Confidence confidence, PageRequest page);

    /**
     * Returns one page of the pairs of companies that the last search found.
     *
     * @param confidence the confidence of the pairs, or null for any
     */
    Page<Duplicate<Company>> companies(@Nullable Confidence confidence, PageRequest page);

    /** Starts a job that searches for duplicates, or returns the one that is doing so. */
    Job search(DuplicateKind kind, Cause cause);

    /**
     * Starts a job that merges the exact pairs of the last search, or returns the one that is doing so. The job compares each
     * pair again, and skips it if it is no longer exact.
     *
     * @param cause the cause recorded in the events
     */
    Job mergeExact(DuplicateKind kind, Cause cause);
}
