package com.grow.outreach.application.service.access;

import com.grow.outreach.application.port.in.access.AuditLog;
import com.grow.outreach.application.port.out.Transactions;
import com.grow.outreach.application.query.AuditFilter;
import com.grow.outreach.application.query.Page;
import com.grow.outreach.application.query.PageRequest;
import com.grow.outreach.domain.access.AuditEntry;
import com.grow.outreach.domain.access.AuditEntry.Author;
import com.grow.outreach.domain.access.AuditFields;
import com.grow.outreach.domain.access.Permission;
import java.time.InstantSource;

record AuditLogService(Transactions transactions, InstantSource clock) implements AuditLog {

    @Override
    public Page<AuditEntry> page(AuditFilter filter, PageRequest page) {
        return transactions.read(stored -> stored.audit().page(filter, page));
    }

    @Override
    public void exported(String mediaType) {
        record("outreach.exported", AuditFields.NONE.with("media_type", mediaType));
    }

    @Override
    public void refused(Permission permission) {
        record("request.refused", AuditFields.NONE.with("permission", permission.value()));
    }

    private void record(String action, AuditFields details) {
        transactions.<Boolean>write(stored -> {
            stored.audit()
                    .record(AuditEntry.of(clock.instant(), Author.of(stored.caller()), action, null)
                            .changing(AuditFields.NONE, details));
            return true;
        });
    }
}
