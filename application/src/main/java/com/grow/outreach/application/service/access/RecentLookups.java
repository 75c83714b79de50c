package com.grow.outreach.application.service.access;

import com.grow.outreach.application.port.out.access.AccessChanges;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/**
 * The recently found accounts of callers, by their credentials. They stay known until an account, team, token or session
 * changes, but not for long, because somebody may change them in the database directly.
 *
 * @param <K> the credentials
 * @param <V> what the storage has for them
 */
final class RecentLookups<K, V> {

    private static final Duration LIFETIME = Duration.ofSeconds(30);

    private static final int MAX_SIZE = 10_000;

    private final AccessChanges changes;
    private final InstantSource clock;
    private final ConcurrentHashMap<K, Known<V>> known = new ConcurrentHashMap<>();

    RecentLookups(AccessChanges changes, InstantSource clock) {
        this.changes = changes;
        this.clock = clock;
    }

    private record Known<V>(V value, long version, Instant until) {}

    /**
     * Returns what is known for a credential.
     *
     * @param lookup reads it from the storage if it is not known
     */
    Optional<V> find(K credential, Supplier<Optional<V>> lookup) {
        // The version is older than the lookup, so that a change during the lookup makes its result outdated.
        var version = changes.version();
        if (version.isEmpty()) {
            return lookup.get();
        }
        var now = clock.instant();
        var recent = known.get(credential);
        if (recent != null && recent.version() == version.getAsLong() && now.isBefore(recent.until())) {
            return Optional.of(recent.value());
        }
        var found = lookup.get();
        if (found.isPresent()) {
            if (known.size() >= MAX_SIZE) {
                known.clear();
            }
            known.put(credential, new Known<>(found.get(), version.getAsLong(), now.plus(LIFETIME)));
        } else {
            known.remove(credential);
        }
        return found;
    }

    /** Makes the next request with a credential read the storage. */
    void forget(K credential) {
        known.remove(credential);
    }
}
