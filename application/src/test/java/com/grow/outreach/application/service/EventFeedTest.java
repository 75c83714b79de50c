package com.grow.outreach.application.service;

import static org.assertj.core.api.Assertions.assertThat;

import com.grow.outreach.application.port.in.FollowEvents.Next;
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
                stored.outreaches().saveAssigned(List.of(outreach.assignedTo(new SequenceId("seq_1"))), Cause.UNTOLD);
                stored.outreaches().saveAssigned(List.of(outreach.unassigned()), Cause.UNTOLD);
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
}
