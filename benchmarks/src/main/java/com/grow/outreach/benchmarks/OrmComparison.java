package com.grow.outreach.benchmarks;

import java.util.Map;
import java.util.TreeMap;

/** Compares a page with its total over HTTP with the statements that an ORM would send for them. */
final class OrmComparison implements Part {

    private static final Map<String, String> SORTS =
            new TreeMap<>(Map.of("company", "c.name", "owner", "u.name", "sequence", "s.name"));

    private static final String FROM = """
            from outreaches o join people p on p.id = o.person_id join companies c on c.id = p.company_id
            left join users u on u.id = c.owner_id left join sequences s on s.id = o.sequence_id
            where o.current_state = 'ready'
            """;

    @Override
    public void measure(Target target) throws Exception {
        var ratios = new Ratios();
        try (var http = target.http();
                var sql = target.sql()) {
            for (var sort : SORTS.entrySet()) {
                var path = "/api/outreaches?status=ready&sort=" + sort.getKey();
                var page =
                        "select o.id %s order by %s, o.created_at desc, o.id limit 50".formatted(FROM, sort.getValue());
                http.get(path).ok();
                ratios.sideBySide(
                        "`status=ready&sort=%s`".formatted(sort.getKey()),
                        () -> http.get(path).ok(),
                        () -> {
                            sql.number("select count(*) " + FROM);
                            sql.number(page);
                        },
                        1);
            }
        }
        ratios.print("Page and total against an ORM's statements (join, sort, offset, count)", "HTTP / ORM");
    }
}
