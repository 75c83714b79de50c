package com.grow.outreach.benchmarks;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/**
 * Measures the packaged product over HTTP against PostgreSQL over TCP, on a small and a large generated database, and
 * prints tables of ratios. Both sides of a ratio are measured in the same run, turn by turn, in several rounds.
 */
public final class Benchmarks {

    private static final int ROUNDS = 3;
    private static final int CONNECTIONS = 16;
    private static final int SECONDS = 5;
    private static final int BATCH = 10_000;

    private static final List<String> SORTS = List.of("", "channel", "company", "status", "sequence", "owner");

    private final Target small;
    private final Target large;
    private final long outreaches;

    private Benchmarks(Target small, Target large) throws SQLException {
        this.small = small;
        this.large = large;
        try (var sql = large.sql()) {
            this.outreaches = number(sql, "select count(*) from outreaches");
        }
    }

    /**
     * Runs them all.
     *
     * @param args the packaged product, the data directory of the small database, that of the large one
     */
    public static void main(String[] args) throws Exception {
        var jar = Path.of(args[0]);
        try (var small = Target.start(jar, Path.of(args[1]));
                var large = Target.start(jar, Path.of(args[2]))) {
            var benchmarks = new Benchmarks(small, large);
            System.out.printf("%n%,d outreaches against 10,000; %d rounds each.%n", benchmarks.outreaches, ROUNDS);
            benchmarks.oneOutreach();
            benchmarks.firstPages();
            benchmarks.deepPages();
            benchmarks.totals();
            benchmarks.againstAnOrm();
            benchmarks.batches();
        }
    }

    private void oneOutreach() throws Exception {
        var script = Files.createTempFile("one-outreach", ".sql");
        Files.writeString(script, """
                \\set n random(1, %d)
                select o.public_id, o.channel, p.public_id, s.public_id, o.current_state, o.last_sort_key
                from outreaches o join people p on p.id = o.person_id left join sequences s on s.id = o.sequence_id
                where o.public_id = 'out_' || :n;
                """.formatted(outreaches));
        var ratios = new ArrayList<Double>();
        httpRate();
        for (int round = 0; round < ROUNDS; round++) {
            double http = httpRate();
            double pgbench = pgbenchRate(script);
            ratios.add(http / pgbench);
            System.out.printf("  round %d: %,.0f/s over HTTP, %,.0f/s by pgbench%n", round + 1, http, pgbench);
        }
        table("One outreach by id, %d connections".formatted(CONNECTIONS), "HTTP / pgbench", Map.of("rate", ratios));
    }

    private double httpRate() throws Exception {
        var calls = new AtomicLong();
        long end = System.nanoTime() + SECONDS * 1_000_000_000L;
        List<Callable<Void>> clients = IntStream.range(0, CONNECTIONS)
                .<Callable<Void>>mapToObj(client -> () -> {
                    var random = new Random(client);
                    try (var http = large.http()) {
                        while (System.nanoTime() < end) {
                            http.get("/api/outreaches/out_" + (1 + random.nextLong(outreaches)));
                            calls.incrementAndGet();
                        }
                    }
                    return null;
                })
                .toList();
        try (var threads = Executors.newFixedThreadPool(CONNECTIONS)) {
            for (var result : threads.invokeAll(clients)) {
                result.get();
            }
        }
        return calls.get() / (double) SECONDS;
    }

    private double pgbenchRate(Path script) throws IOException, InterruptedException {
        var process = new ProcessBuilder(
                        "pgbench",
                        "-n",
                        "-M",
                        "prepared",
                        "-c",
                        "" + CONNECTIONS,
                        "-j",
                        "2",
                        "-T",
                        "" + SECONDS,
                        "-h",
                        "localhost",
                        "-p",
                        "" + large.databasePort(),
                        "-U",
                        "postgres",
                        "-f",
                        script.toString(),
                        "postgres")
                .redirectErrorStream(true)
                .start();
        var output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        process.waitFor();
        var tps = Pattern.compile("tps = ([0-9.]+)").matcher(output);
        if (!tps.find()) {
            throw new IOException("pgbench says: " + output);
        }
        return Double.parseDouble(tps.group(1));
    }

    /** Every filter, of much and of little, with every sort in both directions. */
    private void firstPages() throws Exception {
        var filters = new LinkedHashMap<String, String>();
        for (var filter : List.of(
                "",
                "channel=email",
                "channel=phone",
                "status=ready",
                "status=starting",
                "owner=usr_1",
                "sequence_id=seq_1",
                "person_id=per_1",
                "company_id=com_1",
                "status=ready&channel=email",
                "owner=usr_1&status=new",
                "sequence_id=seq_1&status=waiting",
                "owner=usr_1&sequence_id=seq_1")) {
            filters.put(filter, filter);
        }
        filters.put("owner=(the smallest)", "owner=usr_{last user}");
        filters.put("sequence_id=(the smallest)", "sequence_id=seq_{last sequence}");
        filters.put("company_id=(the largest)", "company_id={largest company}");
        var medians = new ArrayList<Map.Entry<String, Double>>();
        try (var one = small.http();
                var ten = large.http()) {
            for (var filter : filters.entrySet()) {
                for (var sort : SORTS) {
                    for (var direction : sort.isEmpty() ? List.of("") : List.of("asc", "desc")) {
                        var query = filter.getValue()
                                + (sort.isEmpty() ? "" : "&sort=%s&direction=%s".formatted(sort, direction));
                        var path = "/api/outreaches?" + query;
                        var ratios = sideBySide(timed(ten, filled(path, large)), timed(one, filled(path, small)), 5);
                        medians.add(Map.entry(filter.getKey() + " " + sort + " " + direction, median(ratios)));
                    }
                }
            }
        }
        medians.sort(Map.Entry.comparingByValue());
        System.out.printf("%n### First page, %d pairs of filter and sort: large / small%n%n", medians.size());
        System.out.println("| | ratio |\n|---|---|");
        System.out.printf("| median | %.2f |%n", medians.get(medians.size() / 2).getValue());
        for (int i = 1; i <= 8; i++) {
            var slowest = medians.get(medians.size() - i);
            System.out.printf(
                    "| slowest but %d: `%s` | %.2f |%n", i - 1, slowest.getKey().strip(), slowest.getValue());
        }
    }

    private static String filled(String path, Target target) throws SQLException {
        try (var sql = target.sql()) {
            return path.replace("{last user}", "" + number(sql, "select count(*) from users"))
                    .replace("{last sequence}", "" + number(sql, "select count(*) from sequences"))
                    .replace("{largest company}", text(sql, """
                            select public_id from companies
                            where id = (select company_id from outreaches group by company_id order by count(*) desc limit 1)
                            """));
        }
    }

    private void deepPages() throws Exception {
        var ratios = new LinkedHashMap<String, List<Double>>();
        long page = outreaches / 2 / 50;
        try (var http = large.http()) {
            for (var sort : SORTS) {
                var path = "/api/outreaches?per=50&sort=" + sort;
                ratios.put(
                        sort.isEmpty() ? "none" : sort,
                        sideBySide(timed(http, path + "&page=" + page), timed(http, path), 12));
            }
        }
        table("Page in the middle (offset %,d)".formatted(page * 50), "middle / first", ratios);
    }

    private void totals() throws Exception {
        var ratios = new LinkedHashMap<String, List<Double>>();
        var filters = Map.of(
                "unfiltered",
                List.of("", "true"),
                "status=ready",
                List.of("status=ready", "current_state = 'ready'"),
                "owner=usr_1",
                List.of("owner=usr_1", "owner_id = (select id from users where public_id = 'usr_1')"),
                "sequence_id=seq_1",
                List.of("sequence_id=seq_1", "sequence_id = (select id from sequences where public_id = 'seq_1')"));
        try (var http = large.http();
                var sql = large.sql()) {
            for (var filter : filters.entrySet()) {
                ratios.put(
                        filter.getKey(),
                        sideBySide(
                                timed(
                                        http,
                                        "/api/outreaches?per=1&"
                                                + filter.getValue().get(0)),
                                () -> number(
                                        sql,
                                        "select count(*) from outreaches where "
                                                + filter.getValue().get(1)),
                                1));
            }
        }
        table("A whole request for one row and the exact total", "request / count(*)", ratios);
    }

    private void againstAnOrm() throws Exception {
        var ratios = new LinkedHashMap<String, List<Double>>();
        try (var http = large.http();
                var sql = large.sql()) {
            for (var sort : Map.of("company", "c.name", "owner", "u.name", "sequence", "s.name")
                    .entrySet()) {
                var from = """
                        from outreaches o join people p on p.id = o.person_id join companies c on c.id = p.company_id
                        left join users u on u.id = c.owner_id left join sequences s on s.id = o.sequence_id
                        where o.current_state = 'ready'
                        """;
                ratios.put(
                        "status=ready&sort=" + sort.getKey(),
                        sideBySide(
                                timed(http, "/api/outreaches?status=ready&sort=" + sort.getKey()),
                                () -> {
                                    number(sql, "select count(*) " + from);
                                    number(
                                            sql,
                                            "select o.id " + from + " order by " + sort.getValue()
                                                    + ", o.created_at desc, o.id limit 50");
                                },
                                1));
            }
        }
        table("Page and total against an ORM's statements (join, sort, offset, count)", "HTTP / ORM", ratios);
    }

    /** Moves the same ten thousand outreaches each time; they are put back where they were in between, unmeasured. */
    private void batches() throws Exception {
        var againstBare = new ArrayList<Double>();
        var againstRows = new ArrayList<Double>();
        try (var http = large.http();
                var sql = large.sql()) {
            var ids = strings(
                    sql,
                    "select public_id from outreaches where current_state = 'ready' order by md5(public_id) limit "
                            + BATCH);
            var json = "{\"outreach_ids\":[\"" + String.join("\",\"", ids) + "\"]}";
            var list = "'{" + String.join(",", ids) + "}'::text[]";
            for (int round = 0; round <= ROUNDS; round++) {
                double product = time(() -> http.patch("/api/outreaches/batch_start_enrichment", json));
                reset(sql, list);
                double bare = time(() -> bareBatch(sql, list));
                reset(sql, list);
                double rows = time(() -> rowByRow(sql, ids.subList(0, BATCH / 10))) * 10;
                reset(sql, list);
                if (round > 0) {
                    againstBare.add(bare / product);
                    againstRows.add(rows / product);
                }
            }
        }
        var ratios = new LinkedHashMap<String, List<Double>>();
        ratios.put("rate of HTTP / bare SQL doing the same", againstBare);
        ratios.put("rate of HTTP / row by row, a transaction each", againstRows);
        table("batch_start_enrichment of %,d".formatted(BATCH), "ratio", ratios);
    }

    private static void bareBatch(Connection sql, String ids) throws SQLException {
        sql.setAutoCommit(false);
        execute(sql, "select id from outreaches where public_id = any(" + ids + ") order by id for no key update");
        execute(sql, """
                with moved as (
                  update outreaches set current_state = 'enrichment', last_sort_key = last_sort_key + 10
                  where public_id = any(%s) returning id, last_sort_key
                )
                insert into outreach_transitions (outreach_id, sort_key, from_state, to_state, created_at)
                select id, last_sort_key, 'ready', 'enrichment', now() from moved
                """.formatted(ids));
        sql.commit();
        sql.setAutoCommit(true);
    }

    private static void rowByRow(Connection sql, List<String> ids) throws SQLException {
        sql.setAutoCommit(false);
        for (var id : ids) {
            bareRow(sql, id);
            sql.commit();
        }
        sql.setAutoCommit(true);
    }

    private static void bareRow(Connection sql, String id) throws SQLException {
        try (var lock = sql.prepareStatement(
                        "select id, last_sort_key from outreaches where public_id = ? for no key update");
                var update = sql.prepareStatement(
                        "update outreaches set current_state = 'enrichment', last_sort_key = ? where id = ?");
                var insert = sql.prepareStatement("""
                        insert into outreach_transitions (outreach_id, sort_key, from_state, to_state, created_at)
                        values (?, ?, 'ready', 'enrichment', now())
                        """)) {
            lock.setString(1, id);
            try (var row = lock.executeQuery()) {
                row.next();
                update.setInt(1, row.getInt(2) + 10);
                update.setLong(2, row.getLong(1));
                insert.setLong(1, row.getLong(1));
                insert.setInt(2, row.getInt(2) + 10);
            }
            update.executeUpdate();
            insert.executeUpdate();
        }
    }

    private static void reset(Connection sql, String ids) throws SQLException {
        execute(sql, """
                with reset as (
                  update outreaches set current_state = 'ready', last_sort_key = last_sort_key - 10
                  where public_id = any(%s) and current_state = 'enrichment' returning id, last_sort_key
                )
                delete from outreach_transitions t using reset
                where t.outreach_id = reset.id and t.sort_key > reset.last_sort_key
                """.formatted(ids));
        execute(sql, "vacuum outreaches");
        execute(sql, "checkpoint");
    }

    /** Something to be timed. */
    private interface Work {
        void run() throws IOException, SQLException;
    }

    private static Work timed(HttpConnection http, String path) {
        return () -> http.get(path);
    }

    /** In each round the median time of the one by the median time of the other, taken turn by turn. */
    private static List<Double> sideBySide(Work one, Work other, int turns) throws Exception {
        for (int i = 0; i < turns; i++) {
            one.run();
            other.run();
        }
        var ratios = new ArrayList<Double>();
        for (int round = 0; round < ROUNDS; round++) {
            var ones = new double[turns];
            var others = new double[turns];
            for (int turn = 0; turn < turns; turn++) {
                ones[turn] = time(one);
                others[turn] = time(other);
            }
            Arrays.sort(ones);
            Arrays.sort(others);
            ratios.add(ones[turns / 2] / others[turns / 2]);
        }
        return ratios;
    }

    private static double time(Work work) throws IOException, SQLException {
        long start = System.nanoTime();
        work.run();
        return System.nanoTime() - start;
    }

    private static void table(String title, String what, Map<String, List<Double>> ratios) {
        System.out.printf("%n### %s%n%n| | %s, median | lowest | highest |%n|---|---|---|---|%n", title, what);
        ratios.forEach((name, rounds) -> System.out.printf(
                "| %s | %s | %s | %s |%n",
                name, figure(median(rounds)), figure(Collections.min(rounds)), figure(Collections.max(rounds))));
    }

    private static String figure(double ratio) {
        return ratio < 0.1 ? "%.4f".formatted(ratio) : "%.2f".formatted(ratio);
    }

    private static double median(List<Double> values) {
        var sorted = values.stream().sorted().toList();
        return sorted.get(sorted.size() / 2);
    }

    private static void execute(Connection connection, String sql) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static List<String> strings(Connection connection, String sql) throws SQLException {
        try (var statement = connection.createStatement();
                var rows = statement.executeQuery(sql)) {
            var values = new ArrayList<String>();
            while (rows.next()) {
                values.add(rows.getString(1));
            }
            return values;
        }
    }

    private static String text(Connection connection, String sql) throws SQLException {
        return strings(connection, sql).getFirst();
    }

    private static long number(Connection connection, String sql) throws SQLException {
        return Long.parseLong(text(connection, sql));
    }
}
