package com.grow.outreach.application.service.event;

import com.grow.outreach.application.port.in.event.FollowEvents;
import com.grow.outreach.application.port.out.FeedExtent;
import com.grow.outreach.application.port.out.StorageUnavailableException;
import com.grow.outreach.application.port.out.Transactions;
import com.grow.outreach.domain.EventPosition;
import com.grow.outreach.domain.OutreachEvent;
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

/**
 * Looks for new events, once for all who follow, and keeps the latest at hand. Nothing is kept for each follower: who is
 * slow finds what it has not seen in the storage. Any number of processes may do so on one storage.
 */
public final class EventFeed implements FollowEvents, AutoCloseable {

    private static final Logger LOG = System.getLogger(EventFeed.class.getName());
    private static final Duration INTERVAL = Duration.ofMillis(100);
    private static final Duration LAST_LOOK = Duration.ofSeconds(10);

    /** How many events are given or read at a time. */
    static final int PAGE = 500;

    /** How many of the latest events are at hand. */
    static final int AT_HAND = 4 * PAGE;

    private final Transactions transactions;
    private final ScheduledExecutorService schedule;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();

    /** The latest events, without a gap; the last of them is at the head. */
    private final List<OutreachEvent> latest = new ArrayList<>();

    private volatile EventPosition head;

    /** What is there, as of the last look. */
    private volatile FeedExtent extent;

    /** How often the latest events had to be forgotten, since the storage has another history. */
    private long rewinds;

    private boolean closed;
    private boolean failing;

    EventFeed(Transactions transactions) {
        this.transactions = transactions;
        this.extent = extent();
        this.head = extent.last();
        this.schedule = Executors.newSingleThreadScheduledExecutor(work -> {
            var thread = new Thread(work, "event-feed");
            thread.setDaemon(true);
            return thread;
        });
    }

    /**
     * Begins to look for events.
     *
     * @param transactions where they are stored
     * @throws StorageUnavailableException if the storage can't be reached
     */
    public static EventFeed start(Transactions transactions) {
        var feed = new EventFeed(transactions);
        feed.schedule.scheduleWithFixedDelay(feed::lookOrLeaveIt, 0, INTERVAL.toMillis(), TimeUnit.MILLISECONDS);
        return feed;
    }

    private void lookOrLeaveIt() {
        try {
            look();
            failing = false;
        } catch (StorageUnavailableException e) {
            LOG.log(Level.DEBUG, "Events are looked for later", e);
        } catch (RuntimeException e) {
            // Once, not ten times a second.
            LOG.log(failing ? Level.DEBUG : Level.ERROR, "Looking for events failed", e);
            failing = true;
        }
    }

    /** Brings in what has happened since the last time. */
    void look() {
        transactions.write(stored -> stored.events().sequence());
        var seen = extent();
        if (!seen.has(head) || !seen.gaps().equals(extent.gaps())) {
            rewind(seen);
        }
        extent = seen;
        List<OutreachEvent> found;
        do {
            found = page(head);
            append(found);
        } while (found.size() == PAGE);
    }

    /** Goes on in another history than the one of the latest events, or in the same one beyond a gap. */
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

    private void append(List<OutreachEvent> found) {
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
            if (latest.size() > AT_HAND) {
                latest.subList(0, latest.size() - AT_HAND).clear();
            }
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    @Override
    public EventPosition now() {
        return extent().last();
    }

    @Override
    public Next next(EventPosition after, Duration patience) throws InterruptedException {
        // Who comes from another process may have seen more than this one has; nobody has seen more than the storage.
        var known = extent;
        if (after.compareTo(head) > 0 || !known.has(after)) {
            known = extent();
            if (!known.has(after)) {
                return new Next.Missed(known.last());
            }
        }
        var atHand = awaitAtHand(known.beyondGap(after), patience);
        return atHand.isPresent() ? atHand.get() : stored(after);
    }

    /** Returns the next events from the storage. */
    private Next stored(EventPosition after) {
        var known = extent();
        var start = known.beyondGap(after);
        var stored = page(start);
        boolean follows = stored.isEmpty() ? start.equals(known.last()) : isNext(stored, start);
        return known.has(after) && follows ? new Next.Events(stored) : new Next.Missed(known.last());
    }

    /** Returns the next events if they are in memory; empty if they must be read from the storage. */
    private Optional<Next> awaitAtHand(EventPosition after, Duration patience) throws InterruptedException {
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
                return Optional.of(new Next.Events(List.of()));
            }
            long behind = head.value() - after.value();
            if (behind > latest.size()) {
                return Optional.empty();
            }
            int from = latest.size() - (int) behind;
            return Optional.of(new Next.Events(latest.subList(from, Math.min(latest.size(), from + PAGE))));
        } finally {
            lock.unlock();
        }
    }

    private List<OutreachEvent> page(EventPosition after) {
        return transactions.read(stored -> stored.events().after(after, PAGE));
    }

    private FeedExtent extent() {
        return transactions.read(stored -> stored.events().extent());
    }

    private static boolean isNext(List<OutreachEvent> events, EventPosition after) {
        return !events.isEmpty() && events.get(0).position().equals(after.next());
    }

    /** Stops; those who wait are told so, and a look under way ends first. */
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
            schedule.awaitTermination(LAST_LOOK.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
