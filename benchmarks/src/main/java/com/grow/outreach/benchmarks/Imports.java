package com.grow.outreach.benchmarks;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Random;

/**
 * Compares {@code ./grow import}, including the start of its JVM, with COPY of the same rows into the same tables with the
 * same indexes, triggers and foreign keys. Each side uses a copy of the same database, which is dropped afterwards.
 */
final class Imports implements Part {

    private static final int ROWS = 300_000;

    /** The most outreaches in the database before the import. */
    private static final long MOST_OUTREACHES = 1_000_000;

    private static final String TEMPLATE = "imports_template";
    private static final String IMPORTED = "imports_imported";
    private static final String COPIED = "imports_copied";

    /**
     * A table.
     *
     * @param columns the columns that are not generated
     * @param ours the condition for imported rows
     */
    private record Table(String name, String columns, String ours) {

        Path csv(Path directory) {
            return directory.resolve(name.replace("outreach_", "") + ".csv");
        }

        Path copy(Path directory) {
            return directory.resolve(name + ".copy");
        }
    }

    /** Tables that are filled together, in the order of their foreign keys. */
    private record Tables(String title, List<Table> tables) {}

    private static final String OURS = "public_id like '____bench%'";

    private static final List<Tables> ALL = List.of(
            new Tables(
                    "companies",
                    List.of(new Table(
                            "companies",
                            "id, public_id, name, owner_id, created_at, domain, fit, segments, countries, overall_score",
                            OURS))),
            new Tables(
                    "people",
                    List.of(new Table(
                            "people",
                            "id, public_id, name, title, company_id, email, phone, linkedin_url, created_at",
                            OURS))),
            new Tables(
                    "outreaches with histories",
                    List.of(
                            new Table(
                                    "outreaches",
                                    "id, public_id, person_id, company_id, owner_id, sequence_id, created_at, last_sort_key,"
                                            + " channel, current_state",
                                    OURS),
                            new Table(
                                    "outreach_transitions",
                                    "outreach_id, sort_key, from_state, to_state, created_at, actor, reason, metadata",
                                    "outreach_id in (select id from outreaches where %s)".formatted(OURS)))));

    @Override
    public void measure(Target target) throws Exception {
        var directory = Files.createTempDirectory("imports");
        var ratios = new Ratios();
        try (var sql = target.sql()) {
            for (var database : List.of(IMPORTED, COPIED, TEMPLATE)) {
                // Left by an aborted run.
                drop(database, sql);
            }
            sql.execute("create database " + TEMPLATE);
            long outreaches = Math.min(target.outreaches(), MOST_OUTREACHES);
            grow(directory, target, TEMPLATE, "generate", "--outreaches", String.valueOf(outreaches));
            write(directory);
            copyOut(directory, target, sql);
            for (int round = 0; round < Ratios.ROUNDS; round++) {
                // Alternate, so that neither side always finds warm caches.
                var turns = round % 2 == 0 ? List.of(IMPORTED, COPIED) : List.of(COPIED, IMPORTED);
                var times = new HashMap<String, List<Double>>();
                for (var database : turns) {
                    times.put(database, times(database, directory, target, sql));
                }
                for (int i = 0; i < ALL.size(); i++) {
                    double imported = requireNonNull(times.get(IMPORTED)).get(i);
                    double copied = requireNonNull(times.get(COPIED)).get(i);
                    ratios.add(ALL.get(i).title(), copied / imported);
                    System.out.printf(
                            "%s: import %.1f s, COPY %.1f s%n", ALL.get(i).title(), imported / 1e9, copied / 1e9);
                }
            }
            drop(TEMPLATE, sql);
            ratios.print(
                    "Import of %,d rows beside %,d outreaches".formatted(ROWS, outreaches),
                    "rate by that of a bare COPY into the same indexed tables");
        } finally {
            try (var files = Files.list(directory)) {
                files.forEach(file -> file.toFile().delete());
            }
            Files.delete(directory);
        }
    }

    /** Measures how long COPY takes to fill the tables in sequence. */
    private static List<Double> times(String database, Path directory, Target target, Sql sql) throws Exception {
        create(database, sql);
        var times = new ArrayList<Double>();
        for (var tables : ALL) {
            sql.execute("checkpoint");
            times.add(Ratios.time(() -> {
                if (database.equals(IMPORTED)) {
                    importInto(tables, directory, target);
                } else {
                    copyInto(tables, directory, target);
                }
            }));
        }
        drop(database, sql);
        return times;
    }

    private static void create(String database, Sql sql) throws SQLException {
        sql.execute("create database %s template %s strategy file_copy".formatted(database, TEMPLATE));
    }

    private static void drop(String database, Sql sql) throws SQLException {
        sql.execute("drop database if exists %s with (force)".formatted(database));
    }

    private static void importInto(Tables tables, Path directory, Target target) throws Exception {
        var command = new ArrayList<>(List.of("import"));
        for (var table : tables.tables()) {
            command.add(table.csv(directory).toString());
        }
        grow(directory, target, IMPORTED, command.toArray(String[]::new));
    }

    private static void grow(Path directory, Target target, String database, String... arguments) throws Exception {
        var command = new ArrayList<>(List.of("./grow"));
        command.addAll(List.of(arguments));
        command.addAll(List.of("--database-url", target.jdbcUrl(database)));
        var log = directory.resolve("log").toFile();
        var builder = new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log);
        builder.environment().put("JAVA_TOOL_OPTIONS", "-Xmx512m");
        var process = builder.start();
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

    /** Imports once, and stores the imported rows as input for COPY. */
    private static void copyOut(Path directory, Target target, Sql sql) throws Exception {
        create(IMPORTED, sql);
        for (var tables : ALL) {
            importInto(tables, directory, target);
        }
        try (var imported = Sql.connect(target.jdbcUrl(IMPORTED))) {
            for (var tables : ALL) {
                for (var table : tables.tables()) {
                    try (var out = Files.newOutputStream(table.copy(directory))) {
                        imported.copies()
                                .copyOut(
                                        "copy (select %s from %s where %s order by 1) to stdout"
                                                .formatted(table.columns(), table.name(), table.ours()),
                                        out);
                    }
                }
            }
        }
        drop(IMPORTED, sql);
    }

    private static void copyInto(Tables tables, Path directory, Target target) throws Exception {
        try (var sql = Sql.connect(target.jdbcUrl(COPIED))) {
            // An import writes no events either.
            sql.execute("set grow.bulk = on");
            for (var table : tables.tables()) {
                try (var in = Files.newInputStream(table.copy(directory))) {
                    sql.copies().copyIn("copy %s (%s) from stdin".formatted(table.name(), table.columns()), in);
                }
            }
        }
    }
}
