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
    void exports_a_list_as_csv_newest_first() {
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
    void exports_names_beside_ids() {
        var lines = api.get("/api/outreaches.csv?names=true&channel=email")
                .body()
                .lines()
                .toList();

        assertThat(lines).hasSize(MANY / 2 + 1);
        assertThat(lines.getFirst())
                .isEqualTo(
                        "id,channel,person_id,person,company_id,company,sequence_id,sequence,owner_id,owner,current_state");
        assertThat(lines.getLast()).matches("out_2,email,per_1,[^,]+,com_[^,]+,[^,]+,seq_1,[^,]+,[^,]*,[^,]*,ready");
    }

    @Test
    void exports_a_filtered_list_as_newline_delimited_json() {
        var answer = api.get("/api/outreaches.ndjson?channel=phone&status=ready");

        assertThat(answer.header("Content-Type")).isEqualTo("application/x-ndjson");
        assertThat(answer.body().lines()).hasSize(MANY / 2).last().isEqualTo("""
                {"id":"out_1","channel":"phone","person_id":"per_1","sequence_id":null,"current_state":"ready"}""");
    }

    @Test
    void compresses_an_export_for_clients_that_accept_gzip() throws IOException {
        var answer = api.send("GET", "/api/outreaches.csv", Body.NONE, "Accept-Encoding", "gzip");

        assertThat(answer.header("Content-Encoding")).isEqualTo("gzip");
        try (var plain = new GZIPInputStream(new ByteArrayInputStream(answer.content()))) {
            assertThat(new String(plain.readAllBytes(), StandardCharsets.UTF_8).lines())
                    .hasSize(MANY + 1);
        }
    }

    @Test
    void head_has_no_content() {
        var answer = api.send("HEAD", "/api/outreaches.csv");

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.content()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"page=1", "per=5", "sort=company", "cursor=start", "colour=red"})
    void accepts_no_parameters_but_the_filters(String query) {
        api.get("/api/outreaches.csv?" + query).blames(query.substring(0, query.indexOf('=')), "owner");
    }
}
