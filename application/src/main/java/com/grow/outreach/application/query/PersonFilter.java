package com.grow.outreach.application.query;

import com.grow.outreach.domain.CompanyId;
import org.jspecify.annotations.Nullable;

/**
 * Which people a list holds. Each part that is not null narrows it further.
 *
 * <p>API documentation: the filters of {@code GET /api/people}.
 *
 * @param name those whose name has this in it, whatever the case
 * @param companyId those who work at this company; it need not exist
 * @param email those with this address, whatever the case
 */
public record PersonFilter(
        @Nullable String name,
        @Nullable CompanyId companyId,
        @Nullable String email) {

    /** Everybody. */
    public static final PersonFilter ALL = new PersonFilter(null, null, null);
}
