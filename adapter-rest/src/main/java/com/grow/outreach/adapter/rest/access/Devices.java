package com.grow.outreach.adapter.rest.access;

import com.grow.outreach.adapter.rest.request.Client;
import com.grow.outreach.domain.access.Device;
import io.helidon.http.HeaderNames;
import io.helidon.webserver.http.ServerRequest;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;

/** The clients of requests. */
public final class Devices {

    /** The bytes of an IPv6 address that one customer of a provider shares. */
    private static final int NETWORK_BYTES = 8;

    private Devices() {}

    /** Returns the client of a request. */
    public static Device of(ServerRequest request) {
        var agent = request.headers().contains(HeaderNames.USER_AGENT)
                ? request.headers().get(HeaderNames.USER_AGENT).allValues().getFirst()
                : null;
        var address = Client.of(request).address();
        return new Device(withoutZone(address), network(address), agent);
    }

    static String network(InetAddress address) {
        if (!(address instanceof Inet6Address)) {
            return address.getHostAddress();
        }
        try {
            var bytes = Arrays.copyOf(Arrays.copyOf(address.getAddress(), NETWORK_BYTES), address.getAddress().length);
            return InetAddress.getByAddress(bytes).getHostAddress() + "/64";
        } catch (UnknownHostException e) {
            throw new IllegalStateException("the length of the address is right", e);
        }
    }

    private static String withoutZone(InetAddress address) {
        return address.getHostAddress().split("%", 2)[0];
    }
}
