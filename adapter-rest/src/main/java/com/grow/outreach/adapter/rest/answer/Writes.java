package com.grow.outreach.adapter.rest.answer;

import com.grow.outreach.adapter.rest.problem.Problem;
import com.grow.outreach.adapter.rest.problem.ProblemException;
import com.grow.outreach.adapter.rest.request.Call;
import com.grow.outreach.application.port.in.AnswerOnce;
import com.grow.outreach.application.port.in.UseCases;
import com.grow.outreach.application.query.RequestKey;
import io.helidon.http.HeaderName;
import io.helidon.http.HeaderNames;
import io.helidon.http.Status;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.apache.commons.codec.digest.DigestUtils;

/**
 * The handling of requests that write. A request with an {@code Idempotency-Key} is processed once. Grow stores the
 * response of the use case, including rejections. It does not store the response to a malformed request or an internal
 * error.
 */
public final class Writes {

    /** The header with the idempotency key. */
    public static final HeaderName KEY = HeaderNames.create("Idempotency-Key");

    private static final HeaderName REPLAYED = HeaderNames.create("Idempotency-Replayed");
    private static final Pattern KEY_SHAPE = Pattern.compile("[ -~]{1,255}");

    private Writes() {}

    /**
     * Performs a write and sends its response.
     *
     * @param body the unparsed body of the request
     * @param write calls the use cases and returns the response; can throw a {@link ProblemException} to reject the
     *     request
     */
    public static void answer(
            ServerRequest request, ServerResponse response, byte[] body, Function<UseCases, Reply> write) {
        var useCases = Call.of(request).useCases();
        var key = key(request);
        if (key.isEmpty()) {
            Responses.reply(request, response, write.apply(useCases));
            return;
        }
        var asked = new AnswerOnce.Request(new RequestKey(key.get()), fingerprint(request, body));
        switch (useCases.once().once(asked, joined -> reply(joined, write).toText())) {
            case AnswerOnce.Result.Answered(var text) -> Responses.reply(request, response, Reply.parse(text));
            case AnswerOnce.Result.Repeated(var text) -> {
                response.header(REPLAYED, "true");
                Responses.reply(request, response, Reply.parse(text));
            }
            case AnswerOnce.Result.StillRunning() ->
                throw new ProblemException(new Problem(
                        Status.CONFLICT_409,
                        "A request with this Idempotency-Key is still running; try again in a moment."));
            case AnswerOnce.Result.OtherRequest() ->
                throw new ProblemException(new Problem(
                        Status.UNPROCESSABLE_CONTENT_422,
                        "This Idempotency-Key belongs to another request; use a new key for each request."));
        }
    }

    /** Rejects an idempotency key, since the response, which would have to be stored, contains a secret. */
    public static void rejectKey(ServerRequest request) {
        if (request.headers().contains(KEY)) {
            throw new ProblemException(Problem.invalid(
                    KEY.defaultCase(), "is not supported here, because the response with the secret is not stored"));
        }
    }

    private static Reply reply(UseCases joined, Function<UseCases, Reply> write) {
        try {
            return write.apply(joined);
        } catch (ProblemException e) {
            return Reply.problem(e.problem());
        }
    }

    private static Optional<String> key(ServerRequest request) {
        if (!request.headers().contains(KEY)) {
            return Optional.empty();
        }
        var keys = request.headers().get(KEY).allValues();
        if (keys.size() > 1 || !KEY_SHAPE.matcher(keys.getFirst()).matches()) {
            throw new ProblemException(
                    Problem.invalid("Idempotency-Key", "is not one value of 1 to 255 printable ASCII characters"));
        }
        return Optional.of(keys.getFirst());
    }

    private static String fingerprint(ServerRequest request, byte[] body) {
        var prologue = request.prologue();
        var line =
                "%s %s\n".formatted(prologue.method().text(), prologue.uriPath().rawPath());
        var digest = DigestUtils.getSha256Digest();
        digest.update(line.getBytes(StandardCharsets.UTF_8));
        return HexFormat.of().formatHex(digest.digest(body));
    }
}
