package com.grow.outreach.benchmarks;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.postgresql.PGConnection;

/**
 * {@code grow import} as packaged, with the time its JVM takes to start, beside a bare COPY of the same rows into the same
 * tables with the same indexes, triggers and references. Whatever comes in is taken out again.
 */
final class Imports implements Part {

    private static final int ROWS = 300_000;

    private final Path jar;

    Imports(Path jar) {
        this.jar = jar;
    }

    /**
     * Tables that are filled together.
     *
     * @param names the tables, in the order of their references
     * @param columns the columns of each that are not generated
     */
    private record Tables(String title, List<String> names, List<String> columns) {}

    private static final List<Tables> ALL = List.of(
            new Tables(
                    "companies",
                    List.of("companies"),
                    List.of(
                            "id, public_id, name, owner_id, created_at, domain, fit, segments, countries, overall_score")),
            new Tables(
                    "people",
                    List.of("people"),
                    List.of("id, public_id, name, title, company_id, email, phone, linkedin_url, created_at")),
            new Tables(
                    "outreaches with histories",
                    List.of("outreaches", "outreach_transitions"),
                    List.of(
                            "id, public_id, person_id, company_id, owner_id, sequence_id, created_at, last_sort_key,"
                                    + " channel, current_state",
                            "outreach_id, sort_key, from_state, to_state, created_at, actor, reason, metadata")));

    @Override
    public void measure(Target target) throws Exception {
        var directory = Files.createTempDirectory("imports");
        var ratios = new Ratios();
        try (var sql = target.sql()) {
            // Of a run that was broken off.
            sql.execute("truncate imports cascade");
            for (var tables : ALL.reversed()) {
                delete(tables, sql);
            }
            write(directory);
            for (int round = 0; round < Ratios.ROUNDS; round++) {
                for (var tables : ALL) {
                    double imported = Ratios.time(() -> run(tables, directory, target));
                    var copies = takeOut(tables, directory, sql);
                    double copied = Ratios.time(() -> copyIn(tables, copies, sql));
                    ratios.add(tables.title(), copied / imported);
                    System.out.printf("%s: import %.1f s, COPY %.1f s%n", tables.title(), imported / 1e9, copied / 1e9);
                }
                for (var tables : ALL.reversed()) {
                    delete(tables, sql);
                }
            }
        } finally {
            try (var files = Files.list(directory)) {
                files.forEach(file -> file.toFile().delete());
            }
            Files.delete(directory);
        }
        ratios.print("Import of %,d rows".formatted(ROWS), "rate by that of a bare COPY into the same indexed tables");
    }

    private void run(Tables tables, Path directory, Target target) throws Exception {
        var command = new ArrayList<String>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of("-Xmx512m", "-jar", jar.toString(), "import", "--database-url"));
        command.add("jdbc:postgresql://localhost:%d/postgres?user=postgres".formatted(target.databasePort()));
        for (var table : tables.names()) {
            command.add(
                    directory.resolve(table.replace("outreach_", "") + ".csv").toString());
        }
        var log = directory.resolve("log").toFile();
        var process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(log)
                .start();
        if (process.waitFor() != 0) {
            throw new IOException(Files.readString(log.toPath()));
        }
    }

    private static void write(Path directory) {
        var random = new Random(1);
        try (var companies = new PrintWriter(directory.resolve("companies.csv").toFile());
                var people = new PrintWriter(directory.resolve("people.csv").toFile());
                var outreach =
                        new PrintWriter(directory.resolve("outreaches.csv").toFile());
                var transitions =
                        new PrintWriter(directory.resolve("transitions.csv").toFile())) {
            companies.println("id,name,domain,owner_id,fit,segments,countries,overall_score,created_at");
            people.println("id,name,title,company_id,email,phone,linkedin_url,created_at");
            outreach.println("id,channel,person_id,sequence_id,current_state,created_at");
            transitions.println("outreach_id,sort_key,from_state,to_state,created_at");
            for (int i = 1; i <= ROWS; i++) {
                var day = "2026-0%d-%02dT09:%02d:00Z"
                        .formatted(1 + random.nextInt(9), 1 + random.nextInt(28), random.nextInt(60));
                companies.printf(
                        "com_bench%d,\"Company %d, %s\",c%d.bench.example,usr_%d,true,SaaS;Sales,US;DE,%d,%s%n",
                        i, random.nextInt(), "of London", i, 1 + random.nextInt(4), random.nextInt(101), day);
                people.printf(
                        "per_bench%d,Person %d,Head of Sales,com_bench%d,p%d@bench.example,+1 555 %07d,https://l.example/%d,%s%n",
                        i, random.nextInt(), 1 + random.nextInt(ROWS), i, i, i, day);
                outreach.printf("out_bench%d,email,per_bench%d,seq_1,waiting,%s%n", i, 1 + random.nextInt(ROWS), day);
                transitions.printf("out_bench%d,10,new,starting,%s%n", i, day);
                transitions.printf("out_bench%d,20,starting,waiting,%s%n", i, day);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The rows that came in as COPY has them; then deletes them. */
    private static List<Path> takeOut(Tables tables, Path directory, Sql sql) throws Exception {
        var copies = new ArrayList<Path>();
        for (int i = 0; i < tables.names().size(); i++) {
            var copy = directory.resolve(tables.names().get(i) + ".copy");
            try (var out = Files.newOutputStream(copy)) {
                sql.connection()
                        .unwrap(PGConnection.class)
                        .getCopyAPI()
                        .copyOut(
                                "copy (select %s from %s where %s order by 1) to stdout"
                                        .formatted(
                                                tables.columns().get(i),
                                                tables.names().get(i),
                                                ours(tables.names().get(i))),
                                out);
            }
            copies.add(copy);
        }
        delete(tables, sql);
        return copies;
    }

    private static String ours(String table) {
        return table.equals("outreach_transitions")
                ? "outreach_id in (select id from outreaches where %s)".formatted(ours("outreaches"))
                : "public_id like '____bench%'";
    }

    private static void delete(Tables tables, Sql sql) throws Exception {
        for (var table : tables.names().reversed()) {
            if (table.equals("outreach_transitions")) {
                // A history is never deleted: its triggers see to that.
                sql.execute("set session_replication_role = replica");
            }
            sql.execute("delete from %s where %s".formatted(table, ours(table)));
            sql.execute("set session_replication_role = origin");
            sql.execute("vacuum (analyze) " + table);
        }
    }

    private static void copyIn(Tables tables, List<Path> copies, Sql sql) throws Exception {
        // An import writes no events, either.
        sql.execute("set grow.bulk = on");
        for (int i = 0; i < copies.size(); i++) {
            try (var in = Files.newInputStream(copies.get(i))) {
                sql.connection()
                        .unwrap(PGConnection.class)
                        .getCopyAPI()
                        .copyIn(
                                "copy %s (%s) from stdin"
                                        .formatted(
                                                tables.names().get(i),
                                                tables.columns().get(i)),
                                in);
            }
        }
    }
}
