package com.grow.outreach.adapter.files;

import com.grow.outreach.application.port.out.RecordSource;
import com.grow.outreach.application.port.out.Records;
import com.grow.outreach.application.port.out.UnreadableException;
import com.grow.outreach.application.query.ImportKind;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.NoSuchFileException;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Collection;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** A file of rows: CSV, or JSON objects line by line, compressed by gzip or not. Which of these, its content tells. */
public final class RecordFile implements RecordSource {

    private final String name;
    private final Content content;
    private final Reading reading;

    /**
     * A file.
     *
     * @param name what people call it
     * @param content what is in it
     * @param reading how to read it
     */
    public RecordFile(String name, Content content, Reading reading) {
        this.name = name;
        this.content = content;
        this.reading = reading;
    }

    /** What is in a file. */
    @FunctionalInterface
    public interface Content {

        /** The bytes from the first on, each time anew. */
        InputStream open() throws IOException;
    }

    /**
     * How to read a file.
     *
     * @param kind which kind of rows it has, or null if it is to tell by its name or its columns
     * @param mapping from the names of its columns to ours
     * @param charset its encoding, unless there is a mark of another one at its beginning
     * @param watched what is to see the bytes as the rows are read
     */
    public record Reading(
            @Nullable ImportKind kind,
            Map<String, String> mapping,
            Charset charset,
            UnaryOperator<InputStream> watched) {

        /** As the file tells by itself. */
        public static final Reading USUAL =
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
            throw new IllegalStateException("every JDK has it", e);
        }
    }

    @Override
    public ImportKind kind() {
        if (reading.kind() != null) {
            return reading.kind();
        }
        return ImportKind.ofFileName(name)
                .or(() -> ImportKind.ofColumns(
                        header().stream().map(columns()::ours).toList()))
                .orElseThrow(() -> new UnreadableException("%s does not tell what its rows are; say so by --kind: %s"
                        .formatted(name, words(ImportKind.values()))));
    }

    private static String words(ImportKind... kinds) {
        return String.join(", ", List.of(kinds).stream().map(ImportKind::value).toList());
    }

    /** Those columns of the mapping that the file does not have. */
    public Set<String> lacking() {
        var lacking = new HashSet<>(reading.mapping().keySet());
        header().forEach(column -> lacking.remove(column.strip()));
        return lacking;
    }

    private Columns columns() {
        return new Columns(reading.mapping());
    }

    /** The names of its columns as they are. */
    private List<String> header() {
        try (var lines = lines(UnaryOperator.identity())) {
            return isJson(lines)
                    ? NdjsonRecords.header(lines)
                    : CsvRecords.open(lines).columns();
        }
    }

    @Override
    public Records open() {
        var kind = kind();
        var lines = lines(reading.watched());
        try {
            var records = isJson(lines)
                    ? NdjsonRecords.open(lines, kind, columns())
                    : CsvRecords.open(lines).as(kind, columns());
            require(records.columns(), kind);
            return records;
        } catch (UnreadableException e) {
            lines.close();
            throw e;
        }
    }

    /** That the columns are such that rows can be made of them. */
    private void require(Collection<String> theirs, ImportKind kind) {
        reading.mapping().forEach((column, ours) -> {
            if (theirs.contains(column) && !kind.columns().contains(ours)) {
                throw new UnreadableException("%s: %s have no '%s'; they have %s"
                        .formatted(name, kind.value(), ours, String.join(", ", kind.columns())));
            }
        });
        columns().twice(theirs, kind).forEach((ours, both) -> {
            throw new UnreadableException("%s: the columns %s are both '%s'".formatted(name, both, ours));
        });
        if (theirs.isEmpty()) {
            throw new UnreadableException(name + ": there is no header");
        }
        if (theirs.stream().allMatch(column -> columns().known(column, kind) == null)) {
            throw new UnreadableException(
                    "%s: none of its columns is one that %s have (%s); say which is which by --map"
                            .formatted(name, kind.value(), String.join(", ", kind.columns())));
        }
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
        var message = e instanceof NoSuchFileException ? "there is no such file" : e.getMessage();
        return new UnreadableException("%s can't be read: %s".formatted(name, message), e);
    }

    private static boolean isJson(Lines lines) {
        var first = lines.next();
        if (first == null) {
            return false;
        }
        lines.pushBack(List.of(first));
        return first.text().stripLeading().startsWith("{");
    }
}
