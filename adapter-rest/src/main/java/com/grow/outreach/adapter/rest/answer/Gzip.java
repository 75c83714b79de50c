package com.grow.outreach.adapter.rest.answer;

import io.helidon.http.HeaderNames;
import io.helidon.webserver.http.ServerRequest;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.zip.Deflater;
import java.util.zip.GZIPOutputStream;

/**
 * Compression of responses for clients that accept it (RFC 9110, 12.5.3). Helidon's own module for it is not published
 * for 4.5.0.
 */
public final class Gzip {

    /** The minimum size to compress, in bytes. Smaller content fits into one packet with its headers anyway. */
    static final int MIN_SIZE = 1024;

    private static final Pattern CODING =
            Pattern.compile("([!#$%&'*+.^_`|~0-9a-z-]+)(?:[ \\t]*;[ \\t]*q=(0(?:\\.[0-9]{0,3})?|1(?:\\.0{0,3})?))?");

    private Gzip() {}

    /** Returns whether to compress a response of this size in bytes, according to {@code Accept-Encoding}. */
    public static boolean isWanted(ServerRequest request, int size) {
        var headers = request.headers();
        if (!headers.contains(HeaderNames.ACCEPT_ENCODING)) {
            return false;
        }
        var weights = weights(headers.get(HeaderNames.ACCEPT_ENCODING).values());
        var any = weights.get("*");
        double gzip = weights.getOrDefault("gzip", weights.getOrDefault("x-gzip", any == null ? 0.0 : any));
        // Uncompressed content is acceptable unless it is excluded, with a lower weight than any listed coding.
        double identity = weights.getOrDefault("identity", any != null && any == 0 ? 0.0 : Double.MIN_VALUE);
        return gzip > 0 && (identity == 0 || (gzip >= identity && size >= MIN_SIZE));
    }

    private static Map<String, Double> weights(String acceptEncoding) {
        var weights = new HashMap<String, Double>();
        for (var part : acceptEncoding.toLowerCase(Locale.ROOT).split(",")) {
            var coding = CODING.matcher(part.strip());
            if (coding.matches()) {
                weights.put(coding.group(1), coding.group(2) == null ? 1 : Double.parseDouble(coding.group(2)));
            }
        }
        return weights;
    }

    static byte[] compress(byte[] content) {
        var out = new ByteArrayOutputStream(content.length / 4);
        try (var gzip = new FastStream(out)) {
            gzip.write(content);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }

    /** A stream with the fastest compression level. JSON is so repetitive that higher levels gain little. */
    private static final class FastStream extends GZIPOutputStream {

        FastStream(ByteArrayOutputStream out) throws IOException {
            super(out);
            def.setLevel(Deflater.BEST_SPEED);
        }
    }
}
