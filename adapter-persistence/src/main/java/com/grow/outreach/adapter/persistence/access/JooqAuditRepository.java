package com.grow.outreach.adapter.persistence.access;

import static com.grow.outreach.adapter.persistence.jooq.Tables.AUDIT_LOG;

import com.grow.outreach.adapter.persistence.jooq.tables.records.AuditLogRecord;
import com.grow.outreach.application.port.out.access.AuditRepository;
import com.grow.outreach.application.query.AuditFilter;
import com.grow.outreach.application.query.Page;
import com.grow.outreach.application.query.PageRequest;
import com.grow.outreach.domain.UserId;
import com.grow.outreach.domain.access.AuditEntry;
import com.grow.outreach.domain.access.AuditEntry.Author;
import java.util.ArrayList;
import java.util.List;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.JSON;
import org.jspecify.annotations.Nullable;

/** The audit log in PostgreSQL, within one transaction or read. */
public final class JooqAuditRepository implements AuditRepository {

    private final DSLContext dsl;
    private boolean changedAccess;

    public JooqAuditRepository(DSLContext dsl) {
        this.dsl = dsl;
    }

    /** Returns whether one of the entries that were recorded may change what callers may do. */
    public boolean hasChangedAccess() {
        return changedAccess;
    }

    @Override
    public void record(AuditEntry entry) {
        recordAll(List.of(entry));
    }

    @Override
    public void recordAll(List<AuditEntry> entries) {
        var rows = entries.stream().map(JooqAuditRepository::row).toList();
        dsl.batchInsert(rows).execute();
        if (!changedAccess && entries.stream().anyMatch(AuditEntry::mayChangeAccess)) {
            changedAccess = true;
            AccessNotifications.announce(dsl);
        }
    }

    private static AuditLogRecord row(AuditEntry entry) {
        var author = entry.author();
        var row = new AuditLogRecord();
        row.setAt(entry.at());
        row.setUserId(author.user() == null ? null : author.user().value());
        row.setActor(author.actor());
        row.setAction(entry.action());
        row.setSubjectId(entry.subjectId());
        row.setBefore(JSON.jsonOrNull(entry.before()));
        row.setAfter(JSON.jsonOrNull(entry.after()));
        row.setRequestId(author.requestId());
        return row;
    }

    @Override
    public Page<AuditEntry> page(AuditFilter filter, PageRequest page) {
        var where = where(filter);
        var items = dsl.selectFrom(AUDIT_LOG)
                .where(where)
                .orderBy(AUDIT_LOG.AT.desc(), AUDIT_LOG.ID.desc())
                .offset(page.offset())
                .limit(page.size())
                .fetch(JooqAuditRepository::entry);
        return new Page<>(items, page, dsl.fetchCount(dsl.selectFrom(AUDIT_LOG).where(where)));
    }

    private static List<Condition> where(AuditFilter filter) {
        var where = new ArrayList<Condition>();
        if (filter.subject() != null) {
            where.add(AUDIT_LOG.SUBJECT_ID.eq(filter.subject().value()));
        }
        if (filter.user() != null) {
            where.add(AUDIT_LOG.USER_ID.eq(filter.user().value()));
        }
        if (filter.action() != null) {
            where.add(AUDIT_LOG.ACTION.eq(filter.action()));
        }
        if (filter.time().from() != null) {
            where.add(AUDIT_LOG.AT.ge(filter.time().from()));
        }
        if (filter.time().to() != null) {
            where.add(AUDIT_LOG.AT.le(filter.time().to()));
        }
        return where;
    }

    private static AuditEntry entry(AuditLogRecord row) {
        var user = row.getUserId();
        return new AuditEntry(
                row.getAt(),
                new Author(user == null ? null : new UserId(user), row.getActor(), row.getRequestId()),
                row.getAction(),
                row.getSubjectId(),
                text(row.getBefore()),
                text(row.getAfter()));
    }

    private static @Nullable String text(@Nullable JSON json) {
        return json == null ? null : json.data();
    }
}
