package com.grow.outreach.application.port.out.access;

import com.grow.outreach.application.query.AuditFilter;
import com.grow.outreach.application.query.Page;
import com.grow.outreach.application.query.PageRequest;
import com.grow.outreach.domain.access.AuditEntry;
import java.util.List;

/** The audit log. Entries can't be changed, and are deleted only by the background sweep when they are old enough. */
public interface AuditRepository {

    /** Adds an entry. It is stored with the changes of the same transaction, or not at all. */
    void record(AuditEntry entry);

    /** Adds several entries. */
    default void recordAll(List<AuditEntry> entries) {
        entries.forEach(this::record);
    }

    /** Returns a page of the entries that match, newest first. */
    Page<AuditEntry> page(AuditFilter filter, PageRequest page);
}
