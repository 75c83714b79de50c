package com.grow.outreach.adapter.rest.connection;

import io.helidon.common.context.Context;
import io.helidon.http.Headers;
import io.helidon.http.ServerResponseHeaders;
import io.helidon.http.encoding.ContentEncodingContext;
import io.helidon.http.media.MediaContext;
import io.helidon.webserver.ConnectionContext;
import io.helidon.webserver.ListenerConfig;
import io.helidon.webserver.ListenerContext;
import io.helidon.webserver.Router;
import io.helidon.webserver.http.DirectHandlers;
import io.helidon.webserver.http1.Http1Config;
import io.helidon.webserver.http1.Http1ConnectionListener;
import io.helidon.webserver.http1.Http1ConnectionSelector;
import java.util.concurrent.ExecutorService;
import org.jspecify.annotations.Nullable;

/**
 * The components that Helidon needs to handle requests.
 *
 * @param router routes the requests
 * @param http the settings of the HTTP parser
 * @param responses sees the headers of every response before they are sent
 * @param problems creates the responses to requests that can't be parsed
 * @param config the settings of the connections
 * @param refusal the response to clients beyond the limits
 * @param tls the settings of TLS, or null without TLS
 */
@SuppressWarnings("ArrayRecordComponent")
public record HttpProtocol(
        Router router,
        Http1Config.Builder http,
        Http1ConnectionListener responses,
        DirectHandlers problems,
        ListenerConfig config,
        byte[] refusal,
        @Nullable Tls tls) {

    /**
     * The settings of TLS.
     *
     * @param certificate the certificate and its private key
     * @param plainRefusal the response to clients that do not use TLS
     */
    public record Tls(TlsCertificate certificate, byte[] plainRefusal) {}

    /** Returns Helidon's factory of HTTP connections. */
    Http1ConnectionSelector selector() {
        return Http1ConnectionSelector.builder()
                .config(http.addReceiveListener(new RequestHeaders())
                        .addSendListener(new ResponseHeaders(responses))
                        .build())
                .build();
    }

    /** Returns Helidon's view of the listener. */
    ListenerContext context(ExecutorService threads) {
        return new HelidonContext(
                Context.create(), MediaContext.create(), ContentEncodingContext.create(), problems, config, threads);
    }

    private record HelidonContext(
            Context context,
            MediaContext mediaContext,
            ContentEncodingContext contentEncodingContext,
            DirectHandlers directHandlers,
            ListenerConfig config,
            ExecutorService executor)
            implements ListenerContext {}

    /** A listener that notifies a connection of its requests. */
    private static final class RequestHeaders implements Http1ConnectionListener {

        @Override
        public void headers(ConnectionContext connection, Headers headers) {
            ((Connection) connection).requested(headers);
        }
    }

    /**
     * A listener that notifies a connection of its responses.
     *
     * @param first the listener to call first, because Helidon calls none if there are two
     */
    private record ResponseHeaders(Http1ConnectionListener first) implements Http1ConnectionListener {

        @Override
        public void headers(ConnectionContext connection, Headers headers) {
            first.headers(connection, headers);
            if (headers instanceof ServerResponseHeaders sent) {
                ((Connection) connection).responding(sent);
            }
        }
    }
}
