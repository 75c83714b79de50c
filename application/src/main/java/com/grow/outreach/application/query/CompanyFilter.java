package com.grow.outreach.application.query;

import com.grow.outreach.domain.Fit;
import com.grow.outreach.domain.UserId;
import java.time.LocalDate;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Which companies a list holds. Each part that is given narrows it further.
 *
 * <p>API documentation: the filters of {@code GET /api/companies}.
 *
 * @param name those whose name has this in it, whatever the case, or null for all
 * @param domain those whose domain has this in it, whatever the case, or null for all
 * @param fit those of this fit, or null for all
 * @param segments those that belong to any of these segments, letter for letter; empty for all
 * @param ownerId those that this user owns, or null for all; there need not be such a user
 * @param overallScore those with a score in this range, if it is not open
 * @param enriched those with an enrichment that was last completed on one of these days in UTC, if it is not open
 * @param neverEnriched whether to hold only those of which no enrichment was ever completed
 */
public record CompanyFilter(
        @Nullable String name,
        @Nullable String domain,
        @Nullable Fit fit,
        Set<String> segments,
        @Nullable UserId ownerId,
        Range<Integer> overallScore,
        Range<LocalDate> enriched,
        boolean neverEnriched) {

    /** Every company. */
    public static final CompanyFilter ALL =
            new CompanyFilter(null, null, null, Set.of(), null, Range.open(), Range.open(), false);

    public CompanyFilter {
        segments = Set.copyOf(segments);
    }
}
