package com.grow.outreach.adapter.rest;

import com.grow.outreach.adapter.rest.answer.Responses;
import io.helidon.http.Header;
import io.helidon.http.HeaderNames;
import io.helidon.http.HeaderValues;
import io.helidon.http.Headers;
import io.helidon.http.ServerResponseHeaders;
import io.helidon.webserver.ConnectionContext;
import io.helidon.webserver.http1.Http1ConnectionListener;
import java.util.List;

/**
 * Corrects and completes the headers of every answer. It is one class, since Helidon 4.5.0 forwards nothing to one of several
 * listeners.
 */
final class AnswerHeaders implements Http1ConnectionListener {

    /**
     * Keep browsers from taking an answer for another type, from showing it in a frame, and from handing it to a page of
     * another origin as a picture or a script. What {@code fetch} may read is the matter of {@link CrossOrigin}.
     */
    private static final List<Header> PROTECTIVE = List.of(
            HeaderValues.createCached(HeaderNames.create("X-Content-Type-Options"), "nosniff"),
            HeaderValues.createCached(HeaderNames.create("X-Frame-Options"), "DENY"),
            HeaderValues.createCached(HeaderNames.create("Cross-Origin-Resource-Policy"), "same-origin"));

    @Override
    public void headers(ConnectionContext context, Headers headers) {
        if (headers instanceof ServerResponseHeaders sent) {
            removeLengthOfNothing(sent);
            protect(sent);
        }
    }

    /**
     * Takes {@code Content-Length: 0} from answers that can have no content. Helidon always sets it there, but a 204 must not
     * have it, and in a 304 it would say that the representation is empty (RFC 9110, 8.6). They are the ones without a type. The same goes for
     * the answer to a HEAD of a stream.
     */
    private static void removeLengthOfNothing(ServerResponseHeaders sent) {
        boolean nothing = sent.contains(HeaderValues.CONTENT_LENGTH_ZERO) && !sent.contains(HeaderNames.CONTENT_TYPE);
        if (nothing || sent.contains(Responses.UNKNOWN_LENGTH)) {
            sent.remove(HeaderNames.CONTENT_LENGTH);
        }
    }

    /** Adds what every answer has, to one that Helidon writes without asking its listeners first. */
    static void protect(ServerResponseHeaders headers) {
        PROTECTIVE.forEach(headers::set);
    }
}
