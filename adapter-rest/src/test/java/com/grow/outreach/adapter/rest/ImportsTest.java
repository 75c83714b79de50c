package com.grow.outreach.adapter.rest;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import com.grow.outreach.adapter.rest.imports.ImportRoutes;
import com.grow.outreach.application.imports.ContactOptions;
import com.grow.outreach.application.imports.FileLayout;
import com.grow.outreach.application.imports.ImportKind;
import com.grow.outreach.application.imports.ImportLimits;
import com.grow.outreach.application.imports.ImportOptions;
import com.grow.outreach.application.imports.Reject;
import com.grow.outreach.application.port.out.InMemoryStorage;
import com.grow.outreach.application.port.out.TaskKind;
import com.grow.outreach.application.port.out.TestBook;
import com.grow.outreach.application.port.out.file.FreeSpace;
import com.grow.outreach.domain.ImportId;
import java.io.ByteArrayInputStream;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code /api/imports}. */
class ImportsTest {

    private static final Body CSV = Body.of("text/csv", "id,name\ncom_1,Acme\n");

    private static final String FILE =
            "Content-Disposition: form-data; name=\"file\"; filename=\"%s\"\r\n\r\nid,name\r\n";

    private final InMemoryStorage storage = InMemoryStorage.of(new TestBook().build());

    @AutoClose
    private final Api api = Api.over(storage);

    private ImportId id(Answer answer) {
        return new ImportId(answer.json().get("id").asText());
    }

    private String content(ImportId id, int file) {
        return storage.read(
                stored -> new String(stored.imports().content(id, file, 0).orElseThrow(), StandardCharsets.UTF_8));
    }

    @Test
    void stores_a_body_with_its_options_until_its_task_imports_it() {
        var answer = api.send(
                "POST",
                "/api/imports?kind=companies&map=A%3Db%3Dname&map=Company=id&map=Other=&key=domain&encoding=latin1&name=mine.csv"
                        + "&delimiter=%7C&header_line=3&sheet=People",
                CSV);

        assertThat(answer.status()).as(answer.body()).isEqualTo(202);
        var id = id(answer);
        assertThat(answer.header("Location")).isEqualTo("/api/imports/" + id.value());
        assertThat(content(id, 0)).isEqualTo(CSV.text());
        assertThat(storage.<ImportOptions>read(stored -> stored.imports().options(id)))
                .isEqualTo(new ImportOptions(
                        ImportKind.COMPANIES,
                        Map.of("A=b", "name", "Company", "id", "Other", ""),
                        "domain",
                        "ISO-8859-1",
                        new FileLayout('|', 3, "People"),
                        ContactOptions.DEFAULT));
        assertThat(storage.tasks(TaskKind.IMPORT)).containsOnlyKeys(id.value());
        api.get(requireNonNull(answer.header("Location"))).isOk("""
                {"id":"%s","status":"running","files":["mine.csv"],"dry_run":false,"row_count":0,"imported_count":0,\
                "created_count":0,"updated_count":0,"unchanged_count":0,"rejected_count":0,"warned_count":0,\
                "merged_count":0,"ignored_domain_count":0,"possible_duplicate_count":0,"records":{\
                "users":{"created_count":0,"updated_count":0},"sequences":{"created_count":0,"updated_count":0},\
                "companies":{"created_count":0,"updated_count":0},"people":{"created_count":0,"updated_count":0},\
                "outreaches":{"created_count":0,"updated_count":0}},"ignored_columns":[],"failure":null,"created_at":"2026-03-02T09:00:00Z","created_by":null,\
                "finished_at":null}""".formatted(id.value()));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "text/tab-separated-values",
                "application/vnd.ms-excel",
                "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
            })
    void accepts_the_types_of_spreadsheets(String type) {
        assertThat(api.send("POST", "/api/imports", Body.of(type, "id\tname\n")).status())
                .isEqualTo(202);
    }

    @ParameterizedTest
    @CsvSource({"delimiter=ab, delimiter", "header_line=0, header_line"})
    void rejects_an_invalid_layout(String query, String parameter) {
        api.send("POST", "/api/imports?" + query, CSV).blames(parameter, "expected");
    }

    @Test
    void shows_the_columns_and_first_rows_of_a_file_without_storing_it() {
        var answer = api.send(
                "POST", "/api/imports/preview?kind=companies", Body.of("text/csv", "name|Note\nAcme|x\nBeta|y\n"));

        answer.isOk("""
                {"kind":"companies","header_line":1,"columns":[{"name":"name","field":"name","use":"read"},\
                {"name":"Note","field":null,"use":"ignored"}],"rows":[["Acme","x"],["Beta","y"]],\
                "fields":["id","name","domain","owner_id","fit","segments","countries","overall_score","enrichment_status",\
                "last_enriched_at","created_at"],"missing_fields":[]}""");
        assertThat(api.get("/api/imports").json().at("/pagination/total_count").asInt())
                .isZero();
    }

    @Test
    void a_preview_says_why_a_file_can_not_be_read() {
        var answer = api.send("POST", "/api/imports/preview?name=a.csv", Body.of("text/csv", "\0"));

        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.json().get("detail").asText()).isEqualTo("a.csv can't be read");
    }

    @Test
    void rejects_a_preview_of_several_files() {
        assertThat(api.send("POST", "/api/imports/preview", Body.parts(FILE.formatted("a.csv")))
                        .status())
                .isEqualTo(415);
    }

    @Test
    void rejects_a_preview_of_more_than_the_beginning() {
        assertThat(api.send("POST", "/api/imports/preview", Body.of("text/csv", "x".repeat((16 << 20) + 1)))
                        .status())
                .isEqualTo(413);
    }

    @Test
    void downloads_all_rejects_as_a_file_that_is_safe_in_spreadsheets() {
        var id = id(api.send("POST", "/api/imports", CSV));
        var rejects = new ArrayList<Reject>();
        for (int line = 2; line < 700; line++) {
            rejects.add(new Reject("a.csv", line, "name", "=1", "is, \"odd\"", line == 2));
        }
        storage.<Boolean>write(stored -> {
            stored.imports().reject(id, rejects);
            return true;
        });

        var answer = api.get("/api/imports/" + id.value() + "/rejects.csv");

        assertThat(answer.header("Content-Disposition"))
                .isEqualTo("attachment; filename=\"rejects-%s.csv\"".formatted(id.value()));
        assertThat(answer.body().split("\r\n"))
                .hasSize(699)
                .startsWith(
                        "file,line,column,value,reason,severity",
                        "a.csv,2,name,'=1,\"is, \"\"odd\"\"\",warning",
                        "a.csv,3,name,'=1,\"is, \"\"odd\"\"\",error")
                .endsWith("a.csv,699,name,'=1,\"is, \"\"odd\"\"\",error");
        assertThat(api.get("/api/imports/imp_none/rejects.csv").status()).isEqualTo(404);
    }

    @Test
    void a_form_can_have_several_files() {
        var answer = api.send(
                "POST",
                "/api/imports?dry_run=true",
                Body.parts(
                        "Content-Disposition: form-data; name=\"a\"; filename=\"companies.csv\"\r\n\r\nid,name\ncom_1,A",
                        "Content-Disposition: form-data; name=\"a\"; filename=\"people.csv\"\r\n\r\nid\n"));

        assertThat(answer.status()).as(answer.body()).isEqualTo(202);
        assertThat(answer.json().get("files")).hasToString("[\"companies.csv\",\"people.csv\"]");
        assertThat(answer.json().get("dry_run").asBoolean()).isTrue();
        assertThat(content(id(answer), 1)).isEqualTo("id\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"Müller & Söhne.csv", "a\\companies.csv", "/etc/companies.csv", "a\uFFFF?.csv"})
    void accepts_any_file_name(String name) {
        var answer = api.send("POST", "/api/imports", Body.parts(FILE.formatted(name)));

        assertThat(answer.status()).as(answer.body()).isEqualTo(202);
        assertThat(answer.json().get("files").get(0).asText()).isEqualTo(name);
    }

    @Test
    void a_malformed_form_leaves_nothing_stored() {
        ImportId first;
        try (var other = Api.over(InMemoryStorage.of(new TestBook().build()))) {
            first = id(other.send("POST", "/api/imports", CSV));
        }

        api.send("POST", "/api/imports", Body.parts(FILE.formatted("a.csv"), FILE.formatted("b\0.csv")))
                .blames("file", "must be a file with a name");

        api.get("/api/imports/" + first.value()).isProblem(404);
        assertThat(storage.<Boolean>read(
                        stored -> stored.imports().content(first, 0, 0).isPresent()))
                .isFalse();
    }

    @Test
    void the_encoding_parameter_overrides_the_charset_of_the_content_type() {
        assertThat(encoding("", "text/csv; charset=windows-1252")).isEqualTo("windows-1252");
        assertThat(encoding("?encoding=latin1", "text/csv; charset=windows-1252"))
                .isEqualTo("ISO-8859-1");
        assertThat(encoding("", "application/x-ndjson")).isEqualTo("UTF-8");
        api.send("POST", "/api/imports", Body.of("text/csv; charset=klingon", "id\n"))
                .isProblem(415, "klingon");
    }

    private String encoding(String query, String contentType) {
        var id = id(api.send("POST", "/api/imports" + query, Body.of(contentType, "id\n")));
        return storage.<ImportOptions>read(stored -> stored.imports().options(id))
                .encoding();
    }

    @Test
    void uploads_beyond_the_concurrency_limit_are_503_with_retry_after() {
        var uploading =
                Stream.generate(api::connect).limit(ImportRoutes.MAX_UPLOADS).toList();
        uploading.forEach(connection -> connection.send(
                "POST /api/imports HTTP/1.1\nHost: localhost\nContent-Type: text/csv\nContent-Length: 4\n\n"));
        while (storage.<Integer>read(stored -> stored.imports().queuedUploads()) < ImportRoutes.MAX_UPLOADS) {
            Thread.onSpinWait();
        }
        var answer = api.send("POST", "/api/imports", CSV);

        assertThat(answer.isProblem(503).header("Retry-After")).matches("[1-9][0-9]*");
        uploading.forEach(connection -> connection.send("id\n"));
        assertThat(uploading)
                .allSatisfy(
                        connection -> assertThat(connection.answer().status()).isEqualTo(202));
        uploading.forEach(RawConnection::close);
        assertThat(api.send("POST", "/api/imports", CSV).status()).isEqualTo(202);
    }

    @Test
    void stores_a_large_body_in_parts() {
        var answer = api.send("POST", "/api/imports?kind=companies", Body.of("text/csv", "x".repeat(2_500_000)));

        assertThat(answer.status()).isEqualTo(202);
        assertThat(storage.<List<Integer>>read(stored -> List.of(
                        stored.imports().content(id(answer), 0, 0).orElseThrow().length,
                        stored.imports().content(id(answer), 0, 1).orElseThrow().length,
                        stored.imports().content(id(answer), 0, 2).orElseThrow().length)))
                .containsExactly(1 << 20, 1 << 20, 2_500_000 - (2 << 20));
    }

    @ParameterizedTest
    @CsvSource({
        "kind=company, kind",
        "key=id, key",
        "encoding=klingon, encoding",
        "map=name, map",
        "map==name, map",
        "dry_run=yes, dry_run",
        "colour=red, colour"
    })
    void rejects_an_invalid_parameter_before_storing_anything(String query, String parameter) {
        api.send("POST", "/api/imports?" + query, CSV).blames(parameter);
        assertThat(storage.tasks(TaskKind.IMPORT)).isEmpty();
    }

    @Test
    void rejects_a_body_without_a_file_and_stores_nothing() {
        api.send("POST", "/api/imports", Body.json("{}")).isProblem(415, "text/csv");
        api.send("POST", "/api/imports", Body.NONE).isProblem(415, "no Content-Type");
        api.send("POST", "/api/imports", Body.of("text/csv", "")).isProblem(400);
        api.send("POST", "/api/imports", Body.multipart("kind=users")).blames("kind", "must be a file");
        api.send("POST", "/api/imports", Body.of("multipart/form-data; boundary=x", "nothing of it"))
                .isProblem(400);
        assertThat(storage.tasks(TaskKind.IMPORT)).isEmpty();
    }

    @Test
    void lists_the_rejects_of_an_import() {
        var id = id(api.send("POST", "/api/imports?kind=companies", CSV));
        storage.write(stored -> {
            stored.imports()
                    .reject(
                            id,
                            List.of(
                                    new Reject("a.csv", 2, "name", "x", "is wrong"),
                                    new Reject("a.csv", 3, null, null, "is broken")));
            return true;
        });

        api.get("/api/imports/%s/rejects?per=1&page=2".formatted(id.value())).isOk("""
                {"items":[{"file":"a.csv","line":3,"column":null,"value":null,"reason":"is broken","severity":"error"}],\
                "pagination":{"current_page":2,"per_page":1,"total_pages":2,"total_count":2}}""");
    }

    @Test
    void lists_imports_latest_first() {
        api.get("/api/imports").isOk("""
                {"items":[],"pagination":{"current_page":1,"per_page":50,"total_pages":0,"total_count":0}}""");
        var one = id(api.send("POST", "/api/imports?kind=companies", CSV));
        var other = id(api.send("POST", "/api/imports?kind=companies", CSV));
        var latest = one.value().compareTo(other.value()) > 0 ? one : other;

        var page = api.get("/api/imports?per=1");

        assertThat(page.body())
                .startsWith("{\"items\":[{\"id\":\"" + latest.value())
                .endsWith("\"pagination\":{\"current_page\":1,\"per_page\":1,\"total_pages\":2,\"total_count\":2}}");
        api.get("/api/imports?status=x").isProblem(400, "status");
    }

    @Test
    void an_unknown_import_is_404() {
        api.get("/api/imports/imp_1").isProblem(404, "imp_1");
        api.get("/api/imports/com_1").isProblem(404, "com_1");
        api.get("/api/imports/imp_1/rejects").isProblem(404, "imp_1");
    }

    @Test
    void stops_an_import_and_then_deletes_it_with_its_files_and_rejects() {
        var id = id(api.send("POST", "/api/imports?kind=companies", CSV));
        storage.write(stored -> {
            stored.imports().reject(id, List.of(new Reject("a.csv", 2, "name", "x", "is wrong")));
            return true;
        });
        var path = "/api/imports/" + id.value();
        api.send("DELETE", path).isProblem(409, "it is running");

        var stopped = api.patch(path + "/stop", Body.NONE);

        assertThat(stopped.status()).as(stopped.body()).isEqualTo(200);
        assertThat(stopped.json().get("status").asText()).isEqualTo("stopped");
        assertThat(stopped.json().get("finished_at").isNull()).isFalse();
        assertThat(api.patch(path + "/stop", Body.NONE).body()).isEqualTo(stopped.body());
        assertThat(api.send("DELETE", path).status()).isEqualTo(204);
        api.get(path).isProblem(404);
        api.get(path + "/rejects").isProblem(404);
        api.send("DELETE", path).isProblem(404);
        api.patch(path + "/stop", Body.NONE).isProblem(404);
        assertThat(storage.<Long>read(stored -> stored.imports().contentSize())).isZero();
    }

    @Test
    void refuses_to_stop_an_import_that_has_ended() {
        var id = id(api.send("POST", "/api/imports?kind=companies", CSV));
        storage.write(stored -> {
            stored.imports().save(stored.imports().find(id).orElseThrow().completed(TestBook.START));
            return true;
        });

        api.patch("/api/imports/%s/stop".formatted(id.value()), Body.NONE).isProblem(409, "it is completed");
    }

    @Test
    void refuses_an_upload_over_the_limit_with_or_without_a_declared_length() throws Exception {
        try (var small = Api.over(storage, new ImportLimits(100, 10), FreeSpace.UNKNOWN)) {
            var body = "x".repeat(101);
            small.send("POST", "/api/imports", Body.of("text/csv", body)).isProblem(413, "100 bytes");
            var chunked = small.request("/api/imports")
                    .header("Content-Type", "text/csv")
                    .POST(BodyPublishers.ofInputStream(
                            () -> new ByteArrayInputStream(body.getBytes(StandardCharsets.UTF_8))));
            small.send(chunked.build()).isProblem(413, "100 bytes");
            try (var connection = small.connect()) {
                connection.send("POST /api/imports HTTP/1.1\nHost: localhost\nContent-Type: text/csv\n"
                        + "Content-Length: 99999999999\nExpect: 100-continue\n\n");
                assertThat(connection.answer().status()).isEqualTo(413);
            }
            assertThat(small.send("POST", "/api/imports", CSV).status()).isEqualTo(202);
        }
        assertThat(storage.<Integer>read(stored -> stored.imports().queuedUploads()))
                .isEqualTo(1);
    }

    @Test
    void refuses_an_upload_when_the_disk_is_nearly_full_before_or_during_it() {
        var free = new AtomicLong(3);
        try (var full = Api.over(storage, ImportLimits.USUAL, free::get)) {
            full.send("POST", "/api/imports", CSV).isProblem(507, "not enough free disk space");
            free.set(1 << 20);
            full.send("POST", "/api/imports", Body.parts(FILE.formatted("a.csv") + "x".repeat(1 << 20)))
                    .isProblem(507, "not enough free disk space");
            assertThat(full.send("POST", "/api/imports", CSV).status()).isEqualTo(202);
        }
        assertThat(storage.<Integer>read(stored -> stored.imports().queuedUploads()))
                .isEqualTo(1);
        assertThat(storage.<Long>read(stored -> stored.imports().contentSize())).isEqualTo(CSV.content().length);
    }

    @Test
    void refuses_uploads_while_too_many_or_too_large_ones_wait() {
        for (int i = 0; i < ImportLimits.MAX_QUEUED; i++) {
            assertThat(api.send("POST", "/api/imports", CSV).status()).isEqualTo(202);
        }
        var refused = api.send("POST", "/api/imports", CSV);
        refused.isProblem(503, "Too many uploads");
        assertThat(refused.header("Retry-After")).isNotNull();

        var others = InMemoryStorage.of(new TestBook().build());
        try (var small = Api.over(others, new ImportLimits(100, 10), FreeSpace.UNKNOWN)) {
            var body = Body.of("text/csv", "x".repeat(100));
            for (int i = 0; i < 4; i++) {
                assertThat(small.send("POST", "/api/imports", body).status()).isEqualTo(202);
            }
            small.send("POST", "/api/imports", body).isProblem(503, "Too many uploads");
        }
    }

    @Test
    void refuses_an_upload_of_too_many_files() {
        var files = Stream.generate(() -> FILE.formatted("a.csv"))
                .limit(ImportLimits.MAX_FILES + 1)
                .toArray(String[]::new);

        api.send("POST", "/api/imports", Body.parts(files)).isProblem(413, "more than 100 files");
    }

    @Test
    void accepts_a_limit_of_rejects_up_to_the_limit_of_the_server() {
        assertThat(maxRejects("")).isEqualTo(10_000);
        assertThat(maxRejects("?max_rejects=0")).isZero();
        api.send("POST", "/api/imports?max_rejects=10001", CSV).blames("max_rejects", "from 0 to 10000");
        api.send("POST", "/api/imports?max_rejects=-1", CSV).blames("max_rejects");
    }

    private long maxRejects(String query) {
        var id = id(api.send("POST", "/api/imports" + query, CSV));
        return storage.<Long>read(
                stored -> stored.imports().find(id).orElseThrow().maxRejects());
    }
}
