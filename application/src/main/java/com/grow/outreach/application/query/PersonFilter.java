package com.grow.outreach.application.query;

import com.grow.outreach.domain.CompanyId;
import org.jspecify.annotations.Nullable;

/**
 * A filter of people. A person must meet all conditions that are not null.
 *
 * <p>API documentation: the filters of {@code GET /api/people}.
 *
 * @param name words of the name in any order, ignoring case
 * @param companyId the company, which need not exist
 * @param email the email address, ignoring case
 */
public record PersonFilter(
        @Nullable String name,
        @Nullable CompanyId companyId,
        @Nullable String email) {

    /** All people. */
    public static final PersonFilter ALL = new PersonFilter(null, null, null);
}
