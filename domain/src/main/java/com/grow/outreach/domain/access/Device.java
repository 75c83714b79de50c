package com.grow.outreach.domain.access;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The client that signs in.
 *
 * @param address the IP address
 * @param network the network whose failed sign-ins count together: the IPv4 address, or the first 64 bits of the IPv6
 *     address
 * @param agent the header {@code User-Agent}, or null if there is none
 */
public record Device(
        String address, String network, @Nullable String agent) {

    private static final int MAX_AGENT = 255;

    public Device {
        Objects.requireNonNull(address, "address");
        Objects.requireNonNull(network, "network");
        agent = agent == null || agent.length() <= MAX_AGENT ? agent : agent.substring(0, MAX_AGENT);
    }
}
