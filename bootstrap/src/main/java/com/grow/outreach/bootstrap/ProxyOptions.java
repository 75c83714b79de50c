package com.grow.outreach.bootstrap;

import com.grow.outreach.adapter.rest.connection.Network;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import picocli.CommandLine.Option;

/** The options for reverse proxies. */
final class ProxyOptions {

    @Option(
            names = "--trusted-proxy",
            paramLabel = "CIDR",
            split = ",",
            description = "An address or a network of reverse proxies, for example 10.0.0.0/8, whose X-Forwarded-For,"
                    + " X-Forwarded-Proto and Forwarded headers name the client; may be repeated; or"
                    + " GROW_TRUSTED_PROXIES with commas. Default: none.")
    List<String> proxies = List.of();

    /** Returns the networks of the proxies. */
    Set<Network> networks() throws StartException {
        var networks = new LinkedHashSet<Network>();
        for (var text : proxies) {
            networks.add(Network.parse(text.strip())
                    .orElseThrow(() -> new StartException(
                            "'%s' is not a network; use an IP address and an optional number of bits:".formatted(text)
                                    + " 10.0.0.0/8")));
        }
        return networks;
    }
}
