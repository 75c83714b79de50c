package com.grow.outreach.adapter.rest.request;

import com.grow.outreach.adapter.rest.problem.Problem;
import com.grow.outreach.adapter.rest.problem.ProblemException;
import com.grow.outreach.adapter.rest.problem.Words;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.commons.codec.DecoderException;
import org.apache.commons.codec.net.URLCodec;

/** A strict parser for {@code application/x-www-form-urlencoded}, in a query or a body. */
public final class UrlEncoded {

    private UrlEncoded() {}

    /**
     * Parses name-value pairs.
     *
     * @param whole the name of the input in an error about a pair without a name: the query or the body
     * @param text the encoded pairs
     * @return the values by name, in the order of the input
     * @throws ProblemException if a pair has no name, an invalid escape or invalid UTF-8
     */
    public static Map<String, List<String>> parse(String whole, String text) {
        var pairs = new LinkedHashMap<String, List<String>>();
        for (var pair : text.split("&")) {
            if (pair.isEmpty()) {
                continue;
            }
            int equals = pair.indexOf('=');
            var rawName = equals < 0 ? pair : pair.substring(0, equals);
            var name = decode(rawName, rawName);
            if (name.isEmpty()) {
                throw new ProblemException(
                        Problem.invalid(whole, "has a value without a name: %s".formatted(Words.quote(pair))));
            }
            var value = equals < 0 ? "" : decode(pair.substring(equals + 1), name);
            pairs.computeIfAbsent(name, key -> new ArrayList<>()).add(value);
        }
        return pairs;
    }

    private static String decode(String encoded, String name) {
        try {
            return utf8(URLCodec.decodeUrl(encoded.getBytes(StandardCharsets.UTF_8)));
        } catch (DecoderException e) {
            throw new ProblemException(Problem.invalid(
                    Words.shorten(name), "has a malformed escape; a '%' must be followed by two hexadecimal digits"));
        } catch (CharacterCodingException e) {
            throw new ProblemException(Problem.invalid(Words.shorten(name), "is not valid UTF-8"));
        }
    }

    /** Decodes UTF-8 and rejects invalid bytes. */
    static String utf8(byte[] bytes) throws CharacterCodingException {
        return StandardCharsets.UTF_8
                .newDecoder()
                .decode(ByteBuffer.wrap(bytes))
                .toString();
    }
}
