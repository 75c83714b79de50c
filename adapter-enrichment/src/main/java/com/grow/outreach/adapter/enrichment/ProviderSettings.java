package com.grow.outreach.adapter.enrichment;

import com.grow.outreach.domain.TextField;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * How to ask a provider.
 *
 * @param name what it is called in the history and the log; see {@link #isName}
 * @param url where it is; see {@link #url(String)}
 * @param key what it knows us by, sent as a bearer token, or null for nothing
 * @param timeout how long one call may take from its first byte to its last
 * @param callsPerSecond how many calls it takes at most, 1 to {@link #MAX_RATE}
 */
public record ProviderSettings(
        String name, URI url, @Nullable String key, Duration timeout, int callsPerSecond) {

    /** How long one call may take unless somebody says otherwise. */
    public static final Duration DEFAULT_TIMEOUT = Duration.ofSeconds(10);

    /** How many calls a second a provider takes unless somebody says otherwise. */
    public static final int DEFAULT_RATE = 10;

    /** The highest rate there can be. */
    public static final int MAX_RATE = 10_000;

    private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9-]{0,31}");
    private static final Pattern KEY = Pattern.compile("[\\x21-\\x7e]+");

    /**
     * Takes what makes sense.
     *
     * @throws IllegalArgumentException if something does not; the message says what, and never the key
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

    /** Whether a provider can have that name: 1 to 32 small letters, digits and hyphens, a letter first. */
    public static boolean isName(String text) {
        return NAME.matcher(text).matches();
    }

    /** The URL of a provider; empty if it is none that can be called. */
    public static Optional<URI> url(String text) {
        return TextField.ENDPOINT.read(text) instanceof TextField.Reading.Valid(var url)
                // Of a host that it takes for no name, such as one that ends in a digit, the client knows nothing.
                ? Optional.of(URI.create(url)).filter(parsed -> parsed.getHost() != null)
                : Optional.empty();
    }

    /** Everything but the key. */
    @Override
    public String toString() {
        return "ProviderSettings[%s %s]".formatted(name, url);
    }
}
