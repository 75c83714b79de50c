package com.grow.outreach.adapter.rest.connection;

import java.net.InetAddress;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A range of IP addresses that have the same first bits (RFC 4632).
 *
 * @param address an address of the range
 * @param bits the number of bits that all addresses of the range share
 */
public record Network(InetAddress address, int bits) {

    private static final Pattern SYNTAX = Pattern.compile("(?<address>[0-9A-Fa-f:.]+)(?:/(?<bits>[0-9]{1,3}))?");

    /** Parses an address with an optional number of bits, like {@code 10.0.0.0/8}. Returns empty if it is not valid. */
    public static Optional<Network> parse(String text) {
        var matcher = SYNTAX.matcher(text);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        try {
            var address = InetAddress.ofLiteral(matcher.group("address"));
            int all = address.getAddress().length * Byte.SIZE;
            var given = matcher.group("bits");
            int bits = given == null ? all : Integer.parseInt(given);
            return bits > all ? Optional.empty() : Optional.of(new Network(address, bits));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /** Returns whether the range includes an address. */
    public boolean contains(InetAddress other) {
        var ours = address.getAddress();
        var theirs = other.getAddress();
        if (ours.length != theirs.length) {
            return false;
        }
        int whole = bits / Byte.SIZE;
        for (int i = 0; i < whole; i++) {
            if (ours[i] != theirs[i]) {
                return false;
            }
        }
        int rest = bits % Byte.SIZE;
        return rest == 0 || (ours[whole] ^ theirs[whole]) >> (Byte.SIZE - rest) == 0;
    }
}
