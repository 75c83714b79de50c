package com.grow.outreach.adapter.rest;

import static org.assertj.core.api.Assertions.assertThat;

import com.grow.outreach.application.port.out.InMemoryStorage;
import com.grow.outreach.application.port.out.TestBook;
import java.time.InstantSource;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** {@code /api/views} on an open server. */
class ViewsTest {

    private static final String VIEW = """
            {"id":"viw_1","name":"Ready","query":"status=ready&sort=company","columns":["person","owner"],"shared":true,"owner_id":null}""";
    private static final String PRIVATE = """
            {"id":"viw_2","name":"Mine","query":"","columns":[],"shared":false,"owner_id":"usr_1"}""";

    @AutoClose
    private final Api api = Api.open(
            InMemoryStorage.of(
                    new TestBook().user("usr_1", "Maya").user("usr_2", "Ben").build()),
            InstantSource.fixed(TestBook.START));

    @Test
    void saves_reads_and_deletes_a_view() {
        var created = api.send("POST", "/api/views", body(VIEW));
        assertThat(created.status()).isEqualTo(201);
        assertThat(created.body()).isEqualTo(VIEW);
        api.get("/api/views/viw_1").isOk(VIEW);

        assertThat(api.send("DELETE", "/api/views/viw_1").status()).isEqualTo(204);

        api.get("/api/views/viw_1").isProblem(404);
    }

    @Test
    void changes_only_the_given_fields() {
        api.send("POST", "/api/views", body(VIEW));

        api.patch("/api/views/viw_1", Body.json("{\"name\":\"Ready now\"}"))
                .isOk(VIEW.replace("\"Ready\"", "\"Ready now\""));
        api.patch("/api/views/viw_1", Body.json("{\"query\":\"owner=usr_1\",\"columns\":[]}"))
                .isOk(VIEW.replace("\"Ready\"", "\"Ready now\"")
                        .replace("status=ready&sort=company", "owner=usr_1")
                        .replace("\"person\",\"owner\"", ""));
    }

    @Test
    void shows_a_private_view_only_to_its_owner() {
        assertThat(api.send("POST", "/api/views", body(PRIVATE), "Grow-Actor", "usr_1")
                        .body())
                .isEqualTo(PRIVATE);

        assertThat(api.send("GET", "/api/views/viw_2", Body.NONE, "Grow-Actor", "usr_1")
                        .status())
                .isEqualTo(200);
        assertThat(api.send("GET", "/api/views/viw_2", Body.NONE, "Grow-Actor", "usr_2")
                        .status())
                .isEqualTo(404);
        assertThat(api.send("DELETE", "/api/views/viw_2", Body.NONE, "Grow-Actor", "usr_2")
                        .status())
                .isEqualTo(404);
        api.get("/api/views").isOk("""
                {"items":[],"pagination":{"current_page":1,"per_page":50,"total_pages":0,"total_count":0}}""");
    }

    @Test
    void rejects_a_private_view_without_a_user() {
        var problem = api.send("POST", "/api/views", Body.json("{\"name\":\"A\",\"query\":\"\",\"shared\":false}"))
                .isProblem(422);

        assertThat(problem.json().at("/errors/0/name").asText()).isEqualTo("shared");
        api.send("POST", "/api/views", body(VIEW));
        api.patch("/api/views/viw_1", Body.json("{\"shared\":false}")).isProblem(422);
    }

    @Test
    void rejects_a_query_that_the_list_rejects() {
        for (var query : new String[] {"status=done", "foo=1", "page=2", "sort=age", "owner=com_1", "a=%zz", "é=1"}) {
            var problem = api.send("POST", "/api/views", Body.json("{\"name\":\"A\",\"query\":\"" + query + "\"}"))
                    .isProblem(400);
            assertThat(problem.json().at("/errors/0/name").asText()).as(query).isEqualTo("query");
        }
    }

    @Test
    void rejects_unknown_columns_and_missing_fields() {
        api.send("POST", "/api/views", Body.json("{\"name\":\"A\",\"query\":\"\",\"columns\":[\"age\"]}"))
                .isProblem(400);
        api.send("POST", "/api/views", Body.json("{\"query\":\"\"}")).isProblem(400);
        api.send("POST", "/api/views", Body.json("{\"name\":\" \",\"query\":\"\"}"))
                .isProblem(400);
    }

    @Test
    void rejects_a_second_view_with_the_name() {
        api.send("POST", "/api/views", body(VIEW));

        var problem = api.send("POST", "/api/views", Body.json("{\"name\":\"Ready\",\"query\":\"\"}"))
                .isProblem(409);

        assertThat(problem.json().at("/errors/0/name").asText()).isEqualTo("name");
        assertThat(api.send(
                                "POST",
                                "/api/views",
                                Body.json("{\"name\":\"Ready\",\"query\":\"\"}"),
                                "Grow-Actor",
                                "usr_1")
                        .status())
                .isEqualTo(201);
    }

    @Test
    void limits_the_views_of_an_owner() {
        for (int i = 0; i < 100; i++) {
            api.send("POST", "/api/views", Body.json("{\"name\":\"" + i + "\",\"query\":\"\"}"));
        }

        api.send("POST", "/api/views", Body.json("{\"name\":\"one more\",\"query\":\"\"}"))
                .isProblem(409);
    }

    private static Body body(String view) {
        return Body.json(view.replaceAll(",\"owner_id\":[^,}]+", ""));
    }
}
