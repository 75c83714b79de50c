package com.grow.outreach.adapter.rest;

import static org.assertj.core.api.Assertions.assertThat;

import com.grow.outreach.application.port.in.AnswerOnce;
import com.grow.outreach.application.port.out.InMemoryStorage;
import com.grow.outreach.application.port.out.Repositories;
import com.grow.outreach.application.port.out.StorageUnavailableException;
import com.grow.outreach.application.port.out.TestBook;
import com.grow.outreach.application.port.out.Transactions;
import com.grow.outreach.application.service.Services;
import com.grow.outreach.domain.OutreachId;
import java.time.Duration;
import java.time.Instant;
import java.util.Random;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The header {@code Idempotency-Key}: a repeated write is not executed again. */
class IdempotencyTest {

    private static final String ONE = "/api/outreaches/out_ready";
    private static final Body ASSIGN = Body.json("{\"sequence_id\":\"seq_1\"}");
    private static final Body UNASSIGN = Body.json("{\"sequence_id\":null}");

    private final InMemoryStorage storage = InMemoryStorage.of(Api.book().build());
    private final Breakable transactions = new Breakable(storage);
    private Instant now = TestBook.START;

    @AutoClose
    private final Api api =
            Api.over(Services.over(transactions, () -> now, new Random(1)), RestSettings.DEFAULT_MAX_BODY_SIZE);

    private Answer patch(String path, Body body, String key) {
        return api.send("PATCH", path, body, "Idempotency-Key", key);
    }

    private static void isReplayOf(Answer first, Answer again) {
        assertThat(first.header("Idempotency-Replayed")).isNull();
        assertThat(again.header("Idempotency-Replayed")).isEqualTo("true");
        assertThat(again.status()).isEqualTo(first.status());
        assertThat(again.content()).isEqualTo(first.content());
        assertThat(again.header("Content-Type")).isEqualTo(first.header("Content-Type"));
        assertThat(again.header("ETag")).isEqualTo(first.header("ETag"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            /api/outreaches/out_ready                      | {"sequence_id":"seq_1"}                              | 200
            /api/outreaches/out_ready/start_enrichment     |                                                      | 200
            /api/outreaches/out_ready/transition_to        | {"state":"not_available","reason":"why"}             | 200
            /api/outreaches/out_ready/transition_to        | {"state":"starting"}                                 | 409
            /api/outreaches/batch_transition_to            | {"state":"enrichment","filter":{"status":"ready"}}   | 200
            /api/outreaches/batch_assign                   | {"sequence_id":"seq_1","outreach_ids":"out_new"}     | 200
            /api/outreaches/batch_start_enrichment         | {"outreach_ids":["out_new","out_gone","out_starting"]} | 200
            /api/outreaches/out_gone                       | {"sequence_id":"seq_1"}                              | 404
            /api/outreaches/out_ready                      | {"sequence_id":"seq_gone"}                           | 422
            /api/outreaches/out_enrichment/start_enrichment|                                                      | 409
            /api/outreaches/batch_assign                   | {"sequence_id":"seq_gone","outreach_ids":"out_new"}  | 422
            """)
    void a_repeated_request_gets_the_same_response_byte_for_byte(String path, @Nullable String json, int status) {
        var body = json == null ? Body.NONE : Body.json(json);
        var first = patch(path, body, "key");
        assertThat(first.status()).isEqualTo(status);
        isReplayOf(first, patch(path, body, "key"));
    }

    @Test
    void a_key_does_not_change_the_response() {
        var plain = api.patch(ONE, ASSIGN);
        var keyed = patch(ONE, ASSIGN, "key");
        keyed.isOk(plain.body());
        assertThat(keyed.header("ETag")).isNotNull().isEqualTo(plain.header("ETag"));
        patch("/api/outreaches/out_enrichment/start_enrichment", Body.NONE, "other")
                .isProblem(409, "enrichment");
    }

    @Test
    void a_repeated_request_is_not_executed_again() {
        patch(ONE, ASSIGN, "key");
        api.patch(ONE, UNASSIGN);
        patch(ONE, ASSIGN, "key").isOk("""
                {"id":"out_ready","channel":"email","person_id":"per_1","sequence_id":"seq_1","current_state":"ready"}""");
        assertThat(api.get(ONE).json().get("sequence_id").isNull()).isTrue();

        patch(ONE + "/start_enrichment", Body.NONE, "start");
        patch(ONE + "/start_enrichment", Body.NONE, "start");
        assertThat(storage.history(new OutreachId("out_ready"))).hasSize(1);
        patch(ONE + "/start_enrichment", Body.NONE, "start again").isProblem(409);
    }

    @Test
    void a_change_refused_for_its_version_stays_refused() {
        var stale = api.send("PATCH", ONE, ASSIGN, "Idempotency-Key", "key", "If-Match", "\"stale\"");
        stale.isProblem(412);
        isReplayOf(stale, patch(ONE, ASSIGN, "key"));
    }

    @Test
    void a_key_can_not_be_reused_for_another_request() {
        patch(ONE, ASSIGN, "key");
        patch(ONE, UNASSIGN, "key").isProblem(422, "Idempotency-Key");
        patch(ONE, Body.json("{\"sequence_id\": \"seq_1\"}"), "key").isProblem(422);
        patch("/api/outreaches/out_new", ASSIGN, "key").isProblem(422);
        patch(ONE + "/start_enrichment", Body.NONE, "key").isProblem(422);
        assertThat(patch(ONE, ASSIGN, "Key").header("Idempotency-Replayed")).isNull();
    }

    @Test
    void a_malformed_request_does_not_use_its_key() {
        patch(ONE, Body.json("{}"), "key").isProblem(400);
        patch(ONE, Body.of("text/plain", "x"), "key").isProblem(415);
        patch("/api/outreaches/nothing", ASSIGN, "key").isProblem(404);
        assertThat(patch(ONE, ASSIGN, "key").status()).isEqualTo(200);
    }

    @Test
    void a_server_error_does_not_use_the_key_and_changes_nothing() {
        transactions.broken = true;
        patch(ONE, ASSIGN, "key").isProblem(503);
        assertThat(api.get(ONE).json().get("sequence_id").isNull()).isTrue();
        transactions.broken = false;
        var answer = patch(ONE, ASSIGN, "key");
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.header("Idempotency-Replayed")).isNull();
    }

    @Test
    void a_response_is_stored_for_a_day() {
        patch(ONE, ASSIGN, "key");
        now = TestBook.START.plus(Duration.ofDays(1)).minusNanos(1);
        assertThat(patch(ONE, ASSIGN, "key").header("Idempotency-Replayed")).isEqualTo("true");
        now = TestBook.START.plus(Duration.ofDays(1));
        assertThat(patch(ONE, UNASSIGN, "key").status()).isEqualTo(200);
        assertThat(patch(ONE, UNASSIGN, "key").header("Idempotency-Replayed")).isEqualTo("true");
    }

    @Test
    void a_repetition_of_a_running_request_is_409() {
        var running = FakeUseCases.answering(new AnswerOnce.Result.StillRunning());
        try (var busy = Api.over(running, RestSettings.DEFAULT_MAX_BODY_SIZE)) {
            busy.send("PATCH", ONE, ASSIGN, "Idempotency-Key", "key").isProblem(409, "Idempotency-Key");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"k", "8e03978e-40d5-43dd-bc93-6894a57f9324", "\"quoted\"", "a b ~!", "{255}"})
    void accepts_every_printable_key(String key) {
        var text = key.equals("{255}") ? "k".repeat(255) : key;
        isReplayOf(patch(ONE, ASSIGN, text), patch(ONE, ASSIGN, text));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{256}", "a\tb"})
    void rejects_invalid_values(String key) {
        var text = key.equals("{256}") ? "k".repeat(256) : key;
        patch(ONE, ASSIGN, text).blames("Idempotency-Key", "255");
        api.send("PATCH", ONE, ASSIGN, "Idempotency-Key", "a", "Idempotency-Key", "b")
                .blames("Idempotency-Key");
        assertThat(api.get(ONE).json().get("sequence_id").isNull()).isTrue();
    }

    /** A storage that can become unavailable at the end of a write. */
    private static final class Breakable implements Transactions {

        private final Transactions working;
        private boolean broken;

        Breakable(Transactions working) {
            this.working = working;
        }

        @Override
        public <T> T read(Function<Repositories, T> work) {
            return working.read(work);
        }

        @Override
        public <T> T rehearse(Function<Repositories, T> work) {
            return working.rehearse(work);
        }

        @Override
        public <T> T write(Function<Repositories, T> work) {
            return working.write(stored -> {
                T result = work.apply(stored);
                if (broken) {
                    throw new StorageUnavailableException("gone", new IllegalStateException());
                }
                return result;
            });
        }
    }
}
