package com.grow.outreach.application.service.imports;

import com.grow.outreach.application.imports.ContactOptions;
import com.grow.outreach.application.imports.ImportKind;
import com.grow.outreach.application.port.out.file.RecordSource;
import com.grow.outreach.application.port.out.file.UnreadableException;
import com.grow.outreach.domain.Id;
import com.grow.outreach.domain.contact.ContactFormats;
import java.time.Instant;
import java.time.InstantSource;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * A file to import, for outreaches together with the file of their histories.
 *
 * @param histories the histories of the outreaches, or null
 */
record ImportStep(
        ImportKind kind, RecordSource source, @Nullable RecordSource histories) {

    ImportStep(RecordSource source) {
        this(source.kind(), source, null);
    }

    /** Returns a text that identifies the content of the files and how they are read. */
    String fingerprint() {
        return source.fingerprint() + (histories == null ? "" : " " + histories.fingerprint());
    }

    /** Opens the files; see {@link RowGroups}. */
    RowGroups open(BooleanSupplier cancelled, InstantSource clock) {
        return kind == ImportKind.TRANSITIONS
                ? new RowGroups(null, source.open(), cancelled, clock)
                : new RowGroups(source.open(), histories == null ? null : histories.open(), cancelled, clock);
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
            case CONTACTS -> withoutKey(new ContactImporter(source.name(), formats, contacts, now), keyColumn);
            case OUTREACHES ->
                withoutKey(
                        new OutreachImporter(source.name(), histories == null ? null : histories.name(), now),
                        keyColumn);
            case TRANSITIONS -> withoutKey(new OutreachImporter(source.name(), source.name(), now), keyColumn);
        };
    }

    private <K extends Id, T> Importer directory(
            DirectoryKind<K, T> directory, @Nullable String keyColumn, ContactFormats formats, Instant now) {
        var columns = directory.keys().stream().map(DirectoryKind.Key::column).toList();
        if (keyColumn != null && !columns.contains(keyColumn)) {
            throw new UnreadableException("%s: the key of %s can't be '%s'; expected %s"
                    .formatted(source.name(), kind.value(), keyColumn, String.join(" or ", columns)));
        }
        return new DirectoryImporter<>(directory, source.name(), keyColumn, formats, now);
    }

    private Importer withoutKey(Importer importer, @Nullable String keyColumn) {
        if (keyColumn != null) {
            throw new UnreadableException("%s: %s can't be matched by the key '%s'; import them without a key"
                    .formatted(source.name(), kind.value(), keyColumn));
        }
        return importer;
    }
}
