package com.grow.outreach.domain.contact;

import java.util.Set;

/**
 * The host names that many companies share.
 *
 * @param entries see {@link ContactStandards#sharedHosts}
 */
record SharedHosts(Set<String> entries) {

    SharedHosts {
        entries = Set.copyOf(entries);
    }

    /**
     * Returns whether many companies share a host.
     *
     * @param host the host name in lower case
     * @param withPath whether it comes from a URL with a path
     */
    boolean contain(String host, boolean withPath) {
        return containEntry(host, "") || withPath && containEntry(host, "/");
    }

    private boolean containEntry(String host, String suffix) {
        if (entries.contains(host + suffix)) {
            return true;
        }
        for (int start = 0; ; ) {
            if (entries.contains("." + host.substring(start) + suffix)) {
                return true;
            }
            int dot = host.indexOf('.', start);
            if (dot < 0) {
                return false;
            }
            start = dot + 1;
        }
    }
}
