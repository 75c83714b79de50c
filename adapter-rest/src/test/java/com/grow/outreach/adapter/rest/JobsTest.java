package com.grow.outreach.adapter.rest;

import static com.grow.outreach.domain.OutreachState.STARTING;
import static org.assertj.core.api.Assertions.assertThat;

import com.grow.outreach.application.port.in.Task;
import com.grow.outreach.application.port.in.outreach.OutreachBatch;
import com.grow.outreach.application.port.out.InMemoryStorage;
import com.grow.outreach.application.port.out.TaskKind;
import com.grow.outreach.application.port.out.TestBook;
import com.grow.outreach.application.service.outreach.OutreachServices;
import java.time.InstantSource;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code /api/jobs}, and the batches that become jobs. */
class JobsTest {

    private static final String BATCH = "/api/outreaches/batch_transition_to";
    private static final Body MOVE = Body.json(
            "{\"state\":\"not_available\",\"filter\":{\"channel\":\"email\"},\"reason\":\"why\",\"metadata\":{\"a\": 1}}");

    private final InMemoryStorage storage = InMemoryStorage.of(book().build());
    private final Task jobs = OutreachServices.jobs(storage, InstantSource.fixed(TestBook.START));

    @AutoClose
    private final Api api = Api.over(storage);

    /** Returns a book with one outreach more than a batch allows. One of them can't move to enrichment. */
    private static TestBook book() {
        var book = new TestBook().sequence("seq_1", "Welcome").outreach("out_starting", STARTING);
        for (int i = 0; i < OutreachBatch.MAX_SIZE; i++) {
            book.outreach("out_" + i);
        }
        return book;
    }

    private static String job(String kind, String rest) {
        return ("{\"id\":\"job_1\",\"kind\":\"" + kind + "\"," + rest);
    }

    private void run() {
        storage.tasks(TaskKind.JOB).keySet().forEach(jobs::run);
    }

    @Test
    void a_large_batch_becomes_a_job_that_can_be_polled_until_it_ends() {
        var accepted = api.send("PATCH", BATCH, MOVE, "Grow-Actor", "maya");

        var queued = job("batch_transition_to", """
                "status":"queued","total_count":10001,"done_count":0,"success_count":0,"refused_count":0,\
                "created_at":"2026-03-02T09:00:00Z","finished_at":null,"dry_run":false,"state":"not_available",\
                "filter":{"channel":"email"},"actor":"maya","reason":"why","metadata":{"a":1},"detail":null}""");
        assertThat(accepted.status()).isEqualTo(202);
        assertThat(accepted.header("Location")).isEqualTo("/api/jobs/job_1");
        assertThat(accepted.header("Content-Type")).isEqualTo("application/json");
        assertThat(accepted.body()).isEqualTo(queued);
        api.get("/api/jobs/job_1").isOk(queued);
        api.get("/api/jobs?status=queued").isOk("{\"items\":[" + queued + """
                ],"pagination":{"current_page":1,"per_page":50,"total_pages":1,"total_count":1}}""");
        assertThat(api.get("/api/outreaches/out_7").json().get("current_state").asText())
                .isEqualTo("ready");

        run();

        api.get("/api/jobs/job_1").isOk(job("batch_transition_to", """
                "status":"completed","total_count":10001,"done_count":10001,"success_count":10001,"refused_count":0,\
                "created_at":"2026-03-02T09:00:00Z","finished_at":"2026-03-02T09:00:00Z","dry_run":false,\
                "state":"not_available","filter":{"channel":"email"},"actor":"maya","reason":"why","metadata":{"a":1},\
                "detail":null,"undoable_until":"2026-03-03T09:00:00Z"}"""));
        assertThat(api.get("/api/outreaches/out_7/transitions").body())
                .contains("\"actor\":\"maya\",\"reason\":\"why\"");
    }

    @Test
    void a_job_lists_its_refusals() {
        api.patch("/api/outreaches/batch_start_enrichment", Body.json("{\"filter\":{},\"dry_run\":true}"));
        run();

        api.get("/api/jobs/job_1").isOk(job("batch_start_enrichment", """
                "status":"completed","total_count":10001,"done_count":10001,"success_count":10000,"refused_count":1,\
                "created_at":"2026-03-02T09:00:00Z","finished_at":"2026-03-02T09:00:00Z","dry_run":true,\
                "state":"enrichment","filter":{},"actor":null,"reason":null,"metadata":{},"detail":null,\
                "errors":[{"id":"out_starting","code":"transition_not_allowed","detail":\
                "cannot transition from 'starting' to 'enrichment'; allowed from 'starting': waiting, not_available"}]}"""));
        assertThat(api.get("/api/jobs").body()).doesNotContain("errors");
    }

    @Test
    void a_job_assigns_a_sequence() {
        var accepted =
                api.patch("/api/outreaches/batch_assign", Body.json("{\"sequence_id\":\"seq_1\",\"filter\":{}}"));

        assertThat(accepted.body()).startsWith("{\"id\":\"job_1\",\"kind\":\"batch_assign\"");
        assertThat(accepted.json().get("sequence_id").asText()).isEqualTo("seq_1");
        assertThat(accepted.json().has("state")).isFalse();
        run();
        assertThat(api.get("/api/outreaches?sequence_id=seq_1&per=1")
                        .json()
                        .at("/pagination/total_count")
                        .asInt())
                .isEqualTo(10_001);
        api.patch("/api/outreaches/batch_assign", Body.json("{\"sequence_id\":\"seq_9\",\"filter\":{}}"))
                .blames(422, "sequence_id", "'seq_9'");
    }

    @Test
    void a_repeated_request_gets_the_same_job() {
        var first = api.send("PATCH", BATCH, MOVE, "Idempotency-Key", "key");
        run();
        var again = api.send("PATCH", BATCH, MOVE, "Idempotency-Key", "key");

        assertThat(again.status()).isEqualTo(202);
        assertThat(again.header("Location")).isEqualTo(first.header("Location"));
        assertThat(again.header("Idempotency-Replayed")).isEqualTo("true");
        assertThat(again.content()).isEqualTo(first.content());
        assertThat(api.get("/api/jobs").json().at("/pagination/total_count").asInt())
                .isOne();
    }

    @Test
    void a_stopped_job_stays_stopped() {
        api.patch(BATCH, MOVE);

        var stopped = api.patch("/api/jobs/job_1/stop", Body.NONE);

        assertThat(stopped.status()).isEqualTo(200);
        assertThat(stopped.json().get("status").asText()).isEqualTo("stopped");
        assertThat(stopped.json().get("finished_at").asText()).isEqualTo("2026-03-02T09:00:00Z");
        run();
        api.get("/api/jobs/job_1").isOk(stopped.body());
        api.patch("/api/jobs/job_1/stop", Body.json("{}")).isOk(stopped.body());
        assertThat(api.get("/api/outreaches/out_7").json().get("current_state").asText())
                .isEqualTo("ready");
    }

    @Test
    void a_job_that_has_ended_can_not_be_stopped() {
        api.patch(BATCH, MOVE);
        run();

        api.patch("/api/jobs/job_1/stop", Body.NONE).isProblem(409, "job_1", "completed");
    }

    @ParameterizedTest
    @ValueSource(strings = {"job_1", "job_", "out_1"})
    void an_unknown_job_is_404(String id) {
        api.get("/api/jobs/" + id).isProblem(404, id);
        api.patch("/api/jobs/" + id + "/stop", Body.NONE).isProblem(404, id);
    }

    @Test
    void parameters_and_bodies_are_read_strictly() {
        api.get("/api/jobs?status=done").blames("status", "queued, running, completed, stopped, failed");
        api.get("/api/jobs?sort=status").blames("sort", "status, page, per");
        api.get("/api/jobs/job_1?expand=errors").blames("expand");
        api.patch("/api/jobs/job_1/stop", Body.json("{\"now\":true}")).blames("now");
        api.get("/api/jobs").isOk("""
                {"items":[],"pagination":{"current_page":1,"per_page":50,"total_pages":0,"total_count":0}}""");
    }
}
