package com.grow.outreach.adapter.files;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.Charset;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.zip.GZIPInputStream;

/**
 * A file's bytes, to be read as text: compressed by gzip or not, with a mark of its encoding at the beginning or not.
 *
 * @param bytes the file
 * @param charset the encoding of one without a mark
 */
record Encoded(InputStream bytes, Charset charset) {

    /** Stands where bytes are that are no text; Unicode promises that it is no character. */
    static final char UNDECODABLE = '\uFFFF';

    /** What to say of a row with it. */
    static final String REASON =
            "is not text in the encoding of the file; save the file as UTF-8, or name its encoding";

    private static final int BUFFER = 1 << 16;

    private static final byte[] UTF_8 = {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF};
    private static final byte[] UTF_16LE = {(byte) 0xFF, (byte) 0xFE};
    private static final byte[] UTF_16BE = {(byte) 0xFE, (byte) 0xFF};
    private static final byte[] GZIP = {0x1F, (byte) 0x8B};
    private static final byte[] ZIP = {'P', 'K', 3, 4};

    Reader text() throws IOException {
        var plain = new BufferedInputStream(bytes, BUFFER);
        if (startsWith(plain, GZIP)) {
            plain = new BufferedInputStream(new GZIPInputStream(plain, BUFFER), BUFFER);
        }
        if (startsWith(plain, ZIP)) {
            throw new IOException("it is a spreadsheet or an archive; save it as CSV");
        }
        return new InputStreamReader(
                plain,
                encoding(plain)
                        .newDecoder()
                        .onMalformedInput(CodingErrorAction.REPLACE)
                        .onUnmappableCharacter(CodingErrorAction.REPLACE)
                        .replaceWith(String.valueOf(UNDECODABLE)));
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
