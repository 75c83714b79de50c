package com.grow.outreach.adapter.webhooks;

import java.math.BigInteger;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.apache.hc.client5.http.DnsResolver;
import org.apache.hc.client5.http.SystemDefaultDnsResolver;

/**
 * A DNS resolver that rejects private addresses. The client connects to the addresses that were checked, so DNS rebinding
 * has no effect.
 */
final class PublicAddresses implements DnsResolver {

    /** Special-purpose IPv4 networks, each with the number of its RFC. */
    private static final List<Network> SPECIAL_IPV4 = Network.all(
            "0.0.0.0/8", // this network, 791
            "10.0.0.0/8", // private, 1918
            "100.64.0.0/10", // shared by customers of a provider, 6598
            "127.0.0.0/8", // loopback, 1122
            "169.254.0.0/16", // link-local, 3927
            "172.16.0.0/12", // private, 1918
            "192.0.0.0/24", // protocol assignments, 6890
            "192.0.2.0/24", // documentation, 5737
            "192.88.99.0/24", // relays of 6to4, 7526
            "192.168.0.0/16", // private, 1918
            "198.18.0.0/15", // benchmarks, 2544
            "198.51.100.0/24", // documentation, 5737
            "203.0.113.0/24", // documentation, 5737
            "224.0.0.0/4", // multicast, 5771
            "240.0.0.0/4"); // reserved, and broadcast, 1112

    /** The range that IANA allocates globally; loopback, private, link-local and multicast addresses are outside. */
    private static final Network GLOBAL_UNICAST = Network.of("2000::/3");

    /** Addresses that embed an IPv4 address, which is checked instead (RFC 6052). */
    private static final Network NAT64 = Network.of("64:ff9b::/96");

    private static final List<Network> SPECIAL_IPV6 = Network.all(
            "2001::/23", // protocol assignments: Teredo, benchmarks, ORCHID, 2928
            "2001:db8::/32", // documentation, 3849
            "2002::/16", // 6to4, 3056
            "3fff::/20"); // documentation, 9637

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

    /** Returns whether an address is public according to IANA's special-purpose address registries. */
    static boolean isPublic(InetAddress address) {
        if (address instanceof Inet4Address) {
            return SPECIAL_IPV4.stream().noneMatch(network -> network.contains(address));
        }
        if (NAT64.contains(address)) {
            return isPublic(translated(address));
        }
        return GLOBAL_UNICAST.contains(address)
                && SPECIAL_IPV6.stream().noneMatch(network -> network.contains(address));
    }

    /** Returns the IPv4 address that a NAT64 address embeds in its last four bytes. */
    private static InetAddress translated(InetAddress address) {
        var bytes = address.getAddress();
        try {
            return InetAddress.getByAddress(Arrays.copyOfRange(bytes, bytes.length - 4, bytes.length));
        } catch (UnknownHostException e) {
            throw new IllegalStateException(e);
        }
    }

    /**
     * A network in CIDR notation.
     *
     * @param length the address length in bits, 32 or 128
     * @param bits the prefix length in bits
     * @param prefix the prefix as a number
     */
    private record Network(int length, int bits, BigInteger prefix) {

        /** Parses CIDR notation, for example {@code 10.0.0.0/8}. */
        static Network of(String text) {
            int slash = text.indexOf('/');
            int bits = Integer.parseInt(text.substring(slash + 1));
            var first = InetAddress.ofLiteral(text.substring(0, slash)).getAddress();
            int length = first.length * Byte.SIZE;
            return new Network(length, bits, new BigInteger(1, first).shiftRight(length - bits));
        }

        private static List<Network> all(String... texts) {
            return Stream.of(texts).map(Network::of).toList();
        }

        boolean contains(InetAddress address) {
            var bytes = address.getAddress();
            return bytes.length * Byte.SIZE == length
                    && new BigInteger(1, bytes).shiftRight(length - bits).equals(prefix);
        }
    }
}
