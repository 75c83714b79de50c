package com.grow.outreach.adapter.enrichment;

import com.grow.outreach.domain.ContactData;
import com.grow.outreach.domain.Excerpt;
import java.net.ConnectException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandler;
import java.net.http.HttpResponse.BodySubscribers;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * One call of a provider: one question, one answer, one connection.
 *
 * <p>A connection is never used again, though that costs a handshake: what a provider sends without having been asked,
 * an answer a second time for one, would be taken for the answer to the next question, and stored with somebody else.
 *
 * @param settings whom to call
 * @param executor where the client does its work
 */
record ProviderCall(ProviderSettings settings, Executor executor) {

    /** How much of an answer is read. */
    static final int MAX_BODY_SIZE = 64 * 1024;

    private static final int OK = 200;
    private static final Set<Integer> NOTHING_KNOWN = Set.of(204, 404);
    private static final Set<Integer> BUSY = Set.of(408, 425, 429);

    private static final BodyHandler<byte[]> BODY = response -> response.statusCode() == OK
            ? BodySubscribers.limiting(BodySubscribers.ofByteArray(), MAX_BODY_SIZE)
            : BodySubscribers.replacing(new byte[0]);

    /**
     * Calls.
     *
     * @param question the body
     * @param idempotencyKey tells the provider which calls ask the same
     * @throws ProviderFailure if that brings no answer that can be understood
     */
    ContactData make(byte[] question, String idempotencyKey) throws ProviderFailure, InterruptedException {
        var response = response(request(question, idempotencyKey));
        int status = response.statusCode();
        if (status == OK) {
            return ProviderJson.answer(response.body());
        }
        if (NOTHING_KNOWN.contains(status)) {
            return ContactData.NONE;
        }
        var reason = "answered " + status;
        throw status >= 500 || BUSY.contains(status)
                ? ProviderFailure.passing(reason, retryAfter(response))
                : ProviderFailure.refused(reason);
    }

    private HttpRequest request(byte[] question, String idempotencyKey) {
        var request = HttpRequest.newBuilder(settings.url())
                .header("Content-Type", "application/json")
                .header("Accept", "application/json")
                .header("User-Agent", "grow-outreach")
                .header("Idempotency-Key", idempotencyKey)
                .POST(BodyPublishers.ofByteArray(question));
        if (settings.key() != null) {
            request.header("Authorization", "Bearer " + settings.key());
        }
        return request.build();
    }

    private HttpResponse<byte[]> response(HttpRequest request) throws ProviderFailure, InterruptedException {
        var client = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .followRedirects(HttpClient.Redirect.NEVER)
                .executor(executor)
                .build();
        try {
            // The request's own timeout ends with the headers, and a provider can let a body drip for ever.
            return client.sendAsync(request, BODY).get(settings.timeout().toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            throw ProviderFailure.passing("gave no answer within %s".formatted(words(settings.timeout())));
        } catch (ExecutionException e) {
            throw ProviderFailure.passing(reason(e.getCause() == null ? e : e.getCause()));
        } finally {
            client.shutdownNow();
        }
    }

    /** A wrong answer makes the client fail in more ways than it declares, and some of them say what it received. */
    private static String reason(Throwable failure) {
        if (failure instanceof ConnectException) {
            return "can't be reached";
        }
        var excerpt = Excerpt.of(failure.getMessage());
        return "gave no answer that can be read" + (excerpt.isEmpty() ? "" : ": " + excerpt);
    }

    private static String words(Duration duration) {
        return duration.toMillis() % 1_000 == 0 ? duration.toSeconds() + " s" : duration.toMillis() + " ms";
    }

    /** How many seconds the provider wants to be left alone; a date is as if it said nothing. */
    private static Duration retryAfter(HttpResponse<?> response) {
        return response.headers()
                .firstValue("Retry-After")
                .filter(value -> value.matches("\\d{1,9}"))
                .map(seconds -> Duration.ofSeconds(Long.parseLong(seconds)))
                .orElse(Duration.ZERO);
    }
}
