package com.grow.outreach.benchmarks;

import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Compares searches of people and companies by common and rare parts of names with the first page of the whole list. A search
 * returns a page with its exact total.
 */
final class Directory implements Part {

    private static final List<String> ORDERS = List.of("", "&sort=name", "&sort=name&direction=desc");
    private static final int TURNS = 3;
    private static final int WARM_UP = 200;

    @Override
    public void measure(Target target) throws Exception {
        try (var http = target.http();
                var sql = target.sql()) {
            for (var table : List.of("people", "companies")) {
                var all = "/api/%s?per=50".formatted(table);
                for (int i = 0; i < WARM_UP; i++) {
                    http.get(all).ok();
                }
                var ratios = new Ratios();
                var times = new LinkedHashMap<String, Double>();
                var parts = parts(sql, table);
                for (var part : parts.entrySet()) {
                    for (var order : ORDERS) {
                        var path = all + order + "&name=" + URLEncoder.encode(part.getValue(), StandardCharsets.UTF_8);
                        var name = "%s, %,d%s".formatted(part.getKey(), total(http, path), order.replace('&', ' '));
                        ratios.sideBySide(
                                name,
                                () -> http.get(path).ok(),
                                () -> http.get(all).ok(),
                                TURNS);
                        times.put(name, Ratios.time(() -> http.get(path).ok()) / 1e6);
                    }
                }
                long rows = total(http, all);
                var middle = all + "&page=" + rows / 100;
                ratios.sideBySide(
                        "all, page in the middle",
                        () -> http.get(middle).ok(),
                        () -> http.get(all).ok(),
                        TURNS);
                var far = all + "&page=1000&name=" + parts.get("most common of 1");
                ratios.sideBySide(
                        "most common of 1, page 1,000",
                        () -> http.get(far).ok(),
                        () -> http.get(all).ok(),
                        TURNS);
                ratios.print("%,d %s by a part of their name".formatted(rows, table), "search / first page of all");
                System.out.printf("%nIn milliseconds, once:%n%n| | ms |%n|---|---|%n");
                times.forEach((name, time) -> System.out.printf("| %s | %.1f |%n", name, time));
                System.out.printf(
                        "%nThe first page of all: %.1f ms%n",
                        Ratios.time(() -> http.get(all).ok()) / 1e6);
            }
        }
    }

    private static long total(HttpConnection http, String path) throws IOException {
        return http.get(path).number("total_count");
    }

    /** Returns parts of names by their description. */
    private static Map<String, String> parts(Sql sql, String table) throws SQLException {
        var parts = new LinkedHashMap<String, String>();
        for (int length = 1; length <= 3; length++) {
            var ofLength = "select part from name_part_counts where table_name = '%s' and length(part) = %d and n > 0"
                    .formatted(table, length);
            add(parts, "most common of " + length, sql.texts(ofLength + " order by n desc, part limit 1"));
            add(parts, "in about 10,001 of " + length, sql.texts(ofLength + " order by abs(n - 10001), part limit 1"));
            add(parts, "in about 1,000 of " + length, sql.texts(ofLength + " order by abs(n - 1000), part limit 1"));
            add(parts, "rarest of " + length, sql.texts(ofLength + " order by n, part limit 1"));
        }
        add(parts, "in none of 2", List.of("q~"));
        var common = new ArrayList<>(sql.texts("""
                select lower(word) from (
                  select (string_to_array(name, ' '))[1] as word from %s order by id limit 10000
                ) words
                where length(word) > 4 group by 1 order by count(*) desc limit 1
                """.formatted(table)));
        add(parts, "a common first word", common);
        add(
                parts,
                "its first 4",
                common.stream().map(word -> word.substring(0, 4)).toList());
        add(parts, "a whole name", sql.texts("select name from %s where id = 4711".formatted(table)));
        return parts;
    }

    private static void add(Map<String, String> parts, String name, List<String> found) {
        found.forEach(part -> parts.put(name, part));
    }
}
