package com.grow.outreach.application.port.out;

import com.grow.outreach.application.port.out.access.AuditRepository;
import com.grow.outreach.application.query.AuditFilter;
import com.grow.outreach.application.query.Page;
import com.grow.outreach.application.query.PageRequest;
import com.grow.outreach.domain.access.AuditEntry;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** The audit log in memory. */
final class InMemoryAudit implements AuditRepository {

    /** The entries, the last one first. */
    private final List<AuditEntry> entries = new ArrayList<>();

    InMemoryAudit copy() {
        var copy = new InMemoryAudit();
        copy.entries.addAll(entries);
        return copy;
    }

    @Override
    public void record(AuditEntry entry) {
        entries.add(0, entry);
    }

    @Override
    public Page<AuditEntry> page(AuditFilter filter, PageRequest page) {
        var found = entries.stream()
                .filter(entry -> matches(filter, entry))
                .sorted(Comparator.comparing(AuditEntry::at).reversed())
                .toList();
        return new Page<>(found.stream().skip(page.offset()).limit(page.size()).toList(), page, found.size());
    }

    private static boolean matches(AuditFilter filter, AuditEntry entry) {
        Instant from = filter.time().from();
        Instant to = filter.time().to();
        return (filter.subject() == null || filter.subject().value().equals(entry.subjectId()))
                && (filter.user() == null || filter.user().equals(entry.author().user()))
                && (filter.action() == null || filter.action().equals(entry.action()))
                && (from == null || !entry.at().isBefore(from))
                && (to == null || !entry.at().isAfter(to));
    }
}
