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
 * A file's bytes, to be read as text: compressed by gzip or not, with a mark of its encoding at the beginning or not.
 *
 * @param bytes the file
 * @param charset the encoding of one without a mark
 */
record Encoded(InputStream bytes, Charset charset) {

    /** Stands where bytes are that are no text: half of a character, which no text in any encoding has alone. */
    private static final char UNDECODABLE = '\uDBFF';

    /** What to say of a row with it. */
    static final String REASON =
            "is not text in the encoding of the file; save the file as UTF-8, or name its encoding";

    private static final int BUFFER = 1 << 16;

    private static final byte[] UTF_8 = {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF};
    private static final byte[] UTF_16LE = {(byte) 0xFF, (byte) 0xFE};
    private static final byte[] UTF_16BE = {(byte) 0xFE, (byte) 0xFF};
    private static final byte[] GZIP = {0x1F, (byte) 0x8B};
    private static final byte[] ZIP = {'P', 'K', 3, 4};

    /** Whether there are bytes among it that are no text. */
    static boolean isUndecodable(String text) {
        return text.indexOf(UNDECODABLE) >= 0 && text.codePoints().anyMatch(character -> character == UNDECODABLE);
    }

    /** Its text, up to where it can't be read any further. */
    Reader text() throws IOException {
        var file = new BufferedInputStream(bytes, BUFFER);
        var whole = new Whole(startsWith(file, GZIP) ? Members.of(file, BUFFER) : file);
        var plain = new BufferedInputStream(whole, BUFFER);
        if (startsWith(plain, ZIP)) {
            throw new IOException("it is a spreadsheet or an archive; save it as CSV");
        }
        return new Text(plain, encoding(plain), whole);
    }

    /** Ends where it can't be read any further, so that who reads it gets all that is before that place. */
    private static final class Whole extends FilterInputStream {

        private @Nullable IOException failure;

        Whole(InputStream in) {
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

    /** Fails once all that can be read has been. */
    private static final class Text extends InputStreamReader {

        private final Whole whole;

        Text(InputStream bytes, Charset charset, Whole whole) {
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
