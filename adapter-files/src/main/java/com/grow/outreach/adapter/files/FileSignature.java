package com.grow.outreach.adapter.files;

import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;

/** The first bytes of formats that can't be imported. */
enum FileSignature {
    OLE(0, "\u00D0\u00CF\u0011\u00E0", "it is a workbook of Excel 97 (.xls); save it as XLSX or CSV"),
    TAR(257, "ustar", "it is a tar archive; unpack it and import the files inside"),
    ZIP_EMPTY(0, "PK\5\6", "it is an empty ZIP archive"),
    BZIP2(0, "BZh", "it is compressed by bzip2; unpack it, or compress it by gzip"),
    XZ(0, "\u00FD7zXZ", "it is compressed by xz; unpack it, or compress it by gzip"),
    ZSTANDARD(0, "\u0028\u00B5\u002F\u00FD", "it is compressed by zstd; unpack it, or compress it by gzip"),
    SEVEN_ZIP(0, "7z\u00BC\u00AF", "it is a 7z archive; unpack it and import the files inside"),
    RAR(0, "Rar!", "it is a RAR archive; unpack it and import the files inside"),
    PDF(0, "%PDF", "it is a PDF; export the rows as CSV or XLSX"),
    VCARD(0, "BEGIN:VCARD", "it has vCards; export the contacts as CSV"),
    XML(0, "<?xml", "it is XML; save it as CSV or XLSX"),
    HTML(0, "<html", "it is a web page; save it as CSV or XLSX"),
    DOCTYPE(0, "<!doctype", "it is a web page; save it as CSV or XLSX"),
    TABLE(0, "<table", "it is a web page; save it as CSV or XLSX");

    private static final String ZIP = "PK\3\4";

    private final int offset;
    private final String bytes;
    private final String message;

    FileSignature(int offset, String bytes, String message) {
        this.offset = offset;
        this.bytes = bytes;
        this.message = message;
    }

    /** Returns whether the first bytes of a file are those of a ZIP archive, such as an XLSX workbook. */
    static boolean isZip(byte[] start) {
        return text(start).startsWith(ZIP);
    }

    /** Rejects a file of a format that can't be imported. */
    static void check(byte[] start) throws IOException {
        var text = text(start);
        // A byte order mark and blanks may come before tags.
        var lower = text.replaceFirst("^(\u00EF\u00BB\u00BF)?\\s*", "").toLowerCase(Locale.ROOT);
        for (var signature : values()) {
            if (text.startsWith(signature.bytes, signature.offset)
                    || signature.bytes.startsWith("<") && lower.startsWith(signature.bytes)) {
                throw new IOException(signature.message);
            }
        }
    }

    /** Rejects UTF-16 without a byte order mark, in which every other byte of most texts is zero. */
    static void checkEncoding(byte[] start, Charset charset) throws IOException {
        if (Arrays.equals("a".getBytes(charset), new byte[] {'a'})) {
            long even = zeros(start, 0);
            long odd = zeros(start, 1);
            long most = Math.max(even, odd);
            if (most * 3 > start.length / 2 && Math.min(even, odd) * 10 <= most) {
                throw new IOException(
                        "it seems to be UTF-16 without a byte order mark; save it as UTF-8, or name its encoding:"
                                + " --encoding UTF-16%s".formatted(odd > even ? "LE" : "BE"));
            }
        }
    }

    private static long zeros(byte[] start, int from) {
        long zeros = 0;
        for (int i = from; i < start.length; i += 2) {
            zeros += start[i] == 0 ? 1 : 0;
        }
        return zeros;
    }

    private static String text(byte[] start) {
        return new String(start, StandardCharsets.ISO_8859_1);
    }
}
