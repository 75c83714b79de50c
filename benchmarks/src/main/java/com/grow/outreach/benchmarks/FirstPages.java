package com.grow.outreach.benchmarks;

import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/**
 * Compares first pages on the large database with those on the small one, for filters with many and few matches and every
 * order.
 *
 * @param jar the packaged product
 * @param smallData the data directory of the small database
 */
record FirstPages(Path jar, Path smallData) implements Part {

    private static final int TURNS = 3;

    private static final List<String> FILTERS = List.of(
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
            "owner=usr_1&sequence_id=seq_1",
            "owner=(the smallest)",
            "sequence_id=(the smallest)",
            "company_id=(the largest)");

    @Override
    public void measure(Target large) throws Exception {
        var ratios = new Ratios();
        try (var small = Target.start(jar, smallData);
                var one = small.http();
                var ten = large.http()) {
            var inSmall = Extremes.of(small);
            var inLarge = Extremes.of(large);
            for (var filter : FILTERS) {
                for (var order : orders()) {
                    var query = (filter + "&" + order).replaceAll("^&|&$", "");
                    var path = "/api/outreaches?" + query;
                    ratios.sideBySide(
                            "`" + query + "`",
                            () -> ten.get(inLarge.in(path)).ok(),
                            () -> one.get(inSmall.in(path)).ok(),
                            TURNS);
                }
            }
        }
        ratios.printLargest("First page, filter and sort", "large / small", 8);
    }

    private static List<String> orders() {
        var orders = new ArrayList<>(List.of(""));
        for (var sort : DeepPages.SORTS) {
            orders.add("sort=" + sort + "&direction=asc");
            orders.add("sort=" + sort + "&direction=desc");
        }
        return orders;
    }

    /**
     * The records with the fewest and the most outreaches in a database. Finding them reads every row.
     *
     * @param owner the user with the fewest outreaches
     * @param sequence the sequence with the fewest outreaches
     * @param company the company with the most outreaches
     */
    private record Extremes(String owner, String sequence, String company) {

        static Extremes of(Target target) throws SQLException {
            try (var sql = target.sql()) {
                return new Extremes(
                        "usr_" + sql.number("select count(*) from users"),
                        "seq_" + sql.number("select count(*) from sequences"),
                        sql.text("""
                                select public_id from companies where id = (
                                  select company_id from outreaches group by company_id order by count(*) desc limit 1)
                                """));
            }
        }

        String in(String path) {
            return path.replace("owner=(the smallest)", "owner=" + owner)
                    .replace("sequence_id=(the smallest)", "sequence_id=" + sequence)
                    .replace("company_id=(the largest)", "company_id=" + company);
        }
    }
}
