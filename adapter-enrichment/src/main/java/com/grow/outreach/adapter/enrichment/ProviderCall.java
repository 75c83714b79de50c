package com.grow.outreach.adapter.enrichment;

import com.grow.outreach.domain.ContactData;
import com.grow.outreach.domain.Excerpt;
import com.grow.outreach.domain.contact.ContactFormats;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
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
 * A call to a provider: one request, one response, one connection.
 *
 * <p>Connections are not reused, despite the cost of a handshake. A provider that sends a response twice would otherwise
 * have the duplicate read as the response to the next request and stored with the wrong person.
 *
 * @param settings the provider's settings
 * @param formats the formats of the contact data in responses
 * @param executor the executor of the HTTP client
 */
record ProviderCall(ProviderSettings settings, ContactFormats formats, Executor executor) {

    private static final Logger LOG = System.getLogger(ProviderCall.class.getName());

    /** The maximum size of a response body in bytes. */
    static final int MAX_BODY_SIZE = 64 * 1024;

    private static final int OK = 200;
    private static final Set<Integer> NOTHING_KNOWN = Set.of(204, 404);
    private static final Set<Integer> BUSY = Set.of(408, 425, 429);

    private static final BodyHandler<byte[]> BODY = response -> response.statusCode() == OK
            ? BodySubscribers.limiting(BodySubscribers.ofByteArray(), MAX_BODY_SIZE)
            : BodySubscribers.replacing(new byte[0]);

    /**
     * Calls the provider.
     *
     * @param question the request body
     * @param idempotencyKey the key that all calls of one look-up share
     * @return the contact data; {@link ContactData#NONE} if the provider knows nothing
     * @throws ProviderFailure if there is no valid response
     */
    ContactData make(byte[] question, String idempotencyKey) throws ProviderFailure, InterruptedException {
        var response = response(request(question, idempotencyKey));
        int status = response.statusCode();
        if (status == OK) {
            var parsed = ProviderJson.answer(response.body(), formats);
            parsed.invalid()
                    .forEach(field -> LOG.log(
                            Level.WARNING,
                            "Enrichment: ignored a field that {0} answered for {1}: {2}",
                            settings.name(),
                            idempotencyKey,
                            field));
            return parsed.data();
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
            // HttpRequest's timeout ends with the headers; this one also limits a slow body.
            return client.sendAsync(request, BODY).get(settings.timeout().toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            throw ProviderFailure.passing("gave no answer within %s".formatted(words(settings.timeout())));
        } catch (ExecutionException e) {
            throw ProviderFailure.passing(reason(e.getCause() == null ? e : e.getCause()));
        } finally {
            client.shutdownNow();
        }
    }

    /** Describes a failure of the client, whose message may quote the response. */
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

    /** Returns the Retry-After header in seconds; zero if it is missing or a date. */
    private static Duration retryAfter(HttpResponse<?> response) {
        return response.headers()
                .firstValue("Retry-After")
                .filter(value -> value.matches("\\d{1,9}"))
                .map(seconds -> Duration.ofSeconds(Long.parseLong(seconds)))
                .orElse(Duration.ZERO);
    }
}
