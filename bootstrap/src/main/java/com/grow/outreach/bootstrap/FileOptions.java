package com.grow.outreach.bootstrap;

import com.grow.outreach.adapter.files.RecordFile;
import com.grow.outreach.application.imports.ContactOptions;
import com.grow.outreach.application.imports.FileLayout;
import com.grow.outreach.application.imports.ImportKind;
import com.grow.outreach.application.imports.ImportOptions;
import com.grow.outreach.application.imports.OwnerPolicy;
import java.nio.charset.Charset;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options that say how to read files. */
final class FileOptions {

    @Option(
            names = "--kind",
            paramLabel = "KIND",
            description =
                    "The kind of the rows: users, sequences, companies, people, contacts, outreaches or transitions."
                            + " Default: detected from the file name or the columns.")
    @Nullable String kind;

    @Option(
            names = "--map",
            paramLabel = "\"Their Column=our_field\"",
            description = "Maps a column to a field; with an empty field the column is ignored. May be repeated.")
    List<String> map = List.of();

    @Option(
            names = "--encoding",
            paramLabel = "NAME",
            defaultValue = "UTF-8",
            description =
                    "The encoding of the files, for example windows-1252. Default: the byte order mark, or UTF-8.")
    String encoding = "UTF-8";

    @Option(
            names = "--delimiter",
            paramLabel = "CHARACTER",
            description = "The delimiter of CSV files; tab for the tab character. Default: detected from the rows.")
    @Nullable String delimiter;

    @Option(
            names = "--header-line",
            paramLabel = "N",
            description = "The line of the header, from 1. Default: detected from the column names.")
    long headerLine;

    @Option(
            names = "--sheet",
            paramLabel = "NAME",
            description = "The sheet of an XLSX workbook. Default: the first visible sheet.")
    @Nullable String sheet;

    @Option(
            names = "--strict",
            description = "Reject a contact with an invalid value, instead of only leaving out the value.")
    boolean strict;

    @Option(
            names = "--owners",
            paramLabel = "POLICY",
            defaultValue = "create",
            description =
                    "What to do with an owner of contacts that is no user yet: create the user, skip the owner, or"
                            + " reject the contact. Default: create.")
    String owners = "create";

    /** Returns the options for contacts. */
    ContactOptions contacts() throws StartException {
        var policy = OwnerPolicy.parse(owners)
                .orElseThrow(
                        () -> new StartException("--owners is '%s'; use create, skip or reject".formatted(owners)));
        return new ContactOptions(strict, policy);
    }

    /** Returns the options for reading. */
    RecordFile.Reading reading() throws StartException {
        var known = kind == null
                ? null
                : ImportKind.parse(kind)
                        .orElseThrow(() -> new StartException(
                                "there is no kind '%s'; use one of %s".formatted(kind, String.join(", ", kinds()))));
        return new RecordFile.Reading(known, mapping(), charset(), layout(), UnaryOperator.identity());
    }

    private static List<String> kinds() {
        return Stream.of(ImportKind.values()).map(ImportKind::value).toList();
    }

    private Map<String, String> mapping() throws StartException {
        var mapping = new LinkedHashMap<String, String>();
        for (var text : map) {
            var pair = ImportOptions.mapped(text)
                    .orElseThrow(() -> new StartException(
                            "--map is '%s'; use the form \"Their Column=our_field\"".formatted(text)));
            mapping.put(pair.getKey(), pair.getValue());
        }
        return mapping;
    }

    private FileLayout layout() throws StartException {
        if (headerLine < 0) {
            throw new StartException("--header-line is %d; use the number of a line, from 1".formatted(headerLine));
        }
        if (delimiter == null) {
            return new FileLayout(null, headerLine, sheet);
        }
        var character = FileLayout.delimiter(delimiter)
                .orElseThrow(() -> new StartException(
                        "--delimiter is '%s'; use one character such as ; or |, or tab".formatted(delimiter)));
        return new FileLayout(character, headerLine, sheet);
    }

    private Charset charset() throws StartException {
        try {
            return Charset.forName(encoding);
        } catch (IllegalArgumentException e) {
            throw new StartException(
                    "there is no encoding '%s'; use a name such as UTF-8 or windows-1252".formatted(encoding), e);
        }
    }
}
