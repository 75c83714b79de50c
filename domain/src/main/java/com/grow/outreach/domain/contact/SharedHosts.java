package com.grow.outreach.domain.contact;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;

/** The host names that many companies share, from the file {@code shared-hosts.txt}. */
final class SharedHosts {

    private static final Set<String> ENTRIES = entries();

    private SharedHosts() {}

    /**
     * Returns whether many companies share a host.
     *
     * @param host the host name in lower case
     * @param withPath whether it comes from a URL with a path
     */
    static boolean contain(String host, boolean withPath) {
        return containEntry(host, "") || withPath && containEntry(host, "/");
    }

    private static boolean containEntry(String host, String suffix) {
        if (ENTRIES.contains(host + suffix)) {
            return true;
        }
        for (int start = 0; ; ) {
            if (ENTRIES.contains("." + host.substring(start) + suffix)) {
                return true;
            }
            int dot = host.indexOf('.', start);
            if (dot < 0) {
                return false;
            }
            start = dot + 1;
        }
    }

    private static Set<String> entries() {
        var file = Objects.requireNonNull(SharedHosts.class.getResourceAsStream("shared-hosts.txt"));
        try (var lines = new BufferedReader(new InputStreamReader(file, StandardCharsets.UTF_8))) {
            return lines.lines()
                    .filter(line -> !line.isEmpty() && !line.startsWith("#"))
                    .collect(Collectors.toUnmodifiableSet());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
