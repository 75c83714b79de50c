package com.grow.outreach.domain.access;

import com.grow.outreach.domain.Id;
import com.grow.outreach.domain.SessionId;
import com.grow.outreach.domain.TeamId;
import com.grow.outreach.domain.TokenId;
import com.grow.outreach.domain.UserId;
import java.time.Instant;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * An entry of the audit log: what a caller did, and what it changed.
 *
 * <p>API documentation: {@code GET /api/audit}.
 *
 * @param at the time
 * @param author who did it
 * @param action the action, a noun and a past participle such as {@code company.updated}
 * @param subjectId the id of the record that it was done to, or null for none
 * @param before the former values of the fields that changed, as a JSON object; null for a new record
 * @param after the new values of the fields that changed, as a JSON object; null for a deleted record
 */
public record AuditEntry(
        Instant at,
        Author author,
        String action,
        @Nullable String subjectId,
        @Nullable String before,
        @Nullable String after) {

    public AuditEntry {
        Objects.requireNonNull(at, "at");
        Objects.requireNonNull(author, "author");
        Objects.requireNonNull(action, "action");
    }

    /**
     * The author of an action.
     *
     * @param user the user, or null for a caller of an open API
     * @param actor the person or system for whom the caller acts, or null for none
     * @param requestId the id of the request, or null outside of a request
     */
    public record Author(
            @Nullable UserId user,
            @Nullable String actor,
            @Nullable String requestId) {

        /** Returns a caller as an author. */
        public static Author of(Caller caller) {
            Objects.requireNonNull(caller, "caller");
            return new Author(
                    caller.user(), caller.origin().actor(), caller.origin().requestId());
        }

        /** Returns this author as a user, for example after signing in. */
        public Author as(@Nullable UserId other) {
            return new Author(other, actor, requestId);
        }
    }

    /** Returns an entry for an action that changes no fields. */
    public static AuditEntry of(Instant at, Author author, String action, @Nullable Id subject) {
        return new AuditEntry(at, author, action, subject == null ? null : subject.value(), null, null);
    }

    /** Returns whether the action may change what callers may do: it is about a user, a team, a token or a session. */
    public boolean mayChangeAccess() {
        return subjectId != null
                && Stream.of(UserId.KIND, TeamId.KIND, TokenId.KIND, SessionId.KIND)
                        .anyMatch(kind -> subjectId.startsWith(kind.prefix()));
    }

    /**
     * Returns an entry of the same action with the fields of the record before and after it. Fields that did not change are
     * left out.
     *
     * @param former the former fields; {@link AuditFields#NONE} for a new record
     * @param changed the fields now; {@link AuditFields#NONE} for a deleted record
     */
    public AuditEntry changing(AuditFields former, AuditFields changed) {
        Objects.requireNonNull(former, "former");
        Objects.requireNonNull(changed, "changed");
        return new AuditEntry(
                at, author, action, subjectId, former.jsonUnlikeIn(changed), changed.jsonUnlikeIn(former));
    }
}
