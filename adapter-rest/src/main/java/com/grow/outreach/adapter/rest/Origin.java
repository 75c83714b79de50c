package com.grow.outreach.adapter.rest;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * A web origin (RFC 6454) of a page that calls the API from a browser.
 *
 * @param value the origin as browsers send it, for example {@code https://app.example.com}
 */
public record Origin(String value) {

    private static final Map<String, Integer> DEFAULT_PORTS = Map.of("http", 80, "https", 443);

    /** Parses an origin: a scheme and a host with an optional port. Returns empty if the text is not valid. */
    public static Optional<Origin> parse(String text) {
        try {
            var uri = new URI(text);
            if (uri.getScheme() == null
                    || uri.getHost() == null
                    || uri.getPort() > 65_535
                    || uri.getRawUserInfo() != null
                    || !uri.getRawPath().isEmpty()
                    || uri.getRawQuery() != null
                    || uri.getRawFragment() != null) {
                return Optional.empty();
            }
            var scheme = uri.getScheme().toLowerCase(Locale.ROOT);
            boolean defaultPort =
                    uri.getPort() < 0 || Integer.valueOf(uri.getPort()).equals(DEFAULT_PORTS.get(scheme));
            return Optional.of(new Origin(scheme + "://" + uri.getHost().toLowerCase(Locale.ROOT)
                    + (defaultPort ? "" : ":" + uri.getPort())));
        } catch (URISyntaxException e) {
            return Optional.empty();
        }
    }
}
