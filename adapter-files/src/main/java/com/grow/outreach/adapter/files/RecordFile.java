package com.grow.outreach.adapter.files;

import com.grow.outreach.application.imports.ColumnAliases;
import com.grow.outreach.application.imports.FileLayout;
import com.grow.outreach.application.imports.FilePreview;
import com.grow.outreach.application.imports.ImportKind;
import com.grow.outreach.application.port.out.file.RecordSource;
import com.grow.outreach.application.port.out.file.Records;
import com.grow.outreach.application.port.out.file.UnreadableException;
import java.io.Closeable;
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
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** A CSV, NDJSON or XLSX file, optionally compressed by gzip. The format is detected from the content. */
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
     * @param layout the position of the rows, as far as it is stated
     * @param watched a wrapper for the stream, for example to report progress
     */
    public record Reading(
            @Nullable ImportKind kind,
            Map<String, String> mapping,
            Charset charset,
            FileLayout layout,
            UnaryOperator<InputStream> watched) {

        /** The defaults: kind detected, no mapping, UTF-8. */
        public static final Reading DEFAULT =
                new Reading(null, Map.of(), StandardCharsets.UTF_8, FileLayout.DETECTED, UnaryOperator.identity());

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
            var fingerprint = "%s %s %s"
                    .formatted(
                            HexFormat.of().formatHex(in.getMessageDigest().digest()),
                            new TreeMap<>(reading.mapping()),
                            reading.charset());
            return reading.layout().equals(FileLayout.DETECTED) ? fingerprint : fingerprint + " " + reading.layout();
        } catch (IOException e) {
            throw unreadable(e);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    @Override
    public ImportKind kind() {
        return kind(header().columns())
                .orElseThrow(() -> new UnreadableException(
                        "%s: the kind of the rows is unknown; the columns are %s. Set the kind to one of %s"
                                .formatted(name, String.join(", ", header().columns()), words(ImportKind.values()))));
    }

    /** Returns the kind of rows with these columns; empty if it can't be detected. */
    private Optional<ImportKind> kind(List<String> columns) {
        return told().or(() -> ImportKind.ofColumns(mapped(columns)));
    }

    /** Returns the kind that the caller or the name of the file states. */
    private Optional<ImportKind> told() {
        return Optional.ofNullable(reading.kind()).or(() -> ImportKind.ofFileName(name));
    }

    /** Returns the names of columns as far as they are mapped, and otherwise as they are. */
    private List<String> mapped(List<String> columns) {
        return columns.stream()
                .map(column -> reading.mapping().getOrDefault(HeaderText.clean(column), column))
                .toList();
    }

    private static String words(ImportKind... kinds) {
        return String.join(", ", List.of(kinds).stream().map(ImportKind::value).toList());
    }

    @Override
    public Set<String> lacking() {
        var header = header();
        var columns = header.columns().stream().map(HeaderText::clean).toList();
        var lacking = new HashSet<String>();
        if (header.whole()) {
            lacking.addAll(reading.mapping().keySet());
            lacking.removeIf(column -> columns.contains(HeaderText.clean(column)));
        }
        return lacking;
    }

    /** Returns the columns of the file. */
    List<String> columns() {
        return header().columns();
    }

    @Override
    public List<String> ignored() {
        var header = header();
        var where = header.line() == 0 ? name : "%s, line %d".formatted(name, header.line());
        return columns(kind(), where, header.columns()).ignored(header.columns());
    }

    /** Returns the line of the header, from 1; 0 for a file without a header. */
    public long headerLine() {
        return header().line();
    }

    private Header header() {
        return read(
                UnaryOperator.identity(),
                content -> switch (content) {
                    case JsonLines json -> NdjsonRecords.header(json.lines());
                    case CellRows rows ->
                        new Header(
                                rows.table().headerLine(),
                                rows.table()
                                        .columns()
                                        .subList(
                                                RejectsFile.width(rows.table().columns()),
                                                rows.table().columns().size()),
                                true);
                },
                true);
    }

    @Override
    public FilePreview preview() {
        return read(
                UnaryOperator.identity(),
                opened -> switch (opened) {
                    case JsonLines json -> {
                        var beginning =
                                beginning(NdjsonRecords.header(json.lines()).columns());
                        yield beginning.preview(
                                0, new NdjsonRecords(json.lines(), beginning.columns(), beginning.fields()));
                    }
                    case CellRows rows -> {
                        var columns = rows.table().columns();
                        var beginning = beginning(columns.subList(RejectsFile.width(columns), columns.size()));
                        yield beginning.preview(
                                rows.table().headerLine(), new TableRecords(rows.table(), beginning.fields()));
                    }
                },
                true);
    }

    private Beginning beginning(List<String> columns) {
        return new Beginning(kind(columns).orElse(null), reading.mapping(), columns);
    }

    @Override
    public Records open() {
        return open(reading.watched());
    }

    /** Opens the file again, without the wrapper for the stream. */
    Originals again() {
        return open(UnaryOperator.identity());
    }

    private Originals open(UnaryOperator<InputStream> watched) {
        var kind = kind();
        return read(
                watched,
                opened -> switch (opened) {
                    case JsonLines json -> {
                        var columns = NdjsonRecords.header(json.lines()).columns();
                        yield new NdjsonRecords(json.lines(), columns, columns(kind, name, columns));
                    }
                    case CellRows rows -> {
                        var where = "%s, line %d".formatted(name, rows.table().headerLine());
                        var columns = columns(kind, where, rows.table().columns());
                        columns.requireUnique(where);
                        yield new TableRecords(rows.table(), columns);
                    }
                },
                false);
    }

    private Columns columns(ImportKind kind, String where, List<String> theirs) {
        var columns = new Columns(reading.mapping(), kind, theirs);
        if (!theirs.isEmpty()) {
            columns.check(where, theirs);
        }
        return columns;
    }

    /** The rows of a file that is open. */
    private sealed interface Opened extends Closeable {}

    /** JSON objects. */
    private record JsonLines(Lines lines) implements Opened {
        @Override
        public void close() {
            lines.close();
        }
    }

    /** Rows of cells. */
    private record CellRows(Table table) implements Opened {
        @Override
        public void close() {
            table.close();
        }
    }

    private <T> T read(UnaryOperator<InputStream> watched, Function<Opened, T> use, boolean once) {
        try {
            var opened = opened(watched);
            boolean used = false;
            try {
                var result = use.apply(opened);
                used = true;
                return result;
            } finally {
                if (once || !used) {
                    opened.close();
                }
            }
        } catch (IOException e) {
            throw unreadable(e);
        }
    }

    private Opened opened(UnaryOperator<InputStream> watched) throws IOException {
        var bytes = content.open();
        Closeable open = bytes;
        try {
            switch (new Encoded(watched.apply(bytes), reading.charset()).decode()) {
                case Encoded.Zip zip -> {
                    var workbook = Workbook.open(zip.bytes());
                    open = workbook;
                    return new CellRows(new XlsxTable(name, workbook, reading.layout(), this::isKnown));
                }
                case Encoded.Text text -> {
                    var lines = new Lines(name, text.reader(), text.compressed());
                    open = lines;
                    return isJson(lines)
                            ? new JsonLines(lines)
                            : new CellRows(new CsvTable(lines, CsvLayout.of(lines, reading.layout(), this::isKnown)));
                }
            }
        } catch (IOException | RuntimeException e) {
            open.close();
            throw e;
        }
    }

    /** Returns whether a text is the name of a column of the kind; of any kind if the kind is not stated. */
    private boolean isKnown(String column) {
        var clean = HeaderText.clean(column);
        return reading.mapping().keySet().stream().map(HeaderText::clean).anyMatch(clean::equals)
                || told().map(List::of).orElse(List.of(ImportKind.values())).stream()
                        .anyMatch(kind ->
                                ColumnAliases.of(kind, List.of()).find(column).isPresent());
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
