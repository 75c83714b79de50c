package com.grow.outreach.adapter.rest.answer;

import com.grow.outreach.adapter.rest.problem.Problem;
import com.grow.outreach.adapter.rest.problem.ProblemException;
import io.helidon.http.HeaderName;
import io.helidon.http.HeaderNames;
import io.helidon.webserver.http.ServerRequest;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.apache.commons.codec.digest.MurmurHash3;

/**
 * A weak validator of a representation (RFC 9110, 8.8). The same content has the same tag in every content encoding.
 *
 * @param opaque the text between the quotes
 */
public record EntityTag(String opaque) {

    private static final String TAG = "(?:W/)?\"([\\x21\\x23-\\x7E\\x80-\\xFF]*)\"";
    private static final Pattern EACH = Pattern.compile(TAG);
    private static final Pattern LIST =
            Pattern.compile("[ \\t,]*%1$s(?:[ \\t]*,[ \\t,]*%1$s)*+[ \\t,]*".formatted(TAG));

    public static EntityTag of(byte[] content) {
        return new EntityTag(Long.toHexString(MurmurHash3.hash128x64(content)[0]));
    }

    /** Returns the tag as a header value. */
    public String header() {
        return "W/\"" + opaque + "\"";
    }

    /**
     * Returns whether {@code If-None-Match} has this tag, so that the caller has the representation already. A
     * malformed header has no tags.
     */
    public boolean isNamedBy(ServerRequest request) {
        return names(request, HeaderNames.IF_NONE_MATCH)
                .map(names -> names.test(this))
                .orElse(false);
    }

    /**
     * Returns the precondition in {@code If-Match}, with weak comparison. Without the header, every tag satisfies it.
     *
     * @throws ProblemException 400 if the header is not a list of entity tags
     */
    public static Predicate<EntityTag> ifMatch(ServerRequest request) {
        if (!request.headers().contains(HeaderNames.IF_MATCH)) {
            return tag -> true;
        }
        return names(request, HeaderNames.IF_MATCH)
                .orElseThrow(() -> new ProblemException(
                        Problem.invalid("If-Match", "is neither * nor a list of entity tags like W/\"1a2b\"")));
    }

    /** Returns a predicate for the tags in a header; empty if the header is absent or malformed. */
    private static Optional<Predicate<EntityTag>> names(ServerRequest request, HeaderName header) {
        var text = request.headers().contains(header)
                ? request.headers().get(header).values()
                : "";
        if (text.strip().equals("*")) {
            return Optional.of(tag -> true);
        }
        if (!LIST.matcher(text).matches()) {
            return Optional.empty();
        }
        Set<String> named = new HashSet<>();
        EACH.matcher(text).results().forEach(tag -> named.add(tag.group(1)));
        return Optional.of(tag -> named.contains(tag.opaque()));
    }
}
