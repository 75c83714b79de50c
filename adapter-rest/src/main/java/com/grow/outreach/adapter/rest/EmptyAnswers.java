package com.grow.outreach.adapter.rest;

import io.helidon.http.HeaderNames;
import io.helidon.http.HeaderValues;
import io.helidon.http.Headers;
import io.helidon.http.ServerResponseHeaders;
import io.helidon.webserver.ConnectionContext;
import io.helidon.webserver.http1.Http1ConnectionListener;

/**
 * Takes {@code Content-Length: 0} from answers that can have no content. Helidon always sets it there, but a 204 must not
 * have it, and in a 304 it would say that the representation is empty (RFC 9110, 8.6). They are the ones without a type.
 */
final class EmptyAnswers implements Http1ConnectionListener {

    @Override
    public void headers(ConnectionContext context, Headers headers) {
        if (headers instanceof ServerResponseHeaders sent
                && sent.contains(HeaderValues.CONTENT_LENGTH_ZERO)
                && !sent.contains(HeaderNames.CONTENT_TYPE)) {
            sent.remove(HeaderNames.CONTENT_LENGTH);
        }
    }
}
