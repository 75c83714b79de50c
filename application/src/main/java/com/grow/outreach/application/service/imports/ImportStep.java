package com.grow.outreach.application.service.imports;

import com.grow.outreach.application.imports.ContactOptions;
import com.grow.outreach.application.imports.ImportKind;
import com.grow.outreach.application.port.out.file.RecordSource;
import com.grow.outreach.application.port.out.file.Records;
import com.grow.outreach.application.port.out.file.UnreadableException;
import com.grow.outreach.domain.Id;
import com.grow.outreach.domain.contact.ContactFormats;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Files that are imported together: a file of outreaches with the file of their histories, all files of contacts, or one file.
 *
 * @param sources the files; one of each kind but contacts
 * @param histories the histories of the outreaches, or null
 */
record ImportStep(
        ImportKind kind,
        List<RecordSource> sources,
        @Nullable RecordSource histories) {

    ImportStep {
        sources = List.copyOf(sources);
    }

    ImportStep(RecordSource source) {
        this(source.kind(), List.of(source), null);
    }

    /** Returns the first file. */
    RecordSource source() {
        return sources.get(0);
    }

    /** Returns a text that identifies the content of the files and how they are read. */
    String fingerprint() {
        return Stream.concat(sources.stream(), Stream.ofNullable(histories))
                .map(RecordSource::fingerprint)
                .collect(Collectors.joining(" ", "", kind == ImportKind.CONTACTS ? " sorted" : ""));
    }

    /**
     * Opens the files; see {@link RowGroups}.
     *
     * @param contacts opens files of contacts in their order
     */
    RowGroups open(Function<List<RecordSource>, Records> contacts, BooleanSupplier cancelled, InstantSource clock) {
        return switch (kind) {
            case TRANSITIONS -> new RowGroups(null, source().open(), cancelled, clock);
            case CONTACTS -> new RowGroups(contacts.apply(sources), null, cancelled, clock);
            default -> new RowGroups(source().open(), histories == null ? null : histories.open(), cancelled, clock);
        };
    }

    /**
     * Returns the importer of the kind.
     *
     * @param keyColumn the natural key that identifies records, or null for the default
     * @param formats the formats of contact data
     * @param contacts the options for contacts
     * @param now the creation time of new records
     * @throws UnreadableException if the kind does not have the natural key
     */
    Importer importer(@Nullable String keyColumn, ContactFormats formats, ContactOptions contacts, Instant now) {
        return switch (kind) {
            case USERS -> directory(DirectoryKind.USERS, keyColumn, formats, now);
            case SEQUENCES -> directory(DirectoryKind.SEQUENCES, keyColumn, formats, now);
            case COMPANIES -> directory(DirectoryKind.COMPANIES, keyColumn, formats, now);
            case PEOPLE -> directory(DirectoryKind.PEOPLE, keyColumn, formats, now);
            case CONTACTS -> withoutKey(new ContactImporter(formats, contacts, now), keyColumn);
            case OUTREACHES ->
                withoutKey(
                        new OutreachImporter(source().name(), histories == null ? null : histories.name(), now),
                        keyColumn);
            case TRANSITIONS -> withoutKey(new OutreachImporter(source().name(), source().name(), now), keyColumn);
        };
    }

    private <K extends Id, T> Importer directory(
            DirectoryKind<K, T> directory, @Nullable String keyColumn, ContactFormats formats, Instant now) {
        var columns = directory.keys().stream().map(DirectoryKind.Key::column).toList();
        if (keyColumn != null && !columns.contains(keyColumn)) {
            throw new UnreadableException("%s: the key of %s can't be '%s'; expected %s"
                    .formatted(source().name(), kind.value(), keyColumn, String.join(" or ", columns)));
        }
        return new DirectoryImporter<>(directory, source().name(), keyColumn, formats, now);
    }

    private Importer withoutKey(Importer importer, @Nullable String keyColumn) {
        if (keyColumn != null) {
            throw new UnreadableException("%s: %s can't be matched by the key '%s'; import them without a key"
                    .formatted(source().name(), kind.value(), keyColumn));
        }
        return importer;
    }
}
