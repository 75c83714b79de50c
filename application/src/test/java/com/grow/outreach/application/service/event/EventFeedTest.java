package com.grow.outreach.application.service.event;

import static org.assertj.core.api.Assertions.assertThat;

import com.grow.outreach.application.port.in.event.FollowEvents.Next;
import com.grow.outreach.application.port.out.InMemoryStorage;
import com.grow.outreach.application.port.out.TestBook;
import com.grow.outreach.domain.Cause;
import com.grow.outreach.domain.EventPosition;
import com.grow.outreach.domain.OutreachEvent;
import com.grow.outreach.domain.OutreachId;
import com.grow.outreach.domain.Sequence;
import com.grow.outreach.domain.SequenceId;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Use case: follow what happens to outreaches. The feed looks only when it is told to. */
@Timeout(60)
class EventFeedTest {

    private static final Duration LONG = Duration.ofMinutes(1);
    private static final EventPosition START = new EventPosition(0);
    private static final OutreachId ONE = new OutreachId("out_1");

    private final InMemoryStorage storage = InMemoryStorage.of(new TestBook()
            .sequence(new Sequence(new SequenceId("seq_1"), "Welcome"), TestBook.START)
            .outreach("out_1")
            .build());

    @AutoClose
    private final EventFeed feed = new EventFeed(storage);

    /** Two events each time: into the sequence and out of it. */
    private void happen(int times) {
        for (int i = 0; i < times; i++) {
            storage.write(stored -> {
                var outreach = stored.outreaches().find(ONE).orElseThrow();
                stored.outreaches().saveAssigned(List.of(outreach.assignedTo(new SequenceId("seq_1"))), Cause.UNKNOWN);
                stored.outreaches().saveAssigned(List.of(outreach.unassigned()), Cause.UNKNOWN);
                return true;
            });
        }
    }

    private static EventPosition at(long position) {
        return new EventPosition(position);
    }

    private List<Long> next(long after) throws InterruptedException {
        var next = (Next.Events) feed.next(at(after), LONG);
        return next.events().stream().map(event -> event.position().value()).toList();
    }

    @Test
    void who_waits_is_told_what_happens() {
        var waiting = CompletableFuture.supplyAsync(() -> {
            try {
                return next(0);
            } catch (InterruptedException e) {
                throw new AssertionError(e);
            }
        });
        happen(1);
        feed.look();

        assertThat(waiting.join()).containsExactly(1L, 2L);
    }

    @Test
    void nothing_is_told_when_nothing_happens_for_so_long() throws Exception {
        assertThat(feed.next(START, Duration.ZERO)).isEqualTo(new Next.Events(List.of()));
    }

    @Test
    void each_goes_on_where_it_was_however_far_that_is_behind() throws Exception {
        happen(2 * EventFeed.AT_HAND);
        feed.look();
        var seen = new ArrayList<Long>();
        int last = 4 * EventFeed.AT_HAND;

        while (seen.size() < last) {
            seen.addAll(next(seen.size()));
        }

        assertThat(feed.now()).isEqualTo(at(last));
        assertThat(seen).hasSize(last).first().isEqualTo(1L);
        assertThat(seen).isSorted().last().isEqualTo((long) last);
        assertThat(next(last - 2)).containsExactly(last - 1L, (long) last);
    }

    @Test
    void who_has_seen_more_than_there_is_is_told_so() throws Exception {
        happen(1);
        feed.look();

        assertThat(feed.next(at(3), LONG)).isEqualTo(new Next.Missed(at(2)));
    }

    @Test
    void who_has_seen_more_than_this_process_waits_for_it() throws Exception {
        happen(1);
        storage.write(stored -> stored.events().sequence());

        assertThat(feed.next(at(2), Duration.ZERO)).isEqualTo(new Next.Events(List.of()));
    }

    @Test
    void what_happened_before_the_feed_is_found() throws Exception {
        happen(1);
        feed.look();
        try (var later = new EventFeed(storage)) {
            var next = (Next.Events) later.next(START, LONG);

            assertThat(next.events()).extracting(OutreachEvent::position).containsExactly(at(1), at(2));
        }
    }

    @Test
    void who_follows_is_told_when_it_ends() throws Exception {
        feed.close();

        assertThat(feed.next(START, LONG)).isEqualTo(new Next.Ended());
    }

    private CompletableFuture<Next> waiting(long after) {
        return CompletableFuture.supplyAsync(() -> {
            try {
                return feed.next(at(after), LONG);
            } catch (InterruptedException e) {
                throw new AssertionError(e);
            }
        });
    }

    @Test
    void who_has_seen_what_a_restored_storage_has_lost_is_told_so_though_it_has_more_by_now() throws Exception {
        happen(5);
        feed.look();
        storage.loseEvents(at(4), at(1000));
        happen(5);
        feed.look();

        for (long lost : new long[] {5, 7, 10, 11, 999}) {
            assertThat(feed.next(at(lost), LONG)).isEqualTo(new Next.Missed(at(1010)));
        }
        try (var later = new EventFeed(storage)) {
            assertThat(later.next(at(10), LONG)).isEqualTo(new Next.Missed(at(1010)));
        }
    }

    @Test
    void who_has_seen_nothing_that_is_lost_goes_on_without_a_break() throws Exception {
        happen(5);
        feed.look();
        storage.loseEvents(at(4), at(1000));
        feed.look();
        assertThat(feed.next(at(4), Duration.ZERO)).isEqualTo(new Next.Events(List.of()));
        happen(1);
        feed.look();

        assertThat(next(4)).containsExactly(1001L, 1002L);
        assertThat(next(1000)).containsExactly(1001L, 1002L);
        assertThat(next(2)).containsExactly(3L, 4L, 1001L, 1002L);
        assertThat(next(1001)).containsExactly(1002L);
    }

    @Test
    void who_waits_while_the_storage_loses_what_they_have_seen_is_told_at_once() {
        happen(5);
        feed.look();
        var lost = waiting(10);
        storage.loseEvents(at(4), at(1000));
        feed.look();

        assertThat(lost.join()).isEqualTo(new Next.Missed(at(1000)));
    }
}
