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

/** Reads {@code application/x-www-form-urlencoded}, in a query or a body, and takes nothing that is not exactly that. */
public final class UrlEncoded {

    private UrlEncoded() {}

    /**
     * Reads pairs.
     *
     * @param whole what the pairs are, to be blamed for a value without a name: the query or the body
     * @param text the pairs as they came, still encoded
     * @return each name with its values, all in the order in which they came
     * @throws ProblemException if an escape is malformed or does not make UTF-8, naming the pair's name, or if it has none
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

    /** Decodes UTF-8, and nothing but UTF-8. */
    static String utf8(byte[] bytes) throws CharacterCodingException {
        return StandardCharsets.UTF_8
                .newDecoder()
                .decode(ByteBuffer.wrap(bytes))
                .toString();
    }
}
