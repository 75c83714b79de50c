package com.grow.outreach.application.port.in.access;

import com.grow.outreach.application.query.AuditFilter;
import com.grow.outreach.application.query.Page;
import com.grow.outreach.application.query.PageRequest;
import com.grow.outreach.domain.access.AuditEntry;
import com.grow.outreach.domain.access.Permission;

/**
 * Use cases: read the audit log, and record what callers do beside changes. Changes are recorded by the use cases that make
 * them.
 *
 * <p>Every method throws {@link com.grow.outreach.application.port.out.StorageUnavailableException} if the storage can't be
 * reached.
 *
 * <p>API documentation: {@code GET /api/audit}.
 */
public interface AuditLog {

    /** Returns a page of the entries that match, newest first. */
    Page<AuditEntry> page(AuditFilter filter, PageRequest page);

    /**
     * Records that the caller exports outreaches.
     *
     * @param mediaType the media type of the file
     */
    void exported(String mediaType);

    /** Records that the caller lacks the permission for an operation. */
    void refused(Permission permission);
}
