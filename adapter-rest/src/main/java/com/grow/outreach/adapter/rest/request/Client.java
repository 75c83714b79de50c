package com.grow.outreach.adapter.rest.request;

import com.grow.outreach.adapter.rest.connection.CurrentConnection;
import io.helidon.webserver.http.RoutingRequest;
import io.helidon.webserver.http.ServerRequest;
import java.net.InetAddress;
import java.net.InetSocketAddress;

/**
 * The client of a request. Behind a trusted proxy, it is the proxy's client.
 *
 * @param address the address of the client
 * @param secure whether the client uses TLS
 */
public record Client(InetAddress address, boolean secure) {

    /** Returns the client of a request. */
    public static Client of(ServerRequest request) {
        return request.context().get(Client.class).orElseGet(() -> peerOf(request));
    }

    /** Returns the other end of the connection. */
    public static Client peerOf(ServerRequest request) {
        if (request.remotePeer().address() instanceof InetSocketAddress peer && !peer.isUnresolved()) {
            return new Client(peer.getAddress(), CurrentConnection.isSecure());
        }
        throw new IllegalStateException("The connection has no IP address");
    }

    /** Makes this the client of a request. */
    public void attachTo(RoutingRequest request) {
        request.context().register(this);
    }
}
