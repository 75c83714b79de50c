package com.grow.outreach.adapter.rest;

import static org.assertj.core.api.Assertions.assertThat;

import com.grow.outreach.application.port.out.TestBook;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** RFC 9110, 12.5.3: gzip for clients that accept it. */
class CompressionTest {

    private static final String LIST = "/api/outreaches";
    private static final String ONE = "/api/outreaches/out_1";

    @AutoClose
    private final Api api = Api.over(book());

    private static TestBook book() {
        var book = new TestBook();
        for (int i = 0; i < 40; i++) {
            book.outreach("out_" + i);
        }
        return book;
    }

    private static byte[] decompressed(Answer answer) throws IOException {
        try (var in = new GZIPInputStream(new ByteArrayInputStream(answer.content()))) {
            return in.readAllBytes();
        }
    }

    private Answer get(String path, String acceptEncoding) {
        return api.send("GET", path, Body.NONE, "Accept-Encoding", acceptEncoding);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "gzip",
                "GZIP",
                "x-gzip",
                "deflate, gzip, br, zstd",
                "gzip;q=0.5",
                "br;q=1.0, gzip ; q=0.8, *;q=0.1",
                "*",
                "identity;q=0.5, gzip;q=0.5",
                "identity;q=0.1, *",
                "gzip;q=0.001"
            })
    void compresses_a_large_response_for_clients_that_accept_gzip(String acceptEncoding) throws IOException {
        var plain = api.get(LIST);
        var compressed = get(LIST, acceptEncoding);
        assertThat(compressed.status()).isEqualTo(200);
        assertThat(compressed.header("Content-Encoding")).isEqualTo("gzip");
        assertThat(compressed.header("Content-Type")).isEqualTo("application/json");
        assertThat(compressed.content()).hasSizeLessThan(plain.content().length / 4);
        assertThat(decompressed(compressed)).isEqualTo(plain.content());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "identity",
                "br, zstd",
                "gzip;q=0",
                "gzip;q=0.000",
                "*;q=0",
                "gzip;q=0, *",
                "identity, gzip;q=0.9",
                "identity;q=0.5, *;q=0.4",
                "gzip;q=2",
                "gzip;q=high",
                "gzip zip"
            })
    void does_not_compress_for_clients_that_do_not_accept_gzip(String acceptEncoding) {
        var answer = get(LIST, acceptEncoding);
        assertThat(answer.header("Content-Encoding")).isNull();
        assertThat(answer.content()).isEqualTo(api.get(LIST).content());
    }

    @Test
    void does_not_compress_a_small_response_unless_identity_is_refused() throws IOException {
        assertThat(get(ONE, "gzip").header("Content-Encoding")).isNull();
        assertThat(get("/api/outreaches/out_gone", "gzip").isProblem(404).header("Content-Encoding"))
                .isNull();
        for (var refusing : new String[] {"gzip, identity;q=0", "gzip, *;q=0"}) {
            var answer = get(ONE, refusing);
            assertThat(answer.header("Content-Encoding")).isEqualTo("gzip");
            assertThat(decompressed(answer)).isEqualTo(api.get(ONE).content());
        }
    }

    @Test
    void every_response_has_vary_and_the_same_tag() {
        for (var path : new String[] {LIST, ONE, "/api/outreaches/out_gone", "/nowhere"}) {
            assertThat(get(path, "gzip").header("Vary")).isEqualTo("Accept-Encoding");
            assertThat(api.get(path).header("Vary")).isEqualTo("Accept-Encoding");
        }
        assertThat(get(LIST, "gzip").header("ETag"))
                .isNotNull()
                .isEqualTo(api.get(LIST).header("ETag"));
    }

    @Test
    void head_has_the_headers_of_get() {
        var get = get(LIST, "gzip");
        var head = api.send("HEAD", LIST, Body.NONE, "Accept-Encoding", "gzip");
        assertThat(head.content()).isEmpty();
        for (var header : new String[] {"Content-Length", "Content-Encoding", "Content-Type", "ETag", "Vary", "Link"}) {
            assertThat(head.header(header)).isNotNull().isEqualTo(get.header(header));
        }
    }
}
