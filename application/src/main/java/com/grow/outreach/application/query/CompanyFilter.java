package com.grow.outreach.application.query;

import com.grow.outreach.domain.Fit;
import com.grow.outreach.domain.UserId;
import java.time.LocalDate;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A filter of companies. A company must meet all given conditions.
 *
 * <p>API documentation: the filters of {@code GET /api/companies}.
 *
 * @param name words of the name in any order, ignoring case, or null for all
 * @param domain a part of the domain, ignoring case, or null for all
 * @param fit the fit, or null for all
 * @param segments segments of which a company must have at least one, case-sensitive; empty for all
 * @param ownerId the owner, or null for all; the user need not exist
 * @param overallScore the range of the overall score
 * @param enriched the range of days in UTC on which the last enrichment was completed
 * @param neverEnriched whether to match only companies without a completed enrichment
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

    /** All companies. */
    public static final CompanyFilter ALL =
            new CompanyFilter(null, null, null, Set.of(), null, Range.open(), Range.open(), false);

    public CompanyFilter {
        segments = Set.copyOf(segments);
    }
}
