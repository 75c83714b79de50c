package com.grow.outreach.adapter.rest;

import com.grow.outreach.adapter.rest.BodyValue.Bool;
import com.grow.outreach.adapter.rest.BodyValue.FormValues;
import com.grow.outreach.adapter.rest.BodyValue.Items;
import com.grow.outreach.adapter.rest.BodyValue.Nested;
import com.grow.outreach.adapter.rest.BodyValue.Null;
import com.grow.outreach.adapter.rest.BodyValue.Number;
import com.grow.outreach.adapter.rest.BodyValue.Text;
import com.grow.outreach.domain.Cause;
import io.helidon.http.HeaderName;
import io.helidon.http.HeaderNames;
import io.helidon.webserver.http.ServerRequest;
import java.math.BigDecimal;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads who asks for a change, from the header {@code Grow-Actor}, and why, from the fields of the body. */
final class Causes {

    private static final HeaderName ACTOR = HeaderNames.create("Grow-Actor");
    private static final Pattern ACTOR_SHAPE = Pattern.compile("[ -~]{1,255}");
    private static final String NO_METADATA = "{}";
    private static final int LONGEST_REASON = 1_000;

    /** It is kept once for each outreach that moves. */
    private static final int LONGEST_METADATA = 4_096;

    /** Of the digits of a number before and after its point; many readers of JSON know no more. */
    private static final int MOST_DIGITS = 308;

    private Causes() {}

    /** Who asks, without a word about why. */
    static Cause of(ServerRequest request) {
        return new Cause(actor(request), null, NO_METADATA);
    }

    /** Who asks, and why by the fields {@code reason} and {@code metadata}, none of which is required. */
    static Cause of(ServerRequest request, BodyFields fields) {
        var reason = fields.optionalText("reason", LONGEST_REASON);
        var metadata = fields.object("metadata")
                .filter(object -> fields.require(
                        "metadata",
                        object.json().length() <= LONGEST_METADATA,
                        "is longer than %d characters".formatted(LONGEST_METADATA)))
                .filter(object -> fields.require(
                        "metadata", canBeKept(object), "has a character or a number that can't be kept"));
        return new Cause(actor(request), reason, metadata.map(Nested::json).orElse(NO_METADATA));
    }

    private static @Nullable String actor(ServerRequest request) {
        if (!request.headers().contains(ACTOR)) {
            return null;
        }
        var actors = request.headers().get(ACTOR).allValues();
        if (actors.size() > 1 || !ACTOR_SHAPE.matcher(actors.getFirst()).matches()) {
            throw new ProblemException(
                    Problem.invalid("Grow-Actor", "is not one value of 1 to 255 printable ASCII characters"));
        }
        return actors.getFirst();
    }

    private static boolean canBeKept(BodyValue value) {
        return switch (value) {
            case Text(var text) -> Words.canBeKept(text);
            case Number(var text) -> isPlain(text);
            case Items(var items) -> items.stream().allMatch(Causes::canBeKept);
            case Nested nested ->
                nested.fields().keySet().stream().allMatch(Words::canBeKept)
                        && nested.fields().values().stream().allMatch(Causes::canBeKept);
            case Bool _ -> true;
            case Null _ -> true;
            case FormValues _ -> true;
        };
    }

    private static boolean isPlain(String number) {
        try {
            var value = new BigDecimal(number);
            return Math.abs((long) value.scale()) <= MOST_DIGITS
                    && (long) value.precision() - value.scale() <= MOST_DIGITS;
        } catch (NumberFormatException e) {
            return false;
        }
    }
}
