package com.grow.outreach.bootstrap;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A copy of all data that is built from one export and the change feed of the packaged application. */
@Timeout(value = 4, unit = TimeUnit.MINUTES)
class FeedCopyIT {

    private static final int WRITERS = 4;
    private static final int WRITES = 40;
    private static final String LAST = "seq_last";

    private static final HttpClient CLIENT =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir
    Path directory;

    private final BlockingQueue<JsonNode> events = new LinkedBlockingQueue<>();
    private int exports;

    @Test
    void a_copy_from_the_feed_and_one_export_equals_a_later_export() throws Exception {
        // The server closes first, which ends the stream.
        try (var threads = Executors.newVirtualThreadPerTaskExecutor();
                var grow = GrowProcess.serve(directory.resolve("data"))) {
            var http = grow.http();
            var following = follow(http);
            threads.submit(following);
            var copy = export();
            var writers = new ArrayList<Future<?>>();
            for (int i = 0; i < WRITERS; i++) {
                var random = new Random(i);
                var writer = new Writer(http, "w" + i, random);
                writers.add(threads.submit(() -> IntStream.range(0, WRITES).forEach(writer::write)));
            }
            for (var writer : writers) {
                writer.get();
            }
            awaitNoTasks();
            http.send(
                    "POST", "/api/sequences", "application/json", "{\"id\":\"%s\",\"name\":\"Last\"}".formatted(LAST));
            var types = apply(upToLast(), copy);

            assertThat(text(copy)).isEqualTo(text(export()));
            assertThat(types)
                    .contains("outreach.created", "outreach.transitioned", "outreach.assigned", "outreach.deleted")
                    .contains("person.created", "person.updated", "person.merged", "person.deleted")
                    .contains("company.created", "company.updated", "company.merged", "company.deleted")
                    .contains("sequence.created", "sequence.updated", "sequence.deleted")
                    .contains("user.created", "user.updated", "user.deleted")
                    .contains("company.bulk_changed", "person.bulk_changed", "outreach.bulk_changed")
                    .contains("import.started", "import.completed", "job.started", "job.completed");
        }
    }

    /** Begins to follow the stream. Returns the work of the client, which puts all events into the queue. */
    private Runnable follow(Http http) throws Exception {
        var request = HttpRequest.newBuilder(URI.create("http://localhost:%d/api/events".formatted(http.port())))
                .build();
        var lines = CLIENT.send(request, BodyHandlers.ofLines()).body().iterator();
        while (!lines.next().startsWith("id: ")) {}
        return () -> {
            try {
                while (lines.hasNext()) {
                    var line = lines.next();
                    if (line.startsWith("data: ")) {
                        events.add(JSON.readTree(line.substring("data: ".length())));
                    }
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            } catch (UncheckedIOException e) {
                // The server has ended.
            }
        };
    }

    /** Returns the events up to the last one of the test. */
    private List<JsonNode> upToLast() throws InterruptedException {
        var found = new ArrayList<JsonNode>();
        do {
            found.add(events.take());
        } while (!found.getLast().get("id").asText().equals(LAST));
        return found;
    }

    /** Reads the records that events name again. Returns the types of the events. */
    private Set<String> apply(List<JsonNode> changes, Map<String, Map<String, String>> copy) throws IOException {
        var types = new TreeSet<String>();
        Set<String> named = new HashSet<>();
        for (var event : changes) {
            var type = event.get("type").asText();
            types.add(type);
            assertThat(type).isNotEqualTo("reset");
            named.add(event.get("id").asText());
            if (type.endsWith(".merged")) {
                named.add(event.get("from").asText());
            }
            event.path("ids").forEach(id -> named.add(id.asText()));
            assertThat(event.path("count").asInt()).isEqualTo(event.path("ids").size());
        }
        export().forEach((file, records) -> {
            var kept = requireNonNull(copy.get(file));
            kept.keySet().removeAll(named);
            records.forEach((id, lines) -> {
                if (named.contains(id)) {
                    kept.put(id, lines);
                }
            });
        });
        return types;
    }

    /** Returns the lines of an export by file and record. A transition belongs to its outreach. */
    private Map<String, Map<String, String>> export() throws IOException {
        var output = directory.resolve("export" + exports++);
        var said = new StringWriter();
        var writer = new PrintWriter(said);
        var url = GrowProcess.jdbcUrl(directory.resolve("data"));
        int status = Grow.commandLine()
                .setOut(writer)
                .setErr(writer)
                .execute("export", "--format", "ndjson", "--output", output.toString(), "--database-url", url);
        assertThat(status).as(said::toString).isZero();
        var all = new TreeMap<String, Map<String, String>>();
        try (var files = Files.list(output)) {
            for (var file : files.toList()) {
                var records = new TreeMap<String, String>();
                for (var line : Files.readAllLines(file)) {
                    var record = JSON.readTree(line);
                    var id = record.path(record.has("outreach_id") ? "outreach_id" : "id")
                            .asText();
                    records.merge(id, line + "\n", String::concat);
                }
                all.put(file.getFileName().toString(), records);
            }
        }
        assertThat(all).hasSize(6);
        return all;
    }

    private static String text(Map<String, Map<String, String>> copy) {
        return copy.entrySet().stream()
                .map(file ->
                        file.getKey() + "\n" + String.join("", file.getValue().values()))
                .collect(Collectors.joining());
    }

    private void awaitNoTasks() throws Exception {
        try (var sql = Sql.connect(GrowProcess.jdbcUrl(directory.resolve("data")))) {
            sql.await("""
                    not exists (select from jobs where finished_at is null)
                      and not exists (select from imports where finished_at is null)""");
        }
    }

    /** A client that changes records of all kinds. */
    private record Writer(Http http, String name, Random random) {

        void write(int n) {
            var own = name + "_" + n;
            switch (n % 20) {
                case 0 -> post("/api/companies", "{\"id\":\"com_%s\",\"name\":\"C %s\"}", own, own);
                case 1 ->
                    post(
                            "/api/people",
                            "{\"id\":\"per_%s\",\"name\":\"P %s\",\"company_id\":\"com_%s_%d\"}",
                            own,
                            own,
                            name,
                            n - 1);
                case 2 ->
                    post(
                            "/api/outreaches",
                            "{\"id\":\"out_%s\",\"channel\":\"email\",\"person_id\":\"%s\"}",
                            own,
                            any("people"));
                case 3 -> http.json("/api/companies/" + any("companies"), "{\"name\":\"Renamed %s\"}".formatted(own));
                case 4 ->
                    http.json(
                            "/api/people/" + any("people"),
                            "{\"opt_outs\":[\"phone\"],\"title\":\"%s\"}".formatted(own));
                case 5 ->
                    http.json("/api/companies/" + any("companies"), "{\"owner_id\":\"%s\"}".formatted(any("users")));
                case 6 -> post("/api/sequences", "{\"id\":\"seq_%s\",\"name\":\"S %s\"}", own, own);
                case 7 -> http.json("/api/sequences/" + any("sequences"), "{\"name\":\"Sequence %s\"}".formatted(own));
                case 8 ->
                    post(
                            "/api/users",
                            "{\"id\":\"usr_%s\",\"name\":\"U %s\",\"email\":\"%s@grow.example\"}",
                            own,
                            own,
                            own);
                case 9 ->
                    http.json("/api/users/usr_%s_%d".formatted(name, n - 1), "{\"name\":\"User %s\"}".formatted(own));
                case 10 ->
                    http.json(
                            "/api/outreaches/" + any("outreaches"),
                            "{\"sequence_id\":\"%s\"}".formatted(any("sequences")));
                case 11 -> http.form("/api/outreaches/" + any("outreaches") + "/transition_to", "state=not_available");
                case 12 ->
                    undo(http.json(
                            "/api/outreaches/batch_assign",
                            "{\"sequence_id\":null,\"filter\":{\"channel\":\"email\"}}"));
                case 13 ->
                    http.form(
                            "/api/outreaches/batch_start_enrichment",
                            "outreach_ids=" + any("outreaches") + "," + any("outreaches"));
                case 14 -> importContacts(own);
                case 15 -> post("/api/people/%s/merge", "{\"into\":\"%s\"}", any("people"), any("people"));
                case 16 -> post("/api/companies/%s/merge", "{\"into\":\"%s\"}", any("companies"), any("companies"));
                case 17 -> delete("/api/outreaches/out_%s_%d", n - 15);
                case 18 -> delete("/api/people/per_%s_%d", n - 17);
                default -> {
                    delete("/api/users/usr_%s_%d", n - 11);
                    delete("/api/sequences/seq_%s_%d", n - 13);
                    delete("/api/companies/com_%s_%d", n - 19);
                }
            }
        }

        private String any(String kind) {
            var ids = http.get("/api/%s?per=100".formatted(kind)).ids();
            return ids.get(random.nextInt(ids.size()));
        }

        private void post(String path, String json, Object... values) {
            int inPath = path.contains("%s") ? 1 : 0;
            http.send(
                    "POST",
                    path.formatted(values),
                    "application/json",
                    json.formatted(Stream.of(values).skip(inPath).toArray()));
        }

        private void delete(String path, int n) {
            http.send("DELETE", path.formatted(name, n), "", "");
        }

        private void undo(Http.Answer batch) {
            var link = Pattern.compile("<([^>]*)>; rel=\"undo\"").matcher(batch.header("Link"));
            if (link.find()) {
                http.send("POST", link.group(1), "application/json", "{}");
            }
        }

        private void importContacts(String own) {
            var rows = IntStream.range(0, 150)
                    .mapToObj(
                            i -> "Person %s %d,%s.%d@acme.example,Company %s %d".formatted(own, i, own, i, own, i % 20))
                    .collect(Collectors.joining("\n", "person,email,company\n", "\n"));
            assertThat(http.send("POST", "/api/imports?kind=contacts", "text/csv", rows)
                            .status())
                    .isEqualTo(202);
        }
    }
}
