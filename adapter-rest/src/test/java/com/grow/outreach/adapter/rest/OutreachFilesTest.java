package com.grow.outreach.adapter.rest;

import static org.assertj.core.api.Assertions.assertThat;

import com.grow.outreach.application.port.out.TestBook;
import com.grow.outreach.domain.Channel;
import com.grow.outreach.domain.OutreachState;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code GET /api/outreaches.csv} and {@code GET /api/outreaches.ndjson}. */
class OutreachFilesTest {

    private static final int MANY = 1_234;

    @AutoClose
    private final Api api = Api.over(book());

    private static TestBook book() {
        var book = new TestBook();
        for (int i = 1; i <= MANY; i++) {
            book.outreach(
                    "out_" + i,
                    "per_1",
                    i % 2 == 0 ? Channel.EMAIL : Channel.PHONE,
                    OutreachState.READY,
                    i == 2 ? "seq_1" : null);
        }
        return book;
    }

    @Test
    void all_of_a_list_comes_as_csv_newest_first() {
        var answer = api.get("/api/outreaches.csv");

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.header("Content-Type")).isEqualTo("text/csv; charset=utf-8");
        var lines = answer.body().lines().toList();
        assertThat(lines).hasSize(MANY + 1);
        assertThat(lines.getFirst()).isEqualTo("id,channel,person_id,sequence_id,current_state");
        assertThat(lines.get(1)).isEqualTo("out_1234,email,per_1,,ready");
        assertThat(lines.get(MANY - 1)).isEqualTo("out_2,email,per_1,seq_1,ready");
    }

    @Test
    void all_of_a_list_comes_as_json_line_by_line_under_the_filters_of_the_list() {
        var answer = api.get("/api/outreaches.ndjson?channel=phone&status=ready");

        assertThat(answer.header("Content-Type")).isEqualTo("application/x-ndjson");
        assertThat(answer.body().lines()).hasSize(MANY / 2).last().isEqualTo("""
                {"id":"out_1","channel":"phone","person_id":"per_1","sequence_id":null,"current_state":"ready"}""");
    }

    @Test
    void it_is_compressed_for_those_who_ask() throws IOException {
        var answer = api.send("GET", "/api/outreaches.csv", Body.NONE, "Accept-Encoding", "gzip");

        assertThat(answer.header("Content-Encoding")).isEqualTo("gzip");
        try (var plain = new GZIPInputStream(new ByteArrayInputStream(answer.content()))) {
            assertThat(new String(plain.readAllBytes(), StandardCharsets.UTF_8).lines())
                    .hasSize(MANY + 1);
        }
    }

    @Test
    void head_answers_without_the_list() {
        var answer = api.send("HEAD", "/api/outreaches.csv");

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.content()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"page=1", "per=5", "sort=company", "cursor=start", "colour=red"})
    void nothing_but_the_filters_is_a_parameter(String query) {
        api.get("/api/outreaches.csv?" + query).blames(query.substring(0, query.indexOf('=')), "owner");
    }
}
