package com.grow.outreach.adapter.webhooks;

import static java.util.stream.Collectors.joining;

import com.grow.outreach.application.port.out.WebhookSender;
import com.grow.outreach.domain.Attempt;
import com.grow.outreach.domain.Delivery;
import com.grow.outreach.domain.Excerpt;
import com.grow.outreach.domain.Webhook;
import com.grow.outreach.domain.WebhookSecret;
import com.standardwebhooks.exceptions.EmptyWebhookSecretException;
import com.standardwebhooks.exceptions.WebhookSigningException;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.apache.hc.client5.http.DnsResolver;
import org.apache.hc.client5.http.SystemDefaultDnsResolver;
import org.apache.hc.client5.http.classic.methods.HttpPost;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.client5.http.utils.DateUtils;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.HttpHeaders;
import org.apache.hc.core5.http.HttpResponse;
import org.apache.hc.core5.http.HttpStatus;
import org.apache.hc.core5.http.io.entity.ByteArrayEntity;
import org.apache.hc.core5.io.CloseMode;
import org.apache.hc.core5.util.Timeout;

/**
 * A sender that posts events over HTTP according to Standard Webhooks. It follows no redirects and limits the time and the
 * response size of each call. It connects to public addresses only, unless private ones are allowed.
 */
public final class HttpWebhookSender implements WebhookSender, AutoCloseable {

    private static final Logger LOG = System.getLogger(HttpWebhookSender.class.getName());
    private static final Timeout CONNECT = Timeout.ofSeconds(5);
    private static final Duration WHOLE = Duration.ofSeconds(15);

    /** The most bytes of a response body that are read so that the connection can be reused. */
    private static final int MOST_READ = 1 << 16;

    private static final int MOST_AT_ONCE = 64;

    /** Statuses for which a Retry-After header is honoured. */
    private static final Set<Integer> BUSY = Set.of(HttpStatus.SC_TOO_MANY_REQUESTS, HttpStatus.SC_SERVICE_UNAVAILABLE);

    private static final Pattern SECONDS = Pattern.compile("[0-9]{1,10}");

    private final CloseableHttpClient client;
    private final Duration limit;

    /**
     * Creates a sender.
     *
     * @param allowPrivate whether endpoints may have private addresses, such as loopback
     */
    public HttpWebhookSender(boolean allowPrivate) {
        this(allowPrivate ? SystemDefaultDnsResolver.INSTANCE : new PublicAddresses(), WHOLE);
    }

    HttpWebhookSender(DnsResolver resolver, Duration limit) {
        this.limit = limit;
        this.client = HttpClients.custom()
                .setConnectionManager(PoolingHttpClientConnectionManagerBuilder.create()
                        .setDnsResolver(resolver)
                        .setMaxConnTotal(MOST_AT_ONCE)
                        .setMaxConnPerRoute(MOST_AT_ONCE)
                        .setDefaultConnectionConfig(ConnectionConfig.custom()
                                .setConnectTimeout(CONNECT)
                                .setSocketTimeout(Timeout.of(limit))
                                .build())
                        .build())
                .setDefaultRequestConfig(RequestConfig.custom()
                        .setConnectionRequestTimeout(CONNECT)
                        .setResponseTimeout(Timeout.of(limit))
                        .build())
                .setUserAgent("Grow-Outreach")
                .disableRedirectHandling()
                .disableAutomaticRetries()
                .disableCookieManagement()
                .disableAuthCaching()
                .disableContentCompression()
                .build();
    }

    @Override
    public Attempt send(Webhook webhook, Delivery delivery, Instant now) {
        var late = new CompletableFuture<Boolean>();
        try {
            var post = message(webhook, delivery, now);
            late.completeOnTimeout(true, limit.toMillis(), TimeUnit.MILLISECONDS)
                    .thenAccept(isLate -> {
                        if (isLate) {
                            post.cancel();
                        }
                    });
            var response = client.executeOpen(null, post, null);
            var attempt = attempt(response, now);
            leave(response, post);
            return attempt;
        } catch (IOException | RuntimeException e) {
            return Attempt.failed(now, late.isDone() ? "no answer within %s".formatted(limit) : reason(e));
        } finally {
            late.complete(false);
        }
    }

    private static Attempt attempt(HttpResponse response, Instant now) {
        var attempt = Attempt.answered(now, response.getCode());
        var asked = response.getFirstHeader(HttpHeaders.RETRY_AFTER);
        return asked == null || !BUSY.contains(response.getCode())
                ? attempt
                : retryAfter(asked.getValue().strip(), now)
                        .map(attempt::notBefore)
                        .orElse(attempt);
    }

    /** Parses a Retry-After header, seconds or a date (RFC 9110, 10.2.3); empty if it is neither. */
    private static Optional<Instant> retryAfter(String text, Instant now) {
        return SECONDS.matcher(text).matches()
                ? Optional.of(now.plusSeconds(Long.parseLong(text)))
                : Optional.ofNullable(DateUtils.parseStandardDate(text));
    }

    private static HttpPost message(Webhook webhook, Delivery delivery, Instant now) {
        var body = Payload.of(delivery.event());
        var post = new HttpPost(URI.create(webhook.endpoint().url()));
        post.setHeader("webhook-id", delivery.id().value());
        post.setHeader("webhook-timestamp", now.getEpochSecond());
        post.setHeader(
                "webhook-signature",
                webhook.secrets().at(now).stream()
                        .map(secret -> sign(secret, delivery, now, body))
                        .collect(joining(" ")));
        post.setEntity(new ByteArrayEntity(body.getBytes(StandardCharsets.UTF_8), ContentType.APPLICATION_JSON));
        return post;
    }

    /** Reads and discards a small response body, so that the connection can be reused. */
    private static void leave(ClassicHttpResponse response, HttpPost post) {
        try (response) {
            var rest =
                    response.getEntity() == null ? null : response.getEntity().getContent();
            if (rest != null && rest.readNBytes(MOST_READ).length == MOST_READ) {
                // Closing would read the whole body.
                post.cancel();
            }
        } catch (IOException e) {
            LOG.log(Level.DEBUG, "Could not read the rest of a webhook response", e);
        }
    }

    private static String sign(WebhookSecret secret, Delivery delivery, Instant now, String body) {
        try {
            return new com.standardwebhooks.Webhook(secret.value())
                    .sign(delivery.id().value(), now.getEpochSecond(), body);
        } catch (EmptyWebhookSecretException | WebhookSigningException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String reason(Exception failure) {
        var excerpt = Excerpt.of(failure.getMessage());
        return excerpt.isEmpty() ? failure.getClass().getSimpleName() : excerpt;
    }

    @Override
    public void close() {
        client.close(CloseMode.IMMEDIATE);
    }
}
