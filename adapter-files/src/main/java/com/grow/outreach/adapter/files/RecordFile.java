package com.grow.outreach.adapter.files;

import com.grow.outreach.application.imports.ImportKind;
import com.grow.outreach.application.port.out.file.RecordSource;
import com.grow.outreach.application.port.out.file.Records;
import com.grow.outreach.application.port.out.file.UnreadableException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.NoSuchFileException;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** A CSV or NDJSON file, optionally compressed by gzip. The format is detected from the content. */
public final class RecordFile implements RecordSource {

    private final String name;
    private final Content content;
    private final Reading reading;

    /**
     * Creates a source of rows.
     *
     * @param name the file name
     * @param content the content
     * @param reading the options for reading
     */
    public RecordFile(String name, Content content, Reading reading) {
        this.name = name;
        this.content = content;
        this.reading = reading;
    }

    /** The content of a file. */
    @FunctionalInterface
    public interface Content {

        /** Opens a new stream of all bytes. */
        InputStream open() throws IOException;
    }

    /**
     * Options for reading a file.
     *
     * @param kind the kind of the rows, or null to detect it from the file name or the columns
     * @param mapping from column names of the file to Grow's; to an empty text for columns to ignore
     * @param charset the encoding of a file without a byte order mark
     * @param watched a wrapper for the stream, for example to report progress
     */
    public record Reading(
            @Nullable ImportKind kind,
            Map<String, String> mapping,
            Charset charset,
            UnaryOperator<InputStream> watched) {

        /** The defaults: kind detected, no mapping, UTF-8. */
        public static final Reading DEFAULT =
                new Reading(null, Map.of(), StandardCharsets.UTF_8, UnaryOperator.identity());

        public Reading {
            mapping = Map.copyOf(mapping);
        }
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public String fingerprint() {
        try (var in = new DigestInputStream(content.open(), MessageDigest.getInstance("SHA-256"))) {
            in.transferTo(OutputStream.nullOutputStream());
            return "%s %s %s"
                    .formatted(
                            HexFormat.of().formatHex(in.getMessageDigest().digest()),
                            new TreeMap<>(reading.mapping()),
                            reading.charset());
        } catch (IOException e) {
            throw unreadable(e);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    @Override
    public ImportKind kind() {
        if (reading.kind() != null) {
            return reading.kind();
        }
        return ImportKind.ofFileName(name)
                .or(() -> ImportKind.ofColumns(header().columns().stream()
                        .map(column -> Columns.ours(column, reading.mapping()))
                        .toList()))
                .orElseThrow(() -> new UnreadableException("%s: the kind of the rows is unknown; set it to one of %s"
                        .formatted(name, words(ImportKind.values()))));
    }

    private static String words(ImportKind... kinds) {
        return String.join(", ", List.of(kinds).stream().map(ImportKind::value).toList());
    }

    @Override
    public Set<String> lacking() {
        var header = header();
        var lacking = header.whole() ? new HashSet<>(reading.mapping().keySet()) : new HashSet<String>();
        header.columns().forEach(column -> lacking.remove(column.strip()));
        return lacking;
    }

    private Header header() {
        try (var lines = lines(UnaryOperator.identity())) {
            return isJson(lines) ? NdjsonRecords.header(lines) : new Header(new CsvRecords(lines).columns(), true);
        }
    }

    @Override
    public Records open() {
        var kind = kind();
        var lines = lines(reading.watched());
        try {
            if (isJson(lines)) {
                return new NdjsonRecords(
                        lines, columns(NdjsonRecords.header(lines).columns(), kind));
            }
            var records = new CsvRecords(lines);
            var columns = columns(records.columns(), kind);
            columns.twice(records.columns()).forEach((ours, both) -> {
                throw new UnreadableException(
                        "%s: the columns %s both map to '%s'; rename one, or map one to nothing: \"Column=\""
                                .formatted(name, both, ours));
            });
            return records.as(columns);
        } catch (UnreadableException e) {
            lines.close();
            throw e;
        }
    }

    /** Returns the translation of the columns and rejects a mapping or a header without usable columns. */
    private Columns columns(List<String> theirs, ImportKind kind) {
        var columns = Columns.of(reading.mapping(), kind, theirs);
        columns.taken().forEach(ours -> {
            if (!ours.isEmpty() && !kind.columns().contains(ours)) {
                throw new UnreadableException("%s: %s have no field '%s'; use one of %s"
                        .formatted(name, kind.value(), ours, String.join(", ", kind.columns())));
            }
        });
        if (!theirs.isEmpty() && theirs.stream().allMatch(column -> columns.known(column) == null)) {
            throw new UnreadableException(
                    "%s: no column matches a field of %s (%s); map the columns: \"Their Column=our_field\""
                            .formatted(name, kind.value(), String.join(", ", kind.columns())));
        }
        return columns;
    }

    private Lines lines(UnaryOperator<InputStream> watched) {
        try {
            var bytes = content.open();
            try {
                return new Lines(name, new Encoded(watched.apply(bytes), reading.charset()).text());
            } catch (IOException e) {
                bytes.close();
                throw e;
            }
        } catch (IOException e) {
            throw unreadable(e);
        }
    }

    private UnreadableException unreadable(IOException e) {
        var message = e instanceof NoSuchFileException ? "no such file" : e.getMessage();
        return new UnreadableException("%s can't be read: %s".formatted(name, message), e);
    }

    private boolean isJson(Lines lines) {
        var first = lines.first();
        if (first == null) {
            return false;
        }
        var text = first.text().strip();
        var lowerName = name.toLowerCase(Locale.ROOT);
        if (text.startsWith("[")
                && (text.length() == 1 || text.substring(1).strip().startsWith("{"))) {
            throw lines.unreadable(
                    first.number(),
                    "it is a JSON array; write one object per line, without brackets and commas around them",
                    null);
        }
        return text.startsWith("{") || lowerName.contains(".ndjson") || lowerName.contains(".jsonl");
    }
}
