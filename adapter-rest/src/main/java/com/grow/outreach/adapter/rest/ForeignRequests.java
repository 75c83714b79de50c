package com.grow.outreach.adapter.rest;

import static java.util.stream.Collectors.joining;

import com.grow.outreach.adapter.rest.problem.Problem;
import com.grow.outreach.adapter.rest.problem.ProblemException;
import com.grow.outreach.adapter.rest.problem.Words;
import io.helidon.http.HeaderName;
import io.helidon.http.HeaderNames;
import io.helidon.http.Method;
import io.helidon.http.Status;
import io.helidon.webserver.http.Filter;
import io.helidon.webserver.http.FilterChain;
import io.helidon.webserver.http.RoutingRequest;
import io.helidon.webserver.http.RoutingResponse;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A filter that rejects requests which a browser sends on behalf of another site. It rejects requests for a host that
 * is not this server's (DNS rebinding) and writes from pages of another site (CSRF).
 */
final class ForeignRequests implements Filter {

    private static final Logger LOG = System.getLogger(ForeignRequests.class.getName());

    private static final HeaderName SEC_FETCH_SITE = HeaderNames.create("Sec-Fetch-Site");
    private static final Set<String> OWN_SITE = Set.of("same-origin", "none");
    private static final Set<Method> SAFE = Set.of(Method.GET, Method.HEAD, Method.OPTIONS);
    private static final Pattern AUTHORITY_OF_TARGET = Pattern.compile("(?i)https?://(?<authority>[^/]*).*");

    private final Set<Authority> publicHosts;
    private final Set<String> allowedOrigins;
    private final Set<String> names;
    private final boolean everyInterface;

    /**
     * Creates a filter for a server.
     *
     * @throws IllegalStateException if the host to listen on can't be resolved
     */
    ForeignRequests(RestSettings settings) {
        publicHosts = settings.publicHosts();
        allowedOrigins = settings.corsOrigins().stream().map(Origin::value).collect(Collectors.toUnmodifiableSet());
        names = Stream.concat(publicHosts.stream(), Authority.parse(settings.host()).stream())
                .map(Authority::host)
                .collect(Collectors.toUnmodifiableSet());
        try {
            everyInterface = InetAddress.getByName(settings.host()).isAnyLocalAddress();
        } catch (UnknownHostException e) {
            throw new IllegalStateException("The host %s is not known".formatted(settings.host()), e);
        }
    }

    @Override
    public void filter(FilterChain chain, RoutingRequest request, RoutingResponse response) {
        var host = host(request);
        if (host.isPresent()) {
            var authority = Authority.parse(host.get());
            if (authority.filter(asked -> isOurs(asked, request)).isEmpty()) {
                throw refusal(
                        Status.MISDIRECTED_REQUEST_421,
                        "This server does not accept the host %s. Use localhost or one of its IP addresses, or start the"
                                + " server with --public-host and this name.",
                        Words.quote(host.get()));
            }
            requireOwnSite(request, authority);
        } else {
            requireOwnSite(request, Optional.empty());
        }
        chain.proceed();
    }

    /**
     * Returns the authority that the request is for. The authority of a target in absolute form overrides the {@code
     * Host} header (RFC 9112, 3.2.2). Returns empty if an HTTP/1.0 request has neither.
     */
    private static Optional<String> host(RoutingRequest request) {
        var target = AUTHORITY_OF_TARGET.matcher(request.prologue().uriPath().rawPath());
        if (target.matches()) {
            return Optional.of(target.group("authority"));
        }
        var hosts = values(request, HeaderNames.HOST);
        if (hosts.size() > 1) {
            throw new ProblemException(
                    Problem.invalid("Host", "is given %d times; give it once".formatted(hosts.size())));
        }
        return hosts.stream().findFirst();
    }

    /**
     * Returns whether the authority belongs to this server. Ignores the port, because a forwarded port differs from the
     * listening port and a rebound page is recognized by its host name alone.
     */
    private boolean isOurs(Authority authority, RoutingRequest request) {
        var host = authority.host();
        return host.equals("localhost")
                || host.endsWith(".localhost")
                || names.contains(host)
                || authority
                        .address()
                        .filter(address -> listensOn(address, request))
                        .isPresent();
    }

    private boolean listensOn(InetAddress address, RoutingRequest request) {
        return address.isLoopbackAddress()
                || request.localPeer().address() instanceof InetSocketAddress local
                        && address.equals(local.getAddress())
                || everyInterface && isOfThisMachine(address);
    }

    private static boolean isOfThisMachine(InetAddress address) {
        try {
            return NetworkInterface.getByInetAddress(address) != null;
        } catch (SocketException e) {
            LOG.log(Level.DEBUG, "The network interfaces can't be read", e);
            return false;
        }
    }

    /**
     * Rejects a write from another site. Browsers send {@code Sec-Fetch-Site}, and older browsers send only {@code
     * Origin}.
     */
    private void requireOwnSite(RoutingRequest request, Optional<Authority> host) {
        if (SAFE.contains(request.prologue().method())) {
            return;
        }
        var origins = values(request, HeaderNames.ORIGIN);
        var sites = values(request, SEC_FETCH_SITE);
        if (origins.size() == 1 && allowedOrigins.contains(origins.getFirst())) {
            return;
        }
        boolean ownOrigin = origins.isEmpty() || origins.size() == 1 && isOurs(origins.getFirst(), host);
        boolean ownSite = sites.isEmpty() || sites.size() == 1 && OWN_SITE.contains(sites.getFirst());
        if (!ownOrigin || !ownSite) {
            throw refusal(
                    Status.FORBIDDEN_403,
                    "The headers of this request name another site: %s. Only pages of this server can change data."
                            + " To allow pages of another origin, start the server with --cors-origin and that"
                            + " origin.",
                    said(HeaderNames.ORIGIN, origins)
                            + (origins.isEmpty() || sites.isEmpty() ? "" : ", ")
                            + said(SEC_FETCH_SITE, sites));
        }
    }

    /**
     * Returns whether the origin belongs to this server. Behind a proxy that changes {@code Host}, the pages of this
     * server have the origin of a public host.
     */
    private boolean isOurs(String origin, Optional<Authority> host) {
        return host.filter(authority -> authority.serves(origin)).isPresent()
                || publicHosts.stream().anyMatch(authority -> authority.serves(origin));
    }

    private static String said(HeaderName name, List<String> values) {
        return values.stream()
                .map(value -> name.defaultCase() + " " + Words.quote(value))
                .collect(joining(", "));
    }

    private static List<String> values(RoutingRequest request, HeaderName name) {
        return request.headers().contains(name) ? request.headers().get(name).allValues() : List.of();
    }

    private static ProblemException refusal(Status status, String detail, String given) {
        LOG.log(Level.DEBUG, () -> "Refused with %d: %s".formatted(status.code(), given));
        return new ProblemException(new Problem(status, detail.formatted(given)));
    }
}
