package com.grow.outreach.adapter.files;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;
import org.dhatim.fastexcel.reader.ReadableWorkbook;
import org.dhatim.fastexcel.reader.ReadingOptions;
import org.dhatim.fastexcel.reader.Sheet;
import org.dhatim.fastexcel.reader.SheetVisibility;
import org.jspecify.annotations.Nullable;

/** A temporary copy of an XLSX file, whose parts can't be read in the order of the stream. */
final class Workbook implements Closeable {

    private static final int BUFFER = 1 << 16;

    private final Path copy;
    private final ReadableWorkbook workbook;

    private Workbook(Path copy, ReadableWorkbook workbook) {
        this.copy = copy;
        this.workbook = workbook;
    }

    /**
     * Copies and opens a workbook.
     *
     * @throws IOException if the bytes are not those of a workbook
     */
    static Workbook open(InputStream bytes) throws IOException {
        var copy = Files.createTempFile("grow-", ".xlsx");
        try {
            try (bytes;
                    var out = Files.newOutputStream(copy)) {
                bytes.transferTo(out);
            }
            boolean hasStyles = check(copy);
            return new Workbook(copy, new ReadableWorkbook(copy.toFile(), new ReadingOptions(hasStyles, true)));
        } catch (IOException e) {
            Files.delete(copy);
            throw e;
        } catch (RuntimeException e) {
            Files.delete(copy);
            throw new IOException("it is not a workbook that can be read: " + e.getMessage(), e);
        }
    }

    /** Rejects other archives and those that unpack to too much; returns whether the workbook has styles. */
    private static boolean check(Path copy) throws IOException {
        try (var zip = new ZipFile(copy.toFile())) {
            if (zip.getEntry("[Content_Types].xml") == null || zip.getEntry("xl/workbook.xml") == null) {
                throw new IOException(
                        zip.getEntry("content.xml") != null
                                ? "it is an OpenDocument spreadsheet; save it as XLSX or CSV"
                                : "it is a ZIP archive; unpack it and import the files inside");
            }
            long limit = Math.max(GzipMembers.ALWAYS_UNPACKED, GzipMembers.MAX_RATIO * Files.size(copy));
            var buffer = new byte[BUFFER];
            for (var entry : zip.stream().toList()) {
                try (var in = zip.getInputStream(entry)) {
                    for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
                        limit -= n;
                        if (limit < 0) {
                            throw new IOException("it unpacks to more than %d times its size; save it as CSV"
                                    .formatted(GzipMembers.MAX_RATIO));
                        }
                    }
                }
            }
            return zip.getEntry("xl/styles.xml") != null;
        } catch (ZipException e) {
            throw new IOException(
                    "it is a spreadsheet or an archive that is damaged (%s); save it again, or as CSV"
                            .formatted(e.getMessage()),
                    e);
        }
    }

    /** Returns the sheet of a name, or the first visible one. */
    Sheet sheet(@Nullable String name) throws IOException {
        if (name == null) {
            return workbook.getSheets()
                    .filter(sheet -> sheet.getVisibility() == SheetVisibility.VISIBLE)
                    .findFirst()
                    .orElseGet(workbook::getFirstSheet);
        }
        return workbook.getSheets()
                .filter(sheet -> HeaderText.clean(sheet.getName()).equalsIgnoreCase(HeaderText.clean(name)))
                .findFirst()
                .orElseThrow(() -> new IOException("there is no sheet '%s'; the sheets are %s"
                        .formatted(
                                name, workbook.getSheets().map(Sheet::getName).collect(Collectors.joining(", ")))));
    }

    @Override
    public void close() {
        try {
            workbook.close();
            Files.deleteIfExists(copy);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
