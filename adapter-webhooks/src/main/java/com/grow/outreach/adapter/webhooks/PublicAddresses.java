package com.grow.outreach.adapter.webhooks;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import org.apache.hc.client5.http.DnsResolver;
import org.apache.hc.client5.http.SystemDefaultDnsResolver;

/**
 * Resolves names to addresses of the public internet alone. It is asked right when a connection is made, so a name can't
 * mean one address when it is checked and another when it is used.
 */
final class PublicAddresses implements DnsResolver {

    @Override
    public InetAddress[] resolve(String host) throws UnknownHostException {
        var addresses = SystemDefaultDnsResolver.INSTANCE.resolve(host);
        for (var address : addresses) {
            if (!isPublic(address)) {
                throw new UnknownHostException("%s is the address of a private network".formatted(host));
            }
        }
        return addresses;
    }

    @Override
    public String resolveCanonicalHostname(String host) throws UnknownHostException {
        return SystemDefaultDnsResolver.INSTANCE.resolveCanonicalHostname(host);
    }

    /** Whether anybody on the internet may have that address (IANA's registries of special-purpose addresses). */
    static boolean isPublic(InetAddress address) {
        if (address.isAnyLocalAddress()
                || address.isLoopbackAddress()
                || address.isLinkLocalAddress()
                || address.isSiteLocalAddress()
                || address.isMulticastAddress()) {
            return false;
        }
        var bytes = address.getAddress();
        int first = bytes[0] & 0xFF;
        int second = bytes[1] & 0xFF;
        if (address instanceof Inet4Address) {
            boolean shared = first == 100 && second >= 64 && second < 128;
            boolean protocols = first == 192 && second == 0 && bytes[2] == 0;
            boolean benchmarks = first == 198 && (second == 18 || second == 19);
            return first != 0 && first < 240 && !shared && !protocols && !benchmarks;
        }
        boolean uniqueLocal = (first & 0xFE) == 0xFC;
        return !uniqueLocal && !leadsToIpv4(bytes);
    }

    /** Whether it is of those that are translated to addresses of IPv4, which may be private: NAT64, 6to4 and Teredo. */
    private static boolean leadsToIpv4(byte[] bytes) {
        boolean nat64 = Arrays.equals(bytes, 0, 4, new byte[] {0, 0x64, (byte) 0xFF, (byte) 0x9B}, 0, 4);
        boolean sixToFour = bytes[0] == 0x20 && bytes[1] == 0x02;
        boolean teredo = bytes[0] == 0x20 && bytes[1] == 0x01 && bytes[2] == 0 && bytes[3] == 0;
        boolean compatible = Arrays.equals(bytes, 0, 12, new byte[12], 0, 12);
        return nat64 || sixToFour || teredo || compatible;
    }
}
