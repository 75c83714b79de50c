package com.grow.outreach.application.service.access;

import com.grow.outreach.application.port.out.Transactions;
import com.grow.outreach.domain.Id;
import com.grow.outreach.domain.access.AuditEntry;
import com.grow.outreach.domain.access.AuditEntry.Author;
import com.grow.outreach.domain.access.AuditFields;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The audit entries of refusals that anybody can cause. The first refusal of a network has an entry, and those of the next
 * minute have one together, with their number. So a flood can't fill the log.
 */
public final class Refusals {

    /** The time for which refusals of a network are counted. */
    private static final Duration INTERVAL = Duration.ofMinutes(1);

    /** The number of networks beyond which the refusals of others have one entry together. */
    static final int MAX_NETWORKS = 50;

    private static final String OTHERS = "others";

    private final Transactions transactions;
    private final InstantSource clock;
    private final Executor later;

    /** The number of refusals since the last entry. */
    private final ConcurrentMap<Kind, Integer> counted = new ConcurrentHashMap<>();

    /** Refusals that have one entry. */
    private record Kind(
            String action, String network, @Nullable Id subject) {}

    /**
     * Creates the entries.
     *
     * @param later runs a task after the {@link #INTERVAL}
     */
    Refusals(Transactions transactions, InstantSource clock, Executor later) {
        this.transactions = transactions;
        this.clock = clock;
        this.later = later;
    }

    /**
     * Creates the entries of this process.
     *
     * @param transactions the whole storage
     * @param clock the time of the entries
     */
    public static Refusals over(Transactions transactions, InstantSource clock) {
        return new Refusals(
                transactions, clock, CompletableFuture.delayedExecutor(INTERVAL.toSeconds(), TimeUnit.SECONDS));
    }

    /**
     * Records a refusal.
     *
     * @param network the network of the client, see {@link com.grow.outreach.domain.access.Device}
     * @param subject the record that the refusal is about, or null for none
     * @param author the request
     */
    void add(String action, String network, @Nullable Id subject, Author author) {
        var own = new Kind(action, network, subject);
        var kind = counted.size() < MAX_NETWORKS || counted.containsKey(own) ? own : new Kind(action, OTHERS, null);
        while (counted.computeIfPresent(kind, (same, count) -> count + 1) == null) {
            if (counted.putIfAbsent(kind, 0) == null) {
                later.execute(() -> recordCounted(kind));
                record(kind, 1, author);
                return;
            }
        }
    }

    private void recordCounted(Kind kind) {
        if (counted.remove(kind, 0)) {
            return;
        }
        var count = counted.replace(kind, 0);
        later.execute(() -> recordCounted(kind));
        if (count != null) {
            record(kind, count, new Author(null, null, null));
        }
    }

    private void record(Kind kind, int count, Author author) {
        transactions.<Boolean>write(stored -> {
            stored.audit()
                    .record(AuditEntry.of(clock.instant(), author, kind.action(), kind.subject())
                            .changing(
                                    AuditFields.NONE,
                                    AuditFields.NONE
                                            .with("network", kind.network())
                                            .with("count", count)));
            return true;
        });
    }
}
