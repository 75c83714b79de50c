package com.grow.outreach.adapter.rest;

import java.net.InetAddress;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A host with an optional port, as in the {@code Host} header of a request.
 *
 * @param host a name in lower case without a trailing dot, or an IP address without brackets
 * @param port the port; -1 if the text has none
 */
public record Authority(String host, int port) {

    private static final Pattern SYNTAX =
            Pattern.compile("(?:\\[(?<ipv6>[0-9a-f:.]+)\\]|(?<name>[a-z0-9._-]+?)\\.?)(?::(?<port>[0-9]{0,5}))?");

    private static final Pattern ORIGIN = Pattern.compile("http(?<tls>s?)://(?<authority>.+)");
    private static final int HTTP = 80;
    private static final int HTTPS = 443;

    /** Parses a host with an optional port. Returns empty if the text is not valid. */
    public static Optional<Authority> parse(String text) {
        var matcher = SYNTAX.matcher(text.toLowerCase(Locale.ROOT));
        if (!matcher.matches()) {
            return Optional.empty();
        }
        var port = matcher.group("port");
        int number = port == null || port.isEmpty() ? -1 : Integer.parseInt(port);
        var name = matcher.group("name");
        var address = address(name == null ? matcher.group("ipv6") : name).map(InetAddress::getHostAddress);
        return (name == null ? address : Optional.of(address.orElse(name))).map(host -> new Authority(host, number));
    }

    /** Returns the IP address if the host is one, or empty if the host is a name. Does not use DNS. */
    Optional<InetAddress> address() {
        return address(host);
    }

    private static Optional<InetAddress> address(String host) {
        // Most hosts are names. This check avoids the cost of an exception for each request.
        if (host.indexOf(':') < 0 && !Character.isDigit(host.charAt(host.length() - 1))) {
            return Optional.empty();
        }
        try {
            return Optional.of(InetAddress.ofLiteral(host));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /** Returns whether the web origin has this host and port, with HTTP or HTTPS. */
    boolean serves(String origin) {
        var matcher = ORIGIN.matcher(origin);
        if (!matcher.matches()) {
            return false;
        }
        int usual = matcher.group("tls").isEmpty() ? HTTP : HTTPS;
        return parse(matcher.group("authority"))
                .filter(other -> other.host.equals(host) && other.portOr(usual) == portOr(usual))
                .isPresent();
    }

    private int portOr(int usual) {
        return port < 0 ? usual : port;
    }
}
