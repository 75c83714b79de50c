package com.grow.outreach.domain;

import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A merge of one company into another. The other keeps its id and name, gets missing facts, and takes over the people with
 * their outreaches.
 *
 * <p>API documentation: {@code POST /api/companies/:id/merge}.
 *
 * @param from the company that is merged, as before the merge
 * @param into the other company, as after the merge
 */
public record CompanyMerge(Company from, Company into) {

    public CompanyMerge {
        Objects.requireNonNull(from, "from");
        Objects.requireNonNull(into, "into");
    }

    /**
     * Decides what a merge changes.
     *
     * @param from the company to merge
     * @param into the other company
     * @throws IllegalArgumentException if both are the same company
     */
    public static CompanyMerge of(Company from, Company into) {
        Objects.requireNonNull(from, "from");
        Objects.requireNonNull(into, "into");
        if (from.id().equals(into.id())) {
            throw new IllegalArgumentException(from.id() + " can't be merged into itself");
        }
        return new CompanyMerge(
                from,
                new Company(
                        into.id(),
                        into.name(),
                        either(into.ownerId(), from.ownerId()),
                        completed(from.profile(), into.profile()),
                        later(from.enrichment(), into.enrichment())));
    }

    private static Company.Profile completed(Company.Profile from, Company.Profile into) {
        return new Company.Profile(
                either(into.domain(), from.domain()),
                into.fit() == Fit.UNKNOWN ? from.fit() : into.fit(),
                into.segments().isEmpty() ? from.segments() : into.segments(),
                into.countries().isEmpty() ? from.countries() : into.countries(),
                either(into.overallScore(), from.overallScore()));
    }

    private static Company.Enrichment later(Company.Enrichment from, Company.Enrichment into) {
        return completion(from).isAfter(completion(into)) || into.status() == null ? from : into;
    }

    private static Instant completion(Company.Enrichment enrichment) {
        var completed = enrichment.lastCompletedAt();
        return completed == null ? Instant.MIN : completed;
    }

    private static <T> @Nullable T either(@Nullable T one, @Nullable T other) {
        return one == null ? other : one;
    }
}
