package com.grow.outreach.adapter.rest;

import com.grow.outreach.adapter.rest.answer.Responses;
import com.grow.outreach.adapter.rest.connection.CurrentConnection;
import io.helidon.http.Header;
import io.helidon.http.HeaderNames;
import io.helidon.http.HeaderValues;
import io.helidon.http.Headers;
import io.helidon.http.ServerResponseHeaders;
import io.helidon.webserver.ConnectionContext;
import io.helidon.webserver.http1.Http1ConnectionListener;
import java.util.List;

/**
 * A listener that corrects and completes the headers of every response. It is a single class because Helidon 4.5.0 does
 * not forward calls to more than one listener.
 */
final class AnswerHeaders implements Http1ConnectionListener {

    /**
     * Headers that stop browsers from guessing the content type, from showing the response in a frame, and from giving
     * it to a page of another origin as an image or a script. {@link CrossOrigin} controls {@code fetch}.
     */
    private static final List<Header> PROTECTIVE = List.of(
            HeaderValues.createCached(HeaderNames.create("X-Content-Type-Options"), "nosniff"),
            HeaderValues.createCached(HeaderNames.create("X-Frame-Options"), "DENY"),
            HeaderValues.createCached(HeaderNames.create("Cross-Origin-Resource-Policy"), "same-origin"));

    /** Makes browsers use HTTPS for a year (RFC 6797). Other hosts and other ports without TLS are not affected. */
    static final Header HTTPS_ONLY =
            HeaderValues.createCached(HeaderNames.create("Strict-Transport-Security"), "max-age=31536000");

    @Override
    public void headers(ConnectionContext context, Headers headers) {
        if (headers instanceof ServerResponseHeaders sent) {
            removeLengthOfNothing(sent);
            protect(sent);
        }
    }

    /**
     * Removes {@code Content-Length: 0} from responses without content. Helidon always adds the header. A 204 must not
     * have it, and in a 304 it would mean that the representation is empty (RFC 9110, 8.6). Responses without content
     * have no content type. A redirect keeps the header, since clients would otherwise wait for content. The method also
     * corrects the response to a HEAD request for a stream.
     */
    private static void removeLengthOfNothing(ServerResponseHeaders sent) {
        boolean nothing = sent.contains(HeaderValues.CONTENT_LENGTH_ZERO)
                && !sent.contains(HeaderNames.CONTENT_TYPE)
                && !sent.contains(HeaderNames.LOCATION);
        if (nothing || sent.contains(Responses.UNKNOWN_LENGTH)) {
            sent.remove(HeaderNames.CONTENT_LENGTH);
        }
    }

    /** Adds the common headers to a response that Helidon writes without calling its listeners first. */
    static void protect(ServerResponseHeaders headers) {
        PROTECTIVE.forEach(headers::set);
        if (CurrentConnection.isSecure()) {
            headers.set(HTTPS_ONLY);
        }
    }
}
