package com.grow.outreach.application.service.imports;

import com.grow.outreach.application.imports.ContactOptions;
import com.grow.outreach.application.imports.ImportKind;
import com.grow.outreach.application.port.in.imports.ImportFiles;
import com.grow.outreach.application.port.out.file.RecordSource;
import com.grow.outreach.application.port.out.file.RowSorter;
import com.grow.outreach.application.port.out.file.UnreadableException;
import com.grow.outreach.domain.contact.ContactFormats;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The order in which files are imported.
 *
 * @param steps the files, referred kinds first; each is imported after the one before it
 * @param keyColumn the natural key that identifies records, or null for the default
 * @param formats the formats of contact data
 * @param contacts the options for contacts
 * @param fingerprint a text that identifies the content of the files and how they are imported
 * @param ignored the columns of the files that are ignored
 */
record ImportPlan(
        List<ImportStep> steps,
        @Nullable String keyColumn,
        ContactFormats formats,
        ContactOptions contacts,
        String fingerprint,
        List<String> ignored) {

    ImportPlan {
        steps = List.copyOf(steps);
        ignored = List.copyOf(ignored);
    }

    /**
     * Plans an import.
     *
     * @throws UnreadableException if the kind of a file is unknown, a mapped or a required column is missing, the key does
     *     not fit a kind, or the files can't be imported together
     */
    static ImportPlan of(ImportFiles.Request request, ContactFormats formats) {
        var steps = new ArrayList<ImportStep>();
        request.files().forEach(file -> steps.add(new ImportStep(file)));
        // Fails before anything is stored if the key does not fit.
        steps.forEach(step -> step.importer(request.keyColumn(), formats, request.contacts(), Instant.EPOCH));
        requireMapped(request.files());
        var ignored = request.files().stream()
                .flatMap(file -> file.ignored().stream())
                .distinct()
                .toList();
        steps.sort(Comparator.comparing(ImportStep::kind));
        joinHistories(steps);
        joinContacts(steps);
        var fingerprint = steps.stream()
                .map(step -> step.fingerprint() + " " + step.kind().value() + " " + request.keyColumn()
                        + formats.region().map(region -> " region " + region).orElse("")
                        + (request.contacts().equals(ContactOptions.DEFAULT) ? "" : " " + request.contacts()))
                .collect(Collectors.joining("\n", request.dryRun() ? "dry run\n" : "", ""));
        return new ImportPlan(steps, request.keyColumn(), formats, request.contacts(), fingerprint, ignored);
    }

    /**
     * Returns the importer of a file.
     *
     * @param now the creation time of new records
     */
    Importer importer(ImportStep step, Instant now) {
        return step.importer(keyColumn, formats, contacts, now);
    }

    /**
     * Opens the files of a step.
     *
     * @param sorter sorts contacts
     * @param cancelled asked before each row; once it is true, reading ends
     * @param clock limits the time to read a chunk
     */
    RowGroups open(ImportStep step, RowSorter sorter, BooleanSupplier cancelled, InstantSource clock) {
        return step.open(
                sources -> new SortedContacts(sources, formats, contacts.strict(), sorter).open(cancelled),
                cancelled,
                clock);
    }

    /** Rejects a mapping of a column that no file has, which is probably misspelled. */
    private static void requireMapped(List<RecordSource> files) {
        files.stream()
                .map(RecordSource::lacking)
                .<Set<String>>map(HashSet::new)
                .reduce((some, others) -> {
                    some.retainAll(others);
                    return some;
                })
                .flatMap(lacking -> lacking.stream().sorted().findFirst())
                .ifPresent(column -> {
                    throw new UnreadableException(
                            "the mapped column '%s' does not exist; check its spelling".formatted(column));
                });
    }

    /** Joins a file of outreaches with the file of their histories. */
    private static void joinHistories(List<ImportStep> steps) {
        var outreaches = ofKind(ImportKind.OUTREACHES, steps);
        var histories = ofKind(ImportKind.TRANSITIONS, steps);
        if (outreaches.isEmpty() || histories.isEmpty()) {
            return;
        }
        if (outreaches.size() > 1 || histories.size() > 1) {
            throw new UnreadableException(
                    "got %d files of outreaches and %d of transitions; import at most one of each at a time"
                            .formatted(outreaches.size(), histories.size()));
        }
        steps.removeAll(outreaches);
        steps.removeAll(histories);
        steps.add(new ImportStep(
                ImportKind.OUTREACHES,
                outreaches.get(0).sources(),
                histories.get(0).source()));
    }

    /** Joins all files of contacts, so that the order of rows does not matter across files either. */
    private static void joinContacts(List<ImportStep> steps) {
        var contacts = ofKind(ImportKind.CONTACTS, steps);
        if (contacts.size() > 1) {
            int first = steps.indexOf(contacts.get(0));
            steps.removeAll(contacts);
            var sources = contacts.stream().map(ImportStep::source).toList();
            steps.add(first, new ImportStep(ImportKind.CONTACTS, sources, null));
        }
    }

    private static List<ImportStep> ofKind(ImportKind kind, List<ImportStep> steps) {
        return steps.stream().filter(step -> step.kind() == kind).toList();
    }
}
