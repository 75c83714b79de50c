package com.grow.outreach.adapter.persistence;

import static org.assertj.core.api.Assertions.assertThat;

import com.grow.outreach.adapter.persistence.background.Chore;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60) // for a chore that is never repeated, or never ends
class ChoreTest {

    private static final Duration PAUSE = Duration.ofMillis(1);
    private static final Logger LOGGER = Logger.getLogger(Chore.class.getName());

    private final List<LogRecord> told = Collections.synchronizedList(new ArrayList<>());
    private final Handler ear = new Handler() {
        @Override
        public void publish(LogRecord line) {
            told.add(line);
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
    };

    @BeforeEach
    void listen() {
        LOGGER.setUseParentHandlers(false);
        LOGGER.addHandler(ear);
    }

    @AfterEach
    void stopListening() {
        LOGGER.removeHandler(ear);
        LOGGER.setUseParentHandlers(true);
    }

    @Test
    void repeats_work_after_any_failure() throws InterruptedException {
        var failures = List.of(new IllegalStateException("a defect"), new StackOverflowError("an error"));
        var left = new ArrayList<Throwable>(failures);
        var done = new CountDownLatch(1);
        try (var chore = Chore.start("chore", PAUSE, () -> {
            if (left.isEmpty()) {
                done.countDown();
            } else {
                ChoreTest.<RuntimeException>fail(left.removeFirst());
            }
        })) {
            assertThat(chore).isNotNull();
            done.await();
        }
        assertThat(told).extracting(LogRecord::getThrown).isEqualTo(failures);
    }

    @Test
    void logs_consecutive_failures_less_and_less_often_until_a_run_succeeds() throws InterruptedException {
        var times = new ArrayList<Integer>();
        var done = new CountDownLatch(1);
        try (var chore = Chore.start("chore", PAUSE, () -> {
            times.add(times.size() + 1);
            if (times.size() > 12) {
                done.countDown();
            } else if (times.size() != 11) {
                throw new IllegalStateException("time " + times.size());
            }
        })) {
            assertThat(chore).isNotNull();
            done.await();
        }
        assertThat(told)
                .filteredOn(line -> line.getLevel().equals(Level.WARNING))
                .extracting(line -> line.getThrown().getMessage())
                .containsExactly("time 1", "time 2", "time 4", "time 8", "time 12");
    }

    @Test
    void close_interrupts_work_that_does_not_end() throws InterruptedException {
        var begun = new CountDownLatch(1);
        var interrupted = new CountDownLatch(1);
        var chore = Chore.start("chore", PAUSE, () -> {
            begun.countDown();
            try {
                new CountDownLatch(1).await();
            } catch (InterruptedException e) {
                interrupted.countDown();
            }
        });
        begun.await();

        chore.close(PAUSE);

        interrupted.await();
        assertThat(told).isEmpty();
    }

    @SuppressWarnings("unchecked")
    private static <E extends Throwable> void fail(Throwable failure) throws E {
        throw (E) failure;
    }
}
