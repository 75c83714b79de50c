package com.grow.outreach.benchmarks;

import java.util.List;

/** Compares the page in the middle of the list with the first page, in every order. */
final class DeepPages implements Part {

    static final List<String> SORTS = List.of("channel", "company", "status", "sequence", "owner");

    private static final int PER = 50;
    private static final int TURNS = 5;

    @Override
    public void measure(Target target) throws Exception {
        var ratios = new Ratios();
        long page = target.outreaches() / 2 / PER;
        try (var http = target.http()) {
            var path = "/api/outreaches?per=" + PER;
            ratios.sideBySide(
                    "none",
                    () -> http.get(path + "&page=" + page).ok(),
                    () -> http.get(path).ok(),
                    TURNS);
            for (var sort : SORTS) {
                for (var direction : List.of("asc", "desc")) {
                    var sorted = path + "&sort=" + sort + "&direction=" + direction;
                    ratios.sideBySide(
                            sort + " " + direction,
                            () -> http.get(sorted + "&page=" + page).ok(),
                            () -> http.get(sorted).ok(),
                            TURNS);
                }
            }
        }
        ratios.print("A page in the middle, offset %,d".formatted(page * PER), "middle / first page");
    }
}
