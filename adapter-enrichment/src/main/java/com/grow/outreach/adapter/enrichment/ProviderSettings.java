package com.grow.outreach.adapter.enrichment;

import com.grow.outreach.domain.TextField;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The settings of a provider.
 *
 * @param name its name in the history and the log; see {@link #isName}
 * @param url its URL; see {@link #url(String)}
 * @param key the API key, sent as a bearer token, or null for none
 * @param timeout the timeout of one call, including the response body; more than zero
 * @param callsPerSecond the rate limit in calls per second, 1 to {@link #MAX_RATE}
 */
public record ProviderSettings(
        String name, URI url, @Nullable String key, Duration timeout, int callsPerSecond) {

    /** The default timeout of one call. */
    public static final Duration DEFAULT_TIMEOUT = Duration.ofSeconds(10);

    /** The default rate limit in calls per second. */
    public static final int DEFAULT_RATE = 10;

    /** The highest rate limit in calls per second. */
    public static final int MAX_RATE = 10_000;

    private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9-]{0,31}");
    private static final Pattern KEY = Pattern.compile("[\\x21-\\x7e]+");

    /**
     * Validates the settings.
     *
     * @throws IllegalArgumentException if a setting is invalid; the message never contains the key
     */
    public ProviderSettings {
        if (!isName(name)) {
            throw new IllegalArgumentException("'%s' is not a provider's name".formatted(name));
        }
        if (key != null && !KEY.matcher(key).matches()) {
            throw new IllegalArgumentException("the key of %s has characters that can't be sent".formatted(name));
        }
        if (timeout.isNegative() || timeout.isZero()) {
            throw new IllegalArgumentException("the timeout of %s is not above zero".formatted(name));
        }
        if (callsPerSecond < 1 || callsPerSecond > MAX_RATE) {
            throw new IllegalArgumentException(
                    "the rate %d of %s is not from 1 to %d".formatted(callsPerSecond, name, MAX_RATE));
        }
    }

    /** Returns whether a text is a valid name: 1 to 32 lower-case letters, digits and hyphens, beginning with a letter. */
    public static boolean isName(String text) {
        return NAME.matcher(text).matches();
    }

    /** Parses the URL of a provider; empty if it is not a URL that can be called. */
    public static Optional<URI> url(String text) {
        return TextField.ENDPOINT.read(text) instanceof TextField.Reading.Valid(var url)
                // URI has no host for names that it considers invalid, such as one that ends in a digit.
                ? Optional.of(URI.create(url)).filter(parsed -> parsed.getHost() != null)
                : Optional.empty();
    }

    /** Returns the name and the URL, never the key. */
    @Override
    public String toString() {
        return "ProviderSettings[%s %s]".formatted(name, url);
    }
}
