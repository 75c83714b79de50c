package com.grow.outreach.adapter.files;

import java.io.BufferedInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.Charset;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The bytes of a file: text, optionally with a byte order mark, or a workbook, and optionally compressed by gzip.
 *
 * @param bytes the bytes of the file
 * @param charset the encoding of a file without a byte order mark
 */
record Encoded(InputStream bytes, Charset charset) {

    /** The replacement for undecodable bytes: an unpaired surrogate, which no valid text contains. */
    private static final char UNDECODABLE = '\uDBFF';

    /** The reason for rejecting a row with undecodable bytes. */
    static final String REASON =
            "is not valid text in the encoding of the file; save the file as UTF-8, or set its encoding";

    private static final int BUFFER = 1 << 16;

    private static final byte[] UTF_8 = {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF};
    private static final byte[] UTF_16LE = {(byte) 0xFF, (byte) 0xFE};
    private static final byte[] UTF_16BE = {(byte) 0xFE, (byte) 0xFF};
    private static final byte[] GZIP = {0x1F, (byte) 0x8B};

    /** The number of bytes that are looked at to detect the format. */
    private static final int START = 1 << 10;

    /** Returns whether a text contains undecodable bytes. */
    static boolean isUndecodable(String text) {
        return text.indexOf(UNDECODABLE) >= 0 && text.codePoints().anyMatch(character -> character == UNDECODABLE);
    }

    /** The content of a file after decompression. */
    sealed interface Decoded {}

    /** An XLSX workbook or another ZIP file. */
    record Zip(InputStream bytes) implements Decoded {}

    /**
     * Text.
     *
     * @param reader the text; fails at damage only after all text before it has been read
     * @param compressed whether the file is compressed
     */
    record Text(Reader reader, boolean compressed) implements Decoded {}

    /**
     * Returns the content of the file.
     *
     * @throws IOException if the file is of a format that can't be imported
     */
    Decoded decode() throws IOException {
        var file = new BufferedInputStream(bytes, BUFFER);
        boolean compressed = startsWith(file, GZIP);
        var whole = new ReadableBytes(compressed ? GzipMembers.of(file, BUFFER) : file);
        var plain = new BufferedInputStream(whole, BUFFER);
        plain.mark(START);
        var start = plain.readNBytes(START);
        plain.reset();
        if (FileSignature.isZip(start)) {
            return new Zip(plain);
        }
        FileSignature.check(start);
        var encoding = encoding(plain);
        if (encoding.equals(charset)) {
            FileSignature.checkEncoding(start, charset);
        }
        return new Text(new Decoder(plain, encoding, whole), compressed);
    }

    /** A stream that ends at the first read error and remembers it, so that all bytes before it are read. */
    private static final class ReadableBytes extends FilterInputStream {

        private @Nullable IOException failure;

        ReadableBytes(InputStream in) {
            super(in);
        }

        @Override
        public int read(byte[] bytes, int offset, int length) {
            try {
                return failure == null ? in.read(bytes, offset, length) : -1;
            } catch (IOException e) {
                failure = e;
                return -1;
            }
        }
    }

    /** A reader that throws the remembered error at the end of the stream. */
    private static final class Decoder extends InputStreamReader {

        private final ReadableBytes whole;

        Decoder(InputStream bytes, Charset charset, ReadableBytes whole) {
            super(
                    bytes,
                    charset.newDecoder()
                            .onMalformedInput(CodingErrorAction.REPLACE)
                            .onUnmappableCharacter(CodingErrorAction.REPLACE)
                            .replaceWith(String.valueOf(UNDECODABLE)));
            this.whole = whole;
        }

        @Override
        public int read(char[] text, int offset, int length) throws IOException {
            int n = super.read(text, offset, length);
            if (n < 0 && whole.failure != null) {
                throw whole.failure;
            }
            return n;
        }
    }

    private Charset encoding(InputStream plain) throws IOException {
        if (startsWith(plain, UTF_8)) {
            plain.skipNBytes(UTF_8.length);
            return StandardCharsets.UTF_8;
        }
        if (startsWith(plain, UTF_16LE) || startsWith(plain, UTF_16BE)) {
            var encoding = startsWith(plain, UTF_16LE) ? StandardCharsets.UTF_16LE : StandardCharsets.UTF_16BE;
            plain.skipNBytes(UTF_16LE.length);
            return encoding;
        }
        return charset;
    }

    private static boolean startsWith(InputStream in, byte[] mark) throws IOException {
        in.mark(mark.length);
        var start = in.readNBytes(mark.length);
        in.reset();
        return Arrays.equals(start, mark);
    }
}
