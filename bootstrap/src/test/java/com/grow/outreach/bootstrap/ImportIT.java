package com.grow.outreach.bootstrap;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code grow import} and {@code grow export}. The tests that kill them use the packaged application. */
@ExtendWith(SharedPostgres.class)
@Timeout(value = 5, unit = TimeUnit.MINUTES)
class ImportIT {

    private static final int REJECTED = 2;

    @TempDir
    Path directory;

    private final Postgres postgres;

    ImportIT(Postgres postgres) {
        this.postgres = postgres;
    }

    private static List<String> grow(int exitCode, String jdbcUrl, String... words) {
        var command = Stream.concat(Arrays.stream(words), Stream.of("--database-url", jdbcUrl));
        var said = new StringWriter();
        var writer = new PrintWriter(said);
        int status = Grow.commandLine().setOut(writer).setErr(writer).execute(command.toArray(String[]::new));
        assertThat(status).as(said::toString).isEqualTo(exitCode);
        return said.toString().lines().toList();
    }

    private static String[] importing(Path directory) throws IOException {
        try (var files = Files.list(directory)) {
            return Stream.concat(Stream.of("import"), files.map(Path::toString).sorted())
                    .toArray(String[]::new);
        }
    }

    private String exported(String jdbcUrl, String format, String name) throws IOException {
        var output = directory.resolve(name);
        grow(0, jdbcUrl, "export", "--format", format, "--output", output.toString());
        var all = new StringBuilder();
        try (var files = Files.list(output)) {
            for (var file : files.sorted().toList()) {
                all.append(file.getFileName()).append('\n').append(Files.readString(file));
            }
        }
        return all.toString();
    }

    private static void assertThatItAgreesWithItself(String jdbcUrl) {
        grow(0, jdbcUrl, "check");
    }

    @ParameterizedTest
    @ValueSource(strings = {"csv", "ndjson"})
    void an_export_can_be_imported_into_an_empty_database_without_loss(String format) throws Exception {
        var demo = postgres.jdbcUrl(postgres.database(true));
        try (var sql = Sql.connect(demo)) {
            sql.execute("update people set opted_out = '{email,phone}' where public_id = 'per_22222'");
            sql.execute("update people set name = E'Z\\\\o\"ë,; \\n x' where public_id = 'per_22222'");
            sql.execute("update companies set segments = array['R&D; x', 'a\\b', 'c,d'] where public_id = 'com_12345'");
            sql.execute("""
                    insert into outreach_transitions
                      (outreach_id, sort_key, from_state, to_state, created_at, actor, reason, metadata)
                    select id, last_sort_key + 10, 'ready', 'not_available', '2026-05-05T05:05:05.123456Z',
                      'usr_1', E'said "no", \\ntwice', '{"b": [1.50, {"c": null}], "a": "é"}'
                    from outreaches where public_id = 'out_11111'""");
            sql.execute("update outreaches set current_state = 'not_available', last_sort_key = last_sort_key + 10"
                    + " where public_id = 'out_11111'");
        }
        var once = exported(demo, format, "once");
        var empty = postgres.jdbcUrl(postgres.database(false));

        var said = grow(0, empty, importing(directory.resolve("once")));

        assertThat(said).last().asString().contains(" 0 rejected");
        assertThat(exported(empty, format, "twice")).isEqualTo(once);
        assertThatItAgreesWithItself(empty);
        assertThat(grow(0, empty, importing(directory.resolve("once"))))
                .last()
                .asString()
                .contains(" 0 new, 0 changed");
    }

    @ParameterizedTest
    @ValueSource(strings = {"csv", "ndjson"})
    void an_export_without_sequences_and_histories_can_be_imported(String format) throws Exception {
        var few = postgres.jdbcUrl(postgres.database(false));
        var contact = Files.writeString(
                directory.resolve("contacts.csv"), "person,email,company\n\"Ann\rB \uFFFF\",ann@acme.example,Acme\n");
        grow(0, few, "import", contact.toString());
        var once = exported(few, format, "once");
        var empty = postgres.jdbcUrl(postgres.database(false));

        grow(0, empty, importing(directory.resolve("once")));

        assertThat(exported(empty, format, "twice")).isEqualTo(once);
    }

    @Test
    void imports_from_a_pipe() throws Exception {
        var pipe = directory.resolve("companies.csv");
        assertThat(new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor())
                .isZero();
        var writer = Thread.ofVirtual().start(() -> {
            try {
                Files.writeString(pipe, "id,name\ncom_1,Acme\n");
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });

        var said = grow(0, postgres.jdbcUrl(postgres.database(false)), "import", pipe.toString());

        assertThat(said).last().isEqualTo("Imported: 1 new, 0 changed, 0 unchanged, 0 rejected.");
        writer.join();
    }

    @Test
    void reports_an_unwritable_reject_file_before_importing_anything() throws Exception {
        var url = postgres.jdbcUrl(postgres.database(false));
        var file = Files.writeString(directory.resolve("companies.csv"), "id,name\ncom_1,Acme\n");

        assertThat(grow(
                        1,
                        url,
                        "import",
                        file.toString(),
                        "--rejects",
                        directory.resolve("none/x.csv").toString()))
                .singleElement()
                .asString()
                .contains("the rejects can't be written");
        assertThat(grow(1, url, "import", file.toString(), "--rejects", file.toString()))
                .singleElement()
                .asString()
                .contains("would overwrite the input file");
        assertThat(file).content().startsWith("id,name");
        assertThat(grow(0, url, "import", file.toString())).last().asString().contains(" 1 new");
    }

    @Test
    void repeated_imports_of_a_crm_export_with_a_mapping_change_nothing() throws Exception {
        var url = postgres.jdbcUrl(postgres.database(false));
        var users = directory.resolve("users.csv");
        Files.writeString(users, "name,email\nUma Owner,uma@grow.example\n");
        var contacts = Path.of("..", "adapter-files", "src", "test", "resources", "hubspot-contacts.csv");
        var rejects = directory.resolve("rejects.csv");
        String[] words = {
            "import",
            users.toString(),
            contacts.toString(),
            "--map",
            "Company Name=company",
            "--map",
            "Website URL=domain",
            "--map",
            "Phone Number=phone",
            "--map",
            "LinkedIn URL=linkedin",
            "--map",
            "Job Title=title",
            "--map",
            "Contact owner=owner",
            "--strict",
            "--owners",
            "reject",
            "--rejects",
            rejects.toString()
        };

        var said = grow(REJECTED, url, words);

        assertThat(said)
                .contains(
                        "Rows: 7 read, 4 imported, 0 with warnings, 3 rejected.",
                        "Records of users: 1 new, 0 changed.",
                        "Records of companies: 2 new, 0 changed.",
                        "Records of people: 3 new, 0 changed.",
                        "Records of outreaches: 6 new, 0 changed.");
        assertThat(said).last().isEqualTo("Imported: 12 new, 0 changed, 0 unchanged, 3 rejected.");
        assertThat(Files.readAllLines(rejects))
                .satisfiesExactly(
                        line -> assertThat(line)
                                .startsWith("file,line,column,value,reason,Record ID,First Name,Last Name,Job Title,"),
                        line -> assertThat(line).startsWith("hubspot-contacts.csv,5,person,,"),
                        line -> assertThat(line).startsWith("hubspot-contacts.csv,6,email,bob(at)beta.example,"),
                        line -> assertThat(line).startsWith("hubspot-contacts.csv,8,owner,nobody@grow.example,"));
        assertThat(grow(REJECTED, url, words)).last().isEqualTo("Imported: 0 new, 0 changed, 4 unchanged, 3 rejected.");
        try (var sql = Sql.connect(url)) {
            assertThat(sql.value("select string_agg(name || ' ' || domain, '; ' order by name) from companies"))
                    .isEqualTo("Acme, Inc. acme.example; Gamma \"G\" ApS gamma.example");
            assertThat(sql.value("select string_agg(channel::text, ',' order by channel) from outreaches join people"
                            + " on people.id = person_id where email = 'zoe.mueller@acme.example'"))
                    .isEqualTo("email,linkedin,phone");
        }
        assertThatItAgreesWithItself(url);
    }

    @Test
    void corrected_rejects_of_several_files_are_imported_as_they_are() throws Exception {
        var url = postgres.jdbcUrl(postgres.database(false));
        var companies = Files.writeString(
                directory.resolve("companies.csv"), "id,name,domain\ncom_1,Acme,acme.com\ncom_2,Beta,at\n");
        var people = Files.writeString(
                directory.resolve("people.ndjson"),
                "{\"id\":\"per_1\",\"name\":\"Ann\",\"company_id\":\"com_1\",\"email\":\"ann\"}\n");
        var rejects = directory.resolve("rejects.csv");

        var said =
                grow(REJECTED, url, "import", people.toString(), companies.toString(), "--rejects", rejects.toString());

        var ofCompanies = directory.resolve("rejects-companies.csv");
        var ofPeople = directory.resolve("rejects-people.csv");
        assertThat(said)
                .last()
                .asString()
                .contains("Rows of several files were rejected", ofCompanies.toString(), ofPeople.toString());
        assertThat(rejects).content().contains("companies.csv,3,", "people.ndjson,1,");
        assertThat(ofCompanies).content().startsWith("file,line,column,value,reason,id,name,domain\n");
        Files.writeString(ofCompanies, Files.readString(ofCompanies).replace("Beta,at", "Beta,beta.example"));
        Files.writeString(ofPeople, Files.readString(ofPeople).replace(",ann\n", ",ann@acme.com\n"));
        assertThat(grow(0, url, "import", ofPeople.toString(), ofCompanies.toString()))
                .last()
                .isEqualTo("Imported: 2 new, 0 changed, 0 unchanged, 0 rejected.");
        assertThat(grow(1, url, "import", ofPeople.toString(), people.toString(), "--rejects", rejects.toString()))
                .singleElement()
                .asString()
                .contains("would overwrite the input file " + ofPeople);
    }

    @Test
    void a_killed_import_resumes_without_loss_or_duplicates() throws Exception {
        var dataDir = directory.resolve("data");
        var file = companies(60_000);
        try (var killed = GrowProcess.run("import", file.toString(), "--data-dir", dataDir.toString());
                var sql = connect(dataDir, killed)) {
            sql.await("exists (select from imports where read_count >= 10000)");
            killed.kill();
        }
        try (var resumed = GrowProcess.run("import", file.toString(), "--data-dir", dataDir.toString())) {
            assertThat(resumed.exitCode()).as(() -> resumed.lines().toString()).isEqualTo(REJECTED);
            assertThat(resumed.lines()).contains("Imported: 59,998 new, 0 changed, 0 unchanged, 2 rejected.");
        }
        try (var check = GrowProcess.run("check", "--data-dir", dataDir.toString())) {
            assertThat(check.exitCode()).as(() -> check.lines().toString()).isZero();
        }
        try (var grow = GrowProcess.serve(dataDir)) {
            assertThat(grow.http().get("/api/companies").totalCount()).isEqualTo(59_998);
        }
    }

    @Test
    void shuffled_contacts_give_the_same_people() throws Exception {
        var rows = IntStream.range(0, 25_500)
                .mapToObj(i -> "Person %d,%s,%s,%s,Company %d,%s,%s"
                        .formatted(
                                i % 7_001,
                                i % 3 == 0 ? "p%d@x.example".formatted(i % 7_001) : i % 11 == 0 ? "none" : "",
                                i % 4 == 0 ? "in/p%d".formatted(i % 6_007) : "",
                                i % 5 == 0 ? "+1201555%04d".formatted(i % 7_001) : "",
                                i % 7_001 % 101,
                                i % 2 == 0 ? "c%d.example".formatted(i % 7_001 % 103) : "",
                                i % 13 == 0 ? "email" : ""))
                .collect(Collectors.toList());
        var digests = new HashSet<String>();
        for (int seed = 1; seed <= 3; seed++) {
            Collections.shuffle(rows, new Random(seed));
            var file = Files.writeString(
                    directory.resolve("contacts.csv"),
                    "person,email,linkedin,phone,company,domain,opt_outs\n" + String.join("\n", rows) + "\n");
            var url = postgres.jdbcUrl(postgres.database(false));

            var said = grow(REJECTED, url, "import", file.toString(), "--max-rejects", "100000");

            try (var sql = Sql.connect(url)) {
                digests.add(said.stream()
                                .filter(line -> line.startsWith("Imported"))
                                .toList()
                        + sql.value(
                                "select string_agg(digest, ' ' order by digest collate \"C\") from (select md5(string_agg(concat_ws('|', p.public_id,"
                                        + " p.name, email, phone, linkedin_url, opted_out::text, c.public_id, c.name, domain), ';'"
                                        + " order by p.public_id)) digest from people p join companies c on c.id = company_id"
                                        + " union all select md5(string_agg(public_id, ';' order by public_id)) from outreaches)"
                                        + " digests"));
            }
            assertThatItAgreesWithItself(url);
        }

        assertThat(digests).hasSize(1);
    }

    private Path companies(int n) throws IOException {
        var file = directory.resolve("companies.csv.gz");
        try (var out = new GZIPOutputStream(Files.newOutputStream(file))) {
            var text = new StringBuilder("id,name,domain\nwrong,No id,\n");
            for (int i = 2; i < n; i++) {
                text.append("com_%d,Company %d,c%d.example\n".formatted(i, i, i));
            }
            out.write(text.append("com_x,,\n").toString().getBytes(StandardCharsets.UTF_8));
        }
        return file;
    }

    /** Waits until the database exists. */
    private static Sql connect(Path dataDir, GrowProcess grow) {
        while (true) {
            try {
                var sql = Sql.connect(GrowProcess.jdbcUrl(dataDir));
                if (sql.value("select to_regclass('imports') is not null").equals("t")) {
                    return sql;
                }
                sql.close();
            } catch (Exception e) {
                assertThat(grow.lines()).noneMatch(line -> line.startsWith("Imported"));
            }
        }
    }

    @Test
    void an_unusable_file_is_refused_in_one_line() throws Exception {
        var url = postgres.jdbcUrl(postgres.database(false));
        var file = Files.writeString(directory.resolve("x.csv"), "a,b\n1,2\n");
        var lines = new ArrayList<String>();

        lines.addAll(grow(1, url, "import", file.toString()));
        lines.addAll(grow(1, url, "import", file.toString(), "--kind", "company"));
        lines.addAll(grow(1, url, "import", file.toString(), "--kind", "companies", "--map", "c=name"));
        lines.addAll(grow(1, url, "import", directory.resolve("none.csv").toString()));

        assertThat(lines)
                .satisfiesExactly(
                        line -> assertThat(line).contains("the kind of the rows is unknown"),
                        line -> assertThat(line).contains("there is no kind 'company'"),
                        line -> assertThat(line).contains("the mapped column 'c' does not exist"),
                        line -> assertThat(line).contains("no such file"));
    }

    @Test
    void a_dry_run_changes_nothing() throws Exception {
        var url = postgres.jdbcUrl(postgres.database(false));
        var file = Files.writeString(directory.resolve("companies.csv"), "id,name\ncom_1,Acme\n");

        assertThat(grow(0, url, "import", "--dry-run", file.toString()))
                .last()
                .isEqualTo("Dry run, nothing was stored: 1 new, 0 changed, 0 unchanged, 0 rejected.");
        try (var sql = Sql.connect(url)) {
            assertThat(sql.value("select count(*) from companies")).isEqualTo("0");
        }
    }

    @Test
    void uploaded_files_are_imported_in_the_background() throws Exception {
        try (var grow = postgres.serve(postgres.database(false), false)) {
            var answer = grow.http()
                    .send("POST", "/api/imports?kind=companies", "text/csv", "id,name\ncom_1,Acme\nwrong,Beta\n");
            assertThat(answer.status()).as(answer.body()).isEqualTo(202);
            var location = answer.header("Location");
            var run = ended(grow.http(), location);

            assertThat(run.get("status").asText()).isEqualTo("completed");
            assertThat(run.get("created_count").asInt()).isEqualTo(1);
            assertThat(run.get("rejected_count").asInt()).isEqualTo(1);
            assertThat(grow.http()
                            .get(location + "/rejects")
                            .json()
                            .at("/items/0/column")
                            .asText())
                    .isEqualTo("id");
            assertThat(grow.http().get("/api/companies/com_1").status()).isEqualTo(200);
            assertThat(grow.value("select count(*) from import_contents")).isEqualTo("0");

            var mistyped = grow.http()
                    .send("POST", "/api/imports?kind=companies&map=Nmae=name", "text/csv", "id,name\ncom_2,Acme\n");
            var failed = ended(grow.http(), mistyped.header("Location"));
            assertThat(failed.get("status").asText()).isEqualTo("failed");
            assertThat(failed.get("failure").asText())
                    .isEqualTo("the mapped column 'Nmae' does not exist; check its spelling");
        }
    }

    private static JsonNode ended(Http http, String location) throws Exception {
        var run = http.get(location).json();
        while (run.get("status").asText().equals("running")) {
            run = http.get(location).json();
        }
        return run;
    }

    @Test
    void an_uploaded_import_resumes_after_its_server_was_killed() throws Exception {
        var dataDir = directory.resolve("data");
        var text = new StringBuilder("id,name,domain\n");
        for (int i = 1; i <= 30_000; i++) {
            text.append("com_%d,Company %d,c%d.example\n".formatted(i, i, i));
        }
        String location;
        try (var grow = GrowProcess.serve(dataDir, "--empty");
                var sql = Sql.connect(GrowProcess.jdbcUrl(dataDir))) {
            var answer = grow.http().send("POST", "/api/imports?kind=companies", "text/csv", text.toString());
            assertThat(answer.status()).as(answer.body()).isEqualTo(202);
            location = answer.header("Location");
            sql.await("exists (select from imports where read_count >= 10000)");
            grow.kill();
        }
        try (var grow = GrowProcess.serve(dataDir)) {
            var run = ended(grow.http(), location);
            assertThat(run.get("created_count").asInt()).isEqualTo(30_000);
            assertThat(grow.http().get("/api/companies").totalCount()).isEqualTo(30_000);
        }
    }

    @Test
    void an_upload_with_only_rejects_fails_at_the_limit_and_is_deleted() throws Exception {
        try (var grow = postgres.serve(postgres.database(false), false)) {
            var answer = grow.http()
                    .send("POST", "/api/imports?kind=companies", "text/csv", "id,name\n" + "x,\n".repeat(1_000_000));
            var location = answer.header("Location");
            var run = ended(grow.http(), location);

            assertThat(run.get("status").asText()).isEqualTo("failed");
            assertThat(run.get("failure").asText()).startsWith("more than 10,000 rejects");
            // All rows of the chunk that exceeds the limit are counted, up to 10,000.
            assertThat(run.get("rejected_count").asInt()).isBetween(10_001, 20_000);
            assertThat(grow.http().get(location + "/rejects").totalCount()).isEqualTo(10_001);
            assertThat(grow.http().send("DELETE", location, "", "").status()).isEqualTo(204);
            assertThat(grow.http().get(location).status()).isEqualTo(404);
            assertThat(grow.value("select count(*) from import_rejects")).isEqualTo("0");
        }
    }

    @Test
    void the_command_fails_at_the_limit_of_rejects_and_reports_the_imported_rows() throws Exception {
        var url = postgres.jdbcUrl(postgres.database(false));
        var file = Files.writeString(
                directory.resolve("companies.csv"), "id,name\ncom_1,Acme\n" + "x,Beta\n".repeat(30_000));

        assertThat(grow(1, url, "import", file.toString(), "--max-rejects", "20"))
                .anyMatch(line -> line.startsWith("Imported: 1 new"))
                .last()
                .asString()
                .contains("more than 20 rejects", "line 23 of companies.csv", "rows before that were imported");
    }
}
