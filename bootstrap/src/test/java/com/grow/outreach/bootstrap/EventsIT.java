package com.grow.outreach.bootstrap;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The change feed of the packaged application, which is killed during concurrent writes and streams. */
@Timeout(value = 3, unit = TimeUnit.MINUTES)
class EventsIT {

    private static final int WRITERS = 16;
    private static final int READERS = 3;
    private static final int ANSWERED = 300;
    private static final List<String> ASSIGNED = List.of("\"seq_33333\"", "\"seq_65713\"", "null");

    private static final HttpClient CLIENT =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir
    Path dataDir;

    /** An event that a client has received. */
    private record Event(long id, JsonNode data) {}

    @Test
    void clients_receive_all_events_in_one_order_across_a_kill_of_the_server() throws Exception {
        var seen = IntStream.range(0, READERS)
                .<List<Event>>mapToObj(i -> new ArrayList<>())
                .toList();
        List<String> ids;
        try (var grow = GrowProcess.serve(dataDir);
                var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            ids = grow.http().get("/api/outreaches?per=40").ids();
            seen.forEach(events -> threads.submit(() -> follow(grow.http(), events, Long.MAX_VALUE)));
            var answered = new CountDownLatch(ANSWERED);
            for (int i = 0; i < WRITERS; i++) {
                var random = new Random(i);
                threads.submit(() -> {
                    while (true) {
                        write(grow.http(), ids.get(random.nextInt(ids.size())), random);
                        answered.countDown();
                    }
                });
            }
            answered.await();
            grow.kill();
        }
        try (var grow = GrowProcess.serve(dataDir);
                var sql = Sql.connect(GrowProcess.jdbcUrl(dataDir))) {
            sql.await("not exists (select from events where position is null)");
            var positions = Stream.of(sql.value("select string_agg(position::text, ',' order by position) from events")
                            .split(","))
                    .map(Long::valueOf)
                    .toList();
            long last = positions.getLast();
            assertThat(positions).hasSizeGreaterThanOrEqualTo(ANSWERED / 3);
            for (var events : seen) {
                follow(grow.http(), events, last);
                assertThat(events.stream().map(Event::id)).containsExactlyElementsOf(positions);
                assertThat(events).isEqualTo(seen.getFirst());
            }
            var sequences = new HashMap<String, String>();
            for (var event : seen.getFirst()) {
                var id = event.data().get("outreach_id").asText();
                var before = sequences.put(id, event.data().get("to").asText());
                if (before != null) {
                    assertThat(event.data().get("from").asText()).isEqualTo(before);
                }
            }
            sequences.forEach((id, sequence) -> assertThat(grow.http()
                            .get("/api/outreaches/" + id)
                            .json()
                            .get("sequence_id")
                            .asText())
                    .isEqualTo(sequence));
        }
    }

    private static void write(Http http, String id, Random random) {
        http.json(
                "/api/outreaches/" + id,
                "{\"sequence_id\":%s}".formatted(ASSIGNED.get(random.nextInt(ASSIGNED.size()))));
    }

    /** Resumes after the last event until an event matches or the connection ends. */
    private static void follow(Http http, List<Event> seen, long last) {
        long position = seen.isEmpty() ? 0 : seen.getLast().id();
        if (position >= last) {
            return;
        }
        var request = HttpRequest.newBuilder(URI.create("http://localhost:%d/api/events".formatted(http.port())))
                .header("Last-Event-ID", Long.toString(position))
                .build();
        try (var lines = CLIENT.send(request, BodyHandlers.ofLines()).body()) {
            long id = position;
            for (var line : (Iterable<String>) lines::iterator) {
                if (line.startsWith("id: ")) {
                    id = Long.parseLong(line.substring("id: ".length()));
                } else if (line.startsWith("data: ")) {
                    seen.add(new Event(id, JSON.readTree(line.substring("data: ".length()))));
                }
                if (line.isEmpty() && id >= last) {
                    return;
                }
            }
        } catch (UncheckedIOException | IOException e) {
            // The server was killed.
            assertThat(last).isEqualTo(Long.MAX_VALUE);
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }
}
