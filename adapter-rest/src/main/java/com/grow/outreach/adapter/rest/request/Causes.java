package com.grow.outreach.adapter.rest.request;

import com.grow.outreach.adapter.rest.problem.Problem;
import com.grow.outreach.adapter.rest.problem.ProblemException;
import com.grow.outreach.adapter.rest.request.BodyValue.Bool;
import com.grow.outreach.adapter.rest.request.BodyValue.FormValues;
import com.grow.outreach.adapter.rest.request.BodyValue.Items;
import com.grow.outreach.adapter.rest.request.BodyValue.Nested;
import com.grow.outreach.adapter.rest.request.BodyValue.Null;
import com.grow.outreach.adapter.rest.request.BodyValue.Number;
import com.grow.outreach.adapter.rest.request.BodyValue.Text;
import com.grow.outreach.domain.Cause;
import com.grow.outreach.domain.TextField;
import com.grow.outreach.domain.access.Caller.Origin;
import io.helidon.http.HeaderName;
import io.helidon.http.HeaderNames;
import io.helidon.http.ServerRequestHeaders;
import io.helidon.webserver.http.ServerRequest;
import java.math.BigDecimal;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A reader of the cause of a change: the caller as the actor, and the reason in the fields of the body. A caller who may
 * act for others names the actor in the header {@code Grow-Actor}.
 */
public final class Causes {

    private static final HeaderName ACTOR = HeaderNames.create("Grow-Actor");
    private static final Pattern ACTOR_SHAPE = Pattern.compile("[ -~]{1,%d}".formatted(Cause.MAX_ACTOR));
    private static final String NO_METADATA = "{}";

    private Causes() {}

    /** Returns the actor without a reason. */
    public static Cause of(ServerRequest request) {
        return new Cause(actor(request), null, NO_METADATA);
    }

    /** Returns the actor and the optional fields {@code reason} and {@code metadata}. */
    public static Cause of(ServerRequest request, BodyFields fields) {
        var reason = fields.optionalText("reason", Cause.MAX_REASON);
        var metadata = fields.object("metadata")
                .filter(object -> fields.require(
                        "metadata",
                        object.json().codePointCount(0, object.json().length()) <= Cause.MAX_METADATA,
                        "is longer than %d characters".formatted(Cause.MAX_METADATA)))
                .filter(object -> fields.require(
                        "metadata",
                        canBeKept(object),
                        "has a character or a number that can't be stored; expected %s, and numbers of up to %d digits before and after the point"
                                .formatted(TextField.KEPT, Cause.MOST_DIGITS)));
        return new Cause(actor(request), reason, metadata.map(Nested::json).orElse(NO_METADATA));
    }

    private static @Nullable String actor(ServerRequest request) {
        return Call.of(request).caller().actor(named(request));
    }

    /** Returns the id of a request and the actor that it names. An invalid actor counts as none. */
    public static Origin origin(ServerRequestHeaders headers) {
        var actor = headers.contains(ACTOR) ? headers.get(ACTOR).allValues() : List.<String>of();
        return new Origin(
                RequestIds.of(headers),
                actor.size() == 1 && ACTOR_SHAPE.matcher(actor.getFirst()).matches() ? actor.getFirst() : null);
    }

    private static @Nullable String named(ServerRequest request) {
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
            case Text(var text) -> TextField.canBeKept(text);
            case Number(var text) -> isPlain(text);
            case Items(var items) -> items.stream().allMatch(Causes::canBeKept);
            case Nested nested ->
                nested.fields().keySet().stream().allMatch(TextField::canBeKept)
                        && nested.fields().values().stream().allMatch(Causes::canBeKept);
            case Bool _ -> true;
            case Null _ -> true;
            case FormValues _ -> true;
        };
    }

    private static boolean isPlain(String number) {
        try {
            return Cause.canBeKept(new BigDecimal(number));
        } catch (NumberFormatException e) {
            return false;
        }
    }
}
