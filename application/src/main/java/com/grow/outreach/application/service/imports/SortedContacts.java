package com.grow.outreach.application.service.imports;

import com.grow.outreach.application.port.out.file.RecordSource;
import com.grow.outreach.application.port.out.file.Records;
import com.grow.outreach.application.port.out.file.RowSorter;
import com.grow.outreach.application.port.out.file.UnreadableException;
import com.grow.outreach.domain.contact.ContactFormats;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * The contacts of files, sorted by {@link ContactKey} after some companies, see {@link CompanyKey}. This makes the result of an
 * import independent of the order of rows.
 *
 * @param files the files
 * @param formats the formats of contact data
 * @param strict whether an invalid value of an optional column rejects the row
 * @param sorter sorts the rows if they are many
 */
record SortedContacts(List<RecordSource> files, ContactFormats formats, boolean strict, RowSorter sorter) {

    /** The number of rows that are sorted in memory. */
    private static final int RUN = 10_000;

    /** The maximum number of characters that are sorted in memory, which one row may exceed. */
    private static final long CHARACTERS = 8_000_000;

    /**
     * Reads and sorts all rows. If a file can't be read to its end, the rows before that come first.
     *
     * @param cancelled asked before each row; once it is true, reading ends
     */
    Records open(BooleanSupplier cancelled) {
        var sort = new Sort(cancelled);
        try {
            return sort.sorted(sort.readAll());
        } catch (RuntimeException e) {
            sort.close();
            throw e;
        }
    }

    /** A row of a file. */
    private record Unsorted(String file, Records.Item item) {}

    private final class Sort implements AutoCloseable {

        private final BooleanSupplier cancelled;
        private final List<Unsorted> unsorted = new ArrayList<>();
        private final SortedRows companies = new SortedRows(CompanyKey.ORDER, sorter);
        private final SortedRows contacts = new SortedRows(ContactKey.ORDER, sorter);
        private long characters;

        Sort(BooleanSupplier cancelled) {
            this.cancelled = cancelled;
        }

        /** Reads all files; returns why the rest can't be read, or null. */
        @Nullable UnreadableException readAll() {
            try {
                files.forEach(this::read);
                return null;
            } catch (UnreadableException e) {
                return e;
            }
        }

        private void read(RecordSource file) {
            try (var records = file.open()) {
                for (var item = next(records); item != null; item = next(records)) {
                    if (unsorted.size() == RUN || characters >= CHARACTERS) {
                        sortRun();
                    }
                    unsorted.add(new Unsorted(file.name(), item));
                    characters += RowGroups.characters(item);
                }
            }
        }

        private Records.@Nullable Item next(Records records) {
            return cancelled.getAsBoolean() ? null : records.next();
        }

        private void sortRun() {
            var run = unsorted.parallelStream()
                    .map(row -> ContactKey.of(row.file(), row.item(), formats, strict))
                    .sorted(ContactKey.ORDER)
                    .toList();
            unsorted.clear();
            characters = 0;
            contacts.add(run);
            companies.add(run.stream()
                    .map(ContactKey::ofCompany)
                    .flatMap(Optional::stream)
                    .distinct()
                    .sorted(CompanyKey.ORDER)
                    .toList());
        }

        Records sorted(@Nullable UnreadableException failure) {
            sortRun();
            return new Sorted(CompanyKey.withAndWithoutDomain(companies.rows()), contacts.rows(), failure, this);
        }

        @Override
        public void close() {
            try (companies) {
                contacts.close();
            }
        }
    }

    /** Companies, contacts, and a failure if there is one. */
    private record Sorted(
            Records companies, Records contacts, @Nullable UnreadableException failure, Sort sort) implements Records {

        @Override
        public @Nullable Item next() {
            var company = companies.next();
            var next = company == null ? contacts.next() : company;
            if (next == null && failure != null) {
                throw failure;
            }
            return next;
        }

        @Override
        public void close() {
            sort.close();
        }
    }
}
