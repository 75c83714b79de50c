package com.grow.outreach.application.service.imports;

import com.grow.outreach.application.port.out.file.UnreadableException;
import com.grow.outreach.domain.Id;
import com.grow.outreach.domain.IdKind;
import com.grow.outreach.domain.UserId;
import com.grow.outreach.domain.access.Caller;
import com.grow.outreach.domain.access.Permission;
import com.grow.outreach.domain.access.Scope;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What the creator of an import sees and changes. Records outside of the scope match no row, so a row creates a record even if
 * a record that the creator doesn't see has the same data. That way an import reveals nothing about it.
 *
 * @param creator the creator
 * @param createdAt the creation time of new records
 */
record ImportScope(Caller creator, Instant createdAt) {

    /** Returns whether the creator sees only a part of all records. */
    boolean isRestricted() {
        return creator.scope() != Scope.EVERYTHING;
    }

    /** Returns the owner of a new company for which the file names none, or null. */
    @Nullable UserId owner() {
        return isRestricted() ? creator.user() : null;
    }

    /** Returns whether the creator may give a company to an owner, or to nobody. */
    boolean includes(@Nullable UserId owner) {
        return creator.scope().includes(owner);
    }

    /**
     * Returns the id of a new record. Equal keys have equal ids, so that the record is created once. For a restricted creator,
     * this holds within the import: otherwise the id could be that of a record outside of the scope.
     */
    <K extends Id> K newId(IdKind<K> kind, String key) {
        return kind.derived(isRestricted() ? "%s %s %s".formatted(creator.user(), createdAt, key) : key);
    }

    /** Rejects a row that chooses the id of a new record, which could be that of a record outside of the scope. */
    void requireExisting(RowReader row, Id id, @Nullable Object existing) {
        if (isRestricted() && existing == null) {
            row.reject("id", "'%s' does not exist; leave out the id of a new record".formatted(id.value()));
        }
    }

    /**
     * Rejects a file of a kind that only some roles may import.
     *
     * @throws UnreadableException if the creator may not import it
     */
    void requireManaging(String file, String kind) {
        if (!creator.may(Permission.MANAGE)) {
            throw new UnreadableException(
                    "%s: your role can't import %s; ask a manager to import the file".formatted(file, kind));
        }
    }
}
