package com.grow.outreach.application.service.event;

import com.grow.outreach.application.port.in.event.EventIds;
import com.grow.outreach.application.port.in.event.FollowEvents;
import com.grow.outreach.application.port.out.EventSeal;
import com.grow.outreach.application.port.out.FeedExtent;
import com.grow.outreach.application.port.out.StorageUnavailableException;
import com.grow.outreach.application.port.out.Transactions;
import com.grow.outreach.domain.Event;
import com.grow.outreach.domain.EventPosition;
import com.grow.outreach.domain.ImportId;
import com.grow.outreach.domain.access.Caller;
import com.grow.outreach.domain.access.Permission;
import com.grow.outreach.domain.access.Scope;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;

/**
 * The event feed. It polls the storage for new events once for all clients and keeps the latest events in memory. It
 * has no state for each client: slow clients read older events from the storage. Several processes can use one storage.
 */
public final class EventFeed implements FollowEvents, AutoCloseable {

    private static final Logger LOG = System.getLogger(EventFeed.class.getName());
    private static final Duration INTERVAL = Duration.ofMillis(100);
    private static final Duration LAST_POLL = Duration.ofSeconds(10);

    /** The maximum number of events that one call returns or reads. */
    static final int PAGE = 500;

    /** The number of latest events in memory. */
    static final int IN_MEMORY = 4 * PAGE;

    private final Transactions transactions;
    private final LongSupplier nanos;
    private final EventSeal seal;
    private final ScheduledExecutorService schedule;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();

    /** The latest events without gaps. The last of them has the position {@link #head}. */
    private final List<Event> latest = new ArrayList<>();

    private volatile EventPosition head;

    /** The extent of the feed, as of the last poll. */
    private volatile FeedExtent extent;

    /** The number of times that the storage had another history, which discarded the latest events. */
    private long rewinds;

    private boolean closed;
    private boolean failing;

    EventFeed(Transactions transactions, LongSupplier nanos) {
        this.transactions = transactions;
        this.nanos = nanos;
        this.seal = transactions.read(stored -> stored.events().seal());
        this.extent = extent();
        this.head = extent.last();
        this.schedule = Executors.newSingleThreadScheduledExecutor(work -> {
            var thread = new Thread(work, "event-feed");
            thread.setDaemon(true);
            return thread;
        });
    }

    /**
     * Starts polling for events.
     *
     * @param transactions the storage of the events
     * @param nanos the time in nanoseconds, from any start
     * @throws StorageUnavailableException if the storage can't be reached
     */
    public static EventFeed start(Transactions transactions, LongSupplier nanos) {
        var feed = new EventFeed(transactions, nanos);
        feed.schedule.scheduleWithFixedDelay(feed::pollSafely, 0, INTERVAL.toMillis(), TimeUnit.MILLISECONDS);
        return feed;
    }

    private void pollSafely() {
        try {
            poll();
            failing = false;
        } catch (StorageUnavailableException e) {
            LOG.log(Level.DEBUG, "Polling for events failed; retrying", e);
        } catch (RuntimeException e) {
            // Logged once, not ten times a second.
            LOG.log(failing ? Level.DEBUG : Level.ERROR, "Polling for events failed", e);
            failing = true;
        }
    }

    /** Reads the events since the last poll. */
    void poll() {
        transactions.write(stored -> stored.events().sequence());
        var seen = extent();
        if (!seen.has(head) || !seen.gaps().equals(extent.gaps())) {
            rewind(seen);
        }
        extent = seen;
        List<Event> found;
        do {
            found = page(head);
            append(found);
        } while (found.size() == PAGE);
    }

    /** Continues in another history of the storage, or after a gap in the same one. */
    private void rewind(FeedExtent seen) {
        lock.lock();
        try {
            latest.clear();
            head = seen.has(head) ? seen.beyondGap(head) : seen.last();
            rewinds++;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    private void append(List<Event> found) {
        if (found.isEmpty()) {
            return;
        }
        lock.lock();
        try {
            for (var event : found) {
                if (!event.position().equals(head.next())) {
                    latest.clear();
                }
                latest.add(event);
                head = event.position();
            }
            if (latest.size() > IN_MEMORY) {
                latest.subList(0, latest.size() - IN_MEMORY).clear();
            }
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    @Override
    public EventPosition latest() {
        return extent().last();
    }

    @Override
    public Next next(EventPosition after, Duration patience) throws InterruptedException {
        // A client may have read later events from another process, but never later ones than the storage has.
        var known = extent;
        if (after.compareTo(head) > 0 || !known.has(after)) {
            known = extent();
            if (!known.has(after)) {
                return new Next.Missed(known.last());
            }
        }
        var inMemory = awaitInMemory(known.beyondGap(after), patience);
        return inMemory.isPresent() ? inMemory.get() : stored(after);
    }

    /** Returns the next events from the storage. */
    private Next stored(EventPosition after) {
        var known = extent();
        var start = known.beyondGap(after);
        var stored = page(start);
        boolean follows = stored.isEmpty() ? start.equals(known.last()) : isNext(stored, start);
        return known.has(after) && follows ? events(stored, start) : new Next.Missed(known.last());
    }

    /** Returns the next events if they are in memory; empty if they must be read from the storage. */
    private Optional<Next> awaitInMemory(EventPosition after, Duration patience) throws InterruptedException {
        lock.lock();
        try {
            long nanos = patience.toNanos();
            long before = rewinds;
            while (!closed && rewinds == before && after.compareTo(head) >= 0 && nanos > 0) {
                nanos = changed.awaitNanos(nanos);
            }
            if (closed) {
                return Optional.of(new Next.Ended());
            }
            if (rewinds != before) {
                return Optional.empty();
            }
            if (after.compareTo(head) >= 0) {
                return Optional.of(events(List.of(), after));
            }
            long behind = head.value() - after.value();
            if (behind > latest.size()) {
                return Optional.empty();
            }
            int from = latest.size() - (int) behind;
            return Optional.of(events(latest.subList(from, Math.min(latest.size(), from + PAGE)), after));
        } finally {
            lock.unlock();
        }
    }

    private static Next events(List<Event> events, EventPosition after) {
        return new Next.Events(
                events, events.isEmpty() ? after : events.get(events.size() - 1).position());
    }

    @Override
    public EventIds ids() {
        return new PlainEventIds(seal);
    }

    @Override
    public FollowEvents within(Caller caller) {
        if (caller.scope() != Scope.EVERYTHING) {
            var visible = new EventsInScope(transactions.within(caller));
            return new VisibleEvents(this, visible, new SealedEventIds(seal), nanos);
        }
        return caller.may(Permission.WORK) ? this : new VisibleEvents(this, EventFeed::withoutImports, ids(), nanos);
    }

    /** Returns the events for a caller who may not read imports. */
    private static List<Event> withoutImports(List<Event> events) {
        return events.stream()
                .filter(event -> !(event.recordId() instanceof ImportId))
                .toList();
    }

    private List<Event> page(EventPosition after) {
        return transactions.read(stored -> stored.events().after(after, PAGE));
    }

    private FeedExtent extent() {
        return transactions.read(stored -> stored.events().extent());
    }

    private static boolean isNext(List<Event> events, EventPosition after) {
        return !events.isEmpty() && events.get(0).position().equals(after.next());
    }

    /** Stops polling, waits for a running poll and ends the wait of all clients. */
    @Override
    public void close() {
        lock.lock();
        try {
            closed = true;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
        schedule.shutdown();
        try {
            schedule.awaitTermination(LAST_POLL.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
