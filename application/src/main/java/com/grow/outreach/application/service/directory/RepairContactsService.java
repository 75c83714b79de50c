package com.grow.outreach.application.service.directory;

import com.grow.outreach.application.duplicate.DuplicateKind;
import com.grow.outreach.application.job.DuplicateWork;
import com.grow.outreach.application.port.in.directory.RepairContacts;
import com.grow.outreach.application.port.out.Transactions;
import com.grow.outreach.application.port.out.book.BookOfBusiness.Created;
import com.grow.outreach.application.port.out.book.BookReader;
import com.grow.outreach.application.port.out.book.BookRepository;
import com.grow.outreach.application.port.out.book.BookRepository.BulkDirectory;
import com.grow.outreach.domain.Cause;
import com.grow.outreach.domain.Company;
import com.grow.outreach.domain.Id;
import com.grow.outreach.domain.Person;
import com.grow.outreach.domain.contact.ContactRepair;
import com.grow.outreach.domain.contact.ContactRepair.Finding;
import com.grow.outreach.domain.contact.ContactRepair.Repaired;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Function;

record RepairContactsService(BookReader reader, Transactions transactions, InstantSource clock, ContactRepair repair)
        implements RepairContacts {

    /** The number of records that are repaired in one transaction. */
    private static final int CHUNK = 1_000;

    private static final Cause CAUSE = new Cause("grow check", "repaired contact data", "{}");

    @Override
    public void repair(boolean dryRun, BiConsumer<Id, Finding> report) {
        long repaired = reader.read(book -> repair(
                        book.companies(),
                        new Kind<>(Company::id, repair::repair, BookRepository::companies),
                        dryRun,
                        report)
                + repair(
                        book.people(), new Kind<>(Person::id, repair::repair, BookRepository::people), dryRun, report));
        if (repaired > 0 && !dryRun) {
            transactions.<Boolean>write(stored -> {
                var now = clock.instant();
                for (var kind : List.of(DuplicateKind.COMPANIES, DuplicateKind.PEOPLE)) {
                    DuplicateJobs.start(stored, new DuplicateWork.Search(kind), CAUSE, now);
                }
                return true;
            });
        }
    }

    /** A kind of record with contact data. */
    private record Kind<K extends Id, T>(
            Function<T, K> id,
            Function<T, Repaired<T>> repair,
            Function<BookRepository, BulkDirectory<K, T>> directory) {}

    /** Repairs the records of a kind; returns their number. */
    private <K extends Id, T> long repair(
            Iterable<Created<T>> records, Kind<K, T> kind, boolean dryRun, BiConsumer<Id, Finding> report) {
        long count = 0;
        var chunk = new ArrayList<K>();
        for (var created : records) {
            var repaired = kind.repair().apply(created.value());
            var id = kind.id().apply(created.value());
            repaired.findings().forEach(finding -> report.accept(id, finding));
            if (repaired.isChanged()) {
                count++;
                chunk.add(id);
            }
            if (chunk.size() == CHUNK) {
                store(chunk, kind, dryRun);
            }
        }
        store(chunk, kind, dryRun);
        return count;
    }

    private <K extends Id, T> void store(List<K> chunk, Kind<K, T> kind, boolean dryRun) {
        if (!dryRun && !chunk.isEmpty()) {
            transactions.<Boolean>write(stored -> {
                var directory = kind.directory().apply(stored.book());
                // A record may have changed since it was read.
                directory.replace(directory.lock(chunk).values().stream()
                        .distinct()
                        .map(found ->
                                new Created<>(kind.repair().apply(found.value()).value(), found.at()))
                        .toList());
                return true;
            });
        }
        chunk.clear();
    }
}
