package com.grow.outreach.application.query;

import com.grow.outreach.domain.Id;
import com.grow.outreach.domain.UserId;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A filter of the audit log.
 *
 * @param subject the id of the record that the actions were done to, or null for any
 * @param user the user who did the actions, or null for any
 * @param action the action, or null for any
 * @param time the time of the actions
 */
public record AuditFilter(
        @Nullable Id subject,
        @Nullable UserId user,
        @Nullable String action,
        Range<Instant> time) {

    /** The filter that matches all entries. */
    public static final AuditFilter ALL = new AuditFilter(null, null, null, Range.open());

    public AuditFilter {
        Objects.requireNonNull(time, "time");
    }
}
