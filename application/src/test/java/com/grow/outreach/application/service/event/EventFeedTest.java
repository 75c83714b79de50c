package com.grow.outreach.application.service.event;

import static org.assertj.core.api.Assertions.assertThat;

import com.grow.outreach.application.port.in.event.FollowEvents.Next;
import com.grow.outreach.application.port.out.InMemoryStorage;
import com.grow.outreach.application.port.out.TestBook;
import com.grow.outreach.domain.Cause;
import com.grow.outreach.domain.Event;
import com.grow.outreach.domain.EventPosition;
import com.grow.outreach.domain.OutreachId;
import com.grow.outreach.domain.Sequence;
import com.grow.outreach.domain.SequenceId;
import com.grow.outreach.domain.UserId;
import com.grow.outreach.domain.access.Caller;
import com.grow.outreach.domain.access.Role;
import com.grow.outreach.domain.access.Scope;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The event feed. Each test polls explicitly. */
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
    private final EventFeed feed = new EventFeed(storage, System::nanoTime);

    /** Records two events: an enrolment in a sequence and its end. */
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
    void a_waiting_client_gets_new_events() {
        var waiting = CompletableFuture.supplyAsync(() -> {
            try {
                return next(0);
            } catch (InterruptedException e) {
                throw new AssertionError(e);
            }
        });
        happen(1);
        feed.poll();

        assertThat(waiting.join()).containsExactly(1L, 2L);
    }

    @Test
    void returns_no_events_after_the_timeout() throws Exception {
        assertThat(feed.next(START, Duration.ZERO)).isEqualTo(new Next.Events(List.of(), START));
    }

    @Test
    void each_client_continues_at_its_position() throws Exception {
        happen(2 * EventFeed.IN_MEMORY);
        feed.poll();
        var seen = new ArrayList<Long>();
        int last = 4 * EventFeed.IN_MEMORY;

        while (seen.size() < last) {
            seen.addAll(next(seen.size()));
        }

        assertThat(feed.latest()).isEqualTo(at(last));
        assertThat(seen).hasSize(last).first().isEqualTo(1L);
        assertThat(seen).isSorted().last().isEqualTo((long) last);
        assertThat(next(last - 2)).containsExactly(last - 1L, (long) last);
    }

    @Test
    void a_position_beyond_the_feed_is_missed() throws Exception {
        happen(1);
        feed.poll();

        assertThat(feed.next(at(3), LONG)).isEqualTo(new Next.Missed(at(2)));
    }

    @Test
    void a_position_beyond_the_last_poll_waits() throws Exception {
        happen(1);
        storage.write(stored -> stored.events().sequence());

        assertThat(feed.next(at(2), Duration.ZERO)).isEqualTo(new Next.Events(List.of(), at(2)));
    }

    @Test
    void returns_events_from_before_the_start_of_the_feed() throws Exception {
        happen(1);
        feed.poll();
        try (var later = new EventFeed(storage, System::nanoTime)) {
            var next = (Next.Events) later.next(START, LONG);

            assertThat(next.events()).extracting(Event::position).containsExactly(at(1), at(2));
        }
    }

    @Test
    void closing_the_feed_ends_the_wait_of_its_clients() throws Exception {
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
    void a_position_in_the_lost_history_of_a_restored_storage_is_missed() throws Exception {
        happen(5);
        feed.poll();
        storage.loseEvents(at(4), at(1000));
        happen(5);
        feed.poll();

        for (long lost : new long[] {5, 7, 10, 11, 999}) {
            assertThat(feed.next(at(lost), LONG)).isEqualTo(new Next.Missed(at(1010)));
        }
        try (var later = new EventFeed(storage, System::nanoTime)) {
            assertThat(later.next(at(10), LONG)).isEqualTo(new Next.Missed(at(1010)));
        }
    }

    @Test
    void a_position_before_the_lost_history_continues() throws Exception {
        happen(5);
        feed.poll();
        storage.loseEvents(at(4), at(1000));
        feed.poll();
        assertThat(feed.next(at(4), Duration.ZERO)).isEqualTo(new Next.Events(List.of(), at(1000)));
        happen(1);
        feed.poll();

        assertThat(next(4)).containsExactly(1001L, 1002L);
        assertThat(next(1000)).containsExactly(1001L, 1002L);
        assertThat(next(2)).containsExactly(3L, 4L, 1001L, 1002L);
        assertThat(next(1001)).containsExactly(1002L);
    }

    @Test
    void a_waiting_client_learns_immediately_that_its_position_was_lost() {
        happen(5);
        feed.poll();
        var lost = waiting(10);
        storage.loseEvents(at(4), at(1000));
        feed.poll();

        assertThat(lost.join()).isEqualTo(new Next.Missed(at(1000)));
    }

    private static Caller caller(boolean unowned) {
        return new Caller(
                new UserId("usr_1"), Role.REP, new Scope.OwnedBy(Set.of(new UserId("usr_1")), unowned), false);
    }

    @Test
    void a_caller_gets_the_events_of_the_scope() throws Exception {
        happen(1);
        feed.poll();

        var seen = (Next.Events) feed.within(caller(true)).next(START, LONG);
        assertThat(seen.events()).hasSize(2);
        assertThat(seen.reached()).isEqualTo(at(2));
        assertThat(feed.within(Caller.ANONYMOUS)).isSameAs(feed);
    }

    @Test
    void a_caller_reads_past_the_events_outside_of_the_scope() throws Exception {
        happen(EventFeed.IN_MEMORY);
        feed.poll();

        var visible = feed.within(caller(false));
        var reached = START;
        while (!reached.equals(feed.latest())) {
            var next = (Next.Events) visible.next(reached, Duration.ZERO);
            assertThat(next.events()).isEmpty();
            assertThat(next.reached()).isGreaterThan(reached);
            reached = next.reached();
        }
    }

    @Test
    void events_outside_of_the_scope_do_not_end_the_wait() throws Exception {
        happen(1);
        feed.poll();
        var patience = Duration.ofMillis(50);
        long begun = System.nanoTime();

        feed.within(caller(false)).next(START, patience);

        assertThat(System.nanoTime() - begun).isGreaterThanOrEqualTo(patience.toNanos());
    }

    @Test
    void a_caller_gets_ids_that_do_not_reveal_other_events() {
        var ids = feed.within(caller(false)).ids();

        assertThat(ids.of(at(7))).isEqualTo(ids.of(at(7))).isNotEqualTo(ids.of(at(8)));
        assertThat(ids.between(at(7))).isNotEqualTo(ids.between(at(7)));
        assertThat(ids.parse(ids.of(at(7)))).contains(at(7));
        assertThat(ids.parse(ids.between(at(7)))).contains(at(7));
        assertThat(ids.hideProgress()).isTrue();
        assertThat(ids.parse("x".repeat(48))).isEmpty();
        assertThat(ids.parse("")).isEmpty();
    }

    @Test
    void a_plain_id_resets_the_stream_of_a_caller_with_a_scope() throws Exception {
        happen(1);
        feed.poll();
        var visible = feed.within(caller(true));

        for (var plain : List.of("0", "1", "2", "999999999999999999")) {
            var position = visible.ids().parse(plain).orElseThrow();
            assertThat(visible.next(position, Duration.ZERO)).isEqualTo(new Next.Missed(at(2)));
        }
    }

    @Test
    void a_caller_who_sees_everything_gets_plain_ids_and_may_continue_with_others() {
        var ids = feed.ids();

        assertThat(ids.of(at(7))).isEqualTo("7").isEqualTo(ids.between(at(7)));
        assertThat(ids.parse("7")).contains(at(7));
        assertThat(ids.parse(feed.within(caller(true)).ids().of(at(7)))).contains(at(7));
        assertThat(ids.parse("7x")).isEmpty();
        assertThat(ids.hideProgress()).isFalse();
    }

    @Test
    void a_caller_does_not_get_the_events_of_deleted_outreaches() throws Exception {
        happen(1);
        storage.write(stored -> {
            stored.outreaches().lock(List.of(ONE));
            stored.outreaches().delete(ONE, Cause.UNKNOWN);
            return true;
        });
        feed.poll();

        var next = feed.within(caller(true)).next(START, Duration.ZERO);

        assertThat(next).isEqualTo(new Next.Events(List.of(), at(3)));
    }
}
