package com.grow.outreach.adapter.rest;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** RFC 8288: the {@code Link} header of a list. */
class LinksTest {

    @AutoClose
    private final Api api = Api.over(Api.book());

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            per=2                 | first per=2&page=1, next per=2&page=2, last per=2&page=4
            page=2&per=2          | first per=2&page=1, prev per=2&page=1, next per=2&page=3, last per=2&page=4
            per=2&page=4          | first per=2&page=1, prev per=2&page=3, last per=2&page=4
            per=2&page=9          | first per=2&page=1, prev per=2&page=4, last per=2&page=4
            ''                    | first page=1, last page=1
            status=ready&per=1    | first status=ready&per=1&page=1, next status=ready&per=1&page=2, last status=ready&per=1&page=2
            person_id=per_nobody  | first person_id=per_nobody&page=1
            owner=%20&page=       | first owner=+&page=1, last owner=+&page=1
            """)
    void a_list_links_to_its_pages_with_the_other_parameters(String query, String links) {
        var answer = api.get("/api/outreaches" + (query.isEmpty() ? "" : "?" + query));
        var expected = new StringBuilder();
        for (var link : links.split(", ")) {
            var parts = link.split(" ", 2);
            expected.append(expected.isEmpty() ? "" : ", ")
                    .append("</api/outreaches?%s>; rel=\"%s\"".formatted(parts[1], parts[0]));
        }
        assertThat(answer.header("Link")).isEqualTo(expected.toString());
    }

    @Test
    void every_link_leads_to_its_page() {
        var ids = new StringBuilder();
        var path = "/api/outreaches?per=3&channel=email";
        while (path != null) {
            var answer = api.get(path);
            answer.json()
                    .get("items")
                    .findValuesAsText("id")
                    .forEach(id -> ids.append(id).append(' '));
            var link = answer.header("Link");
            path = link == null || !link.contains("rel=\"next\"")
                    ? null
                    : link.replaceAll(".*<([^>]*)>; rel=\"next\".*", "$1");
        }
        assertThat(ids.toString().strip().split(" "))
                .containsExactly(
                        "out_not_available", "out_ready", "out_enrichment", "out_waiting", "out_starting", "out_new");
    }

    @Test
    void a_history_links_to_its_pages_too_and_one_outreach_to_nothing() {
        assertThat(api.get("/api/outreaches/out_ready/transitions").header("Link"))
                .isEqualTo("</api/outreaches/out_ready/transitions?page=1>; rel=\"first\"");
        assertThat(api.get("/api/outreaches/out_ready").header("Link")).isNull();
    }
}
