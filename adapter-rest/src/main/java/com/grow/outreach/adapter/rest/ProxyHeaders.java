package com.grow.outreach.adapter.rest;

import com.grow.outreach.adapter.rest.connection.Network;
import com.grow.outreach.adapter.rest.request.Client;
import io.helidon.http.HeaderName;
import io.helidon.http.HeaderNames;
import io.helidon.webserver.http.Filter;
import io.helidon.webserver.http.FilterChain;
import io.helidon.webserver.http.RoutingRequest;
import io.helidon.webserver.http.RoutingResponse;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * A filter that finds the client of each request that a trusted proxy forwards, from {@code X-Forwarded-For} and {@code
 * X-Forwarded-Proto} or from {@code Forwarded} (RFC 7239). It ignores these headers from all others. {@code
 * X-Forwarded-Host} is never used, because pages of other sites can send it; {@link ForeignRequests} knows the public hosts.
 *
 * @param trusted the addresses of the proxies
 */
record ProxyHeaders(Set<Network> trusted) implements Filter {

    /**
     * What a proxy says about the request that it received.
     *
     * @param node the sender of the request
     * @param secure whether the request came over TLS
     */
    private record Hop(String node, boolean secure) {}

    @Override
    public void filter(FilterChain chain, RoutingRequest request, RoutingResponse response) {
        var peer = Client.peerOf(request);
        if (isTrusted(peer.address())) {
            var client = client(peer, xForwarded(request), forwarded(request));
            client.attachTo(request);
            if (client.secure() && !peer.secure()) {
                response.header(AnswerHeaders.HTTPS_ONLY);
            }
        }
        chain.proceed();
    }

    private boolean isTrusted(InetAddress address) {
        return trusted.stream().anyMatch(network -> network.contains(address));
    }

    /**
     * Returns the client of a request. A proxy that writes only one kind of headers passes on the other kind as its
     * client sends it. If they contradict each other, the proxy counts as the client.
     */
    private Client client(Client peer, List<Hop> xForwarded, List<Hop> forwarded) {
        var client = follow(peer, xForwarded.isEmpty() ? forwarded : xForwarded);
        boolean contradiction = !xForwarded.isEmpty()
                && !forwarded.isEmpty()
                && !follow(peer, forwarded).equals(client);
        return contradiction ? peer : client;
    }

    /** Follows the hops back to the first one that is not a trusted proxy. Its predecessors can be made up. */
    private Client follow(Client peer, List<Hop> hops) {
        var client = peer;
        for (var hop : hops.reversed()) {
            var sender = address(hop.node());
            client = new Client(sender.orElse(client.address()), hop.secure());
            if (sender.isEmpty() || !isTrusted(client.address())) {
                break;
            }
        }
        return client;
    }

    private static List<Hop> xForwarded(RoutingRequest request) {
        boolean secure = elements(request, HeaderNames.X_FORWARDED_PROTO)
                .findFirst()
                .orElse("")
                .equalsIgnoreCase("https");
        var hops = elements(request, HeaderNames.X_FORWARDED_FOR)
                .map(node -> new Hop(node, secure))
                .toList();
        return hops.isEmpty() && secure ? List.of(new Hop("", true)) : hops;
    }

    private static List<Hop> forwarded(RoutingRequest request) {
        var hops = new ArrayList<Hop>();
        elements(request, HeaderNames.FORWARDED).forEach(element -> {
            var node = "";
            boolean secure = false;
            for (var pair : element.split(";")) {
                var parts = pair.strip().split("=", 2);
                var value = parts.length < 2 ? "" : parts[1].replace("\"", "");
                if (parts[0].equalsIgnoreCase("for")) {
                    node = value;
                } else if (parts[0].equalsIgnoreCase("proto")) {
                    secure = value.equalsIgnoreCase("https");
                }
            }
            hops.add(new Hop(node, secure));
        });
        return hops;
    }

    /** Returns the elements of a header that is a list. No valid address has a comma. */
    private static Stream<String> elements(RoutingRequest request, HeaderName name) {
        return request.headers().contains(name)
                ? request.headers().get(name).allValues().stream()
                        .flatMap(line -> Stream.of(line.split(",")))
                        .map(String::strip)
                : Stream.empty();
    }

    /** Returns the address of a node, which can have a port. IPv6 addresses in X-Forwarded-For have no brackets. */
    private static Optional<InetAddress> address(String node) {
        boolean plainIpv6 = node.indexOf(':') != node.lastIndexOf(':') && !node.startsWith("[");
        return Authority.parse(plainIpv6 ? "[" + node + "]" : node).flatMap(Authority::address);
    }
}
