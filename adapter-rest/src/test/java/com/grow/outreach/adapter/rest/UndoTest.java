package com.grow.outreach.adapter.rest;

import static com.grow.outreach.domain.OutreachState.READY;
import static com.grow.outreach.domain.OutreachState.STARTING;
import static org.assertj.core.api.Assertions.assertThat;

import com.grow.outreach.application.port.in.Task;
import com.grow.outreach.application.port.in.outreach.OutreachBatch;
import com.grow.outreach.application.port.out.InMemoryStorage;
import com.grow.outreach.application.port.out.TaskKind;
import com.grow.outreach.application.port.out.TestBook;
import com.grow.outreach.application.service.outreach.OutreachServices;
import com.grow.outreach.domain.Channel;
import java.time.InstantSource;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** Removals from sequences, exceptions of filters, and {@code POST /api/jobs/:id/undo}. */
class UndoTest {

    private static final String ASSIGN = "/api/outreaches/batch_assign";
    private static final String START = "/api/outreaches/batch_start_enrichment";

    private final InMemoryStorage storage = InMemoryStorage.of(book().build());
    private final Task jobs = OutreachServices.jobs(storage, InstantSource.fixed(TestBook.START));

    @AutoClose
    private final Api api = Api.over(storage);

    /** Returns a book with three outreaches more than a batch allows, all but one in a sequence. */
    private static TestBook book() {
        var book = new TestBook().sequence("seq_1", "Welcome").outreach("out_starting", STARTING);
        IntStream.range(0, OutreachBatch.MAX_SIZE + 2)
                .forEach(i -> book.outreach("out_" + i, "per_1", Channel.EMAIL, READY, "seq_1"));
        return book;
    }

    private void run() {
        storage.tasks(TaskKind.JOB).keySet().forEach(jobs::run);
    }

    private long inSequence() {
        return api.get("/api/outreaches?sequence_id=seq_1&per=1")
                .json()
                .at("/pagination/total_count")
                .asLong();
    }

    @Test
    void null_and_an_empty_form_field_remove_outreaches_from_their_sequences() {
        api.patch(ASSIGN, Body.json("{\"sequence_id\":null,\"outreach_ids\":[\"out_1\",\"out_2\"]}"))
                .isOk("{\"updated_count\":2,\"sequence_name\":null}");
        api.patch(ASSIGN, Body.form("sequence_id=&outreach_ids=out_3,out_gone")).isOk("""
                {"updated_count":1,"sequence_name":null,"errors":[{"id":"out_gone","code":"not_found"}]}""");
        assertThat(inSequence()).isEqualTo(9_999);
    }

    @Test
    void a_missing_sequence_is_rejected() {
        api.patch(ASSIGN, Body.json("{\"outreach_ids\":[\"out_1\"]}")).blames("sequence_id", "required");
        assertThat(inSequence()).isEqualTo(10_002);
    }

    @Test
    void a_filter_spares_its_exceptions() {
        var accepted = api.patch(
                ASSIGN,
                Body.json(
                        "{\"sequence_id\":null,\"filter\":{\"status\":\"ready\"},\"except_ids\":[\"out_1\",\"out_starting\"]}"));
        run();

        assertThat(accepted.status()).isEqualTo(202);
        var job = api.get("/api/jobs/job_1").json();
        assertThat(job.get("sequence_id").isNull()).isTrue();
        assertThat(job.get("total_count").asInt()).isEqualTo(10_001);
        assertThat(job.get("success_count").asInt()).isEqualTo(10_001);
        assertThat(job.get("except_count").asInt()).isEqualTo(2);
        assertThat(inSequence()).isOne();
    }

    @Test
    void exceptions_are_read_strictly() {
        api.patch(ASSIGN, Body.json("{\"sequence_id\":null,\"outreach_ids\":[\"out_1\"],\"except_ids\":[\"out_2\"]}"))
                .blames("except_ids", "'filter'");
        api.patch(ASSIGN, Body.json("{\"sequence_id\":null,\"filter\":{},\"except_ids\":[\"per_2\"]}"))
                .blames("except_ids", "'per_2'");
    }

    @Test
    void a_batch_names_the_request_that_undoes_it() {
        var batch = api.patch(ASSIGN, Body.json("{\"sequence_id\":null,\"outreach_ids\":[\"out_1\",\"out_2\"]}"));
        assertThat(batch.header("Link")).isEqualTo("</api/jobs/job_1/undo>; rel=\"undo\"");
        assertThat(api.get("/api/jobs/job_1").body())
                .contains("\"status\":\"completed\"", "\"filter\":null", "\"undoable_until\":\"2026-03-03T09:00:00Z\"");

        var undo = api.send("POST", "/api/jobs/job_1/undo", Body.NONE, "Grow-Actor", "maya");
        run();

        assertThat(undo.status()).isEqualTo(202);
        assertThat(undo.header("Location")).isEqualTo("/api/jobs/job_2");
        api.get("/api/jobs/job_2").isOk("""
                {"id":"job_2","kind":"undo","status":"completed","total_count":2,"done_count":2,"success_count":2,\
                "refused_count":0,"created_at":"2026-03-02T09:00:00Z","finished_at":"2026-03-02T09:00:00Z",\
                "dry_run":false,"undoes":"job_1","filter":null,"actor":"maya","reason":"Undo of job_1","metadata":{},\
                "detail":null,"undoable_until":"2026-03-03T09:00:00Z"}""");
        assertThat(inSequence()).isEqualTo(10_002);
        assertThat(api.get("/api/jobs/job_1").body())
                .contains("\"undone_by\":\"job_2\"")
                .doesNotContain("undoable_until");
    }

    @Test
    void a_batch_that_changes_nothing_has_nothing_to_undo() {
        assertThat(api.patch(START, Body.form("outreach_ids=out_starting")).header("Link"))
                .isNull();
        assertThat(api.patch(START, Body.form("outreach_ids=out_1&dry_run=true"))
                        .header("Link"))
                .isNull();
    }

    @Test
    void a_repeated_request_gets_the_same_undo() {
        var body = Body.form("outreach_ids=out_1");
        var first = api.send("PATCH", START, body, "Idempotency-Key", "key");
        var again = api.send("PATCH", START, body, "Idempotency-Key", "key");

        assertThat(again.header("Link")).isEqualTo(first.header("Link")).contains("job_1");
    }

    @Test
    void an_undo_lists_what_it_could_not_restore() {
        api.patch(START, Body.form("outreach_ids=out_1,out_2"));
        api.patch("/api/outreaches/out_1/transition_to", Body.form("state=not_available"));
        api.send("POST", "/api/jobs/job_1/undo", Body.NONE);
        run();

        var undo = api.get("/api/jobs/job_2").json();
        assertThat(undo.get("success_count").asInt()).isOne();
        assertThat(undo.get("errors").toString())
                .isEqualTo("[{\"id\":\"out_1\",\"code\":\"changed_since\",\"detail\":\"it has changed since then\"}]");
    }

    @Test
    void a_job_is_undone_once_and_not_while_it_runs() {
        api.patch(START, Body.form("outreach_ids=out_1"));
        api.send("POST", "/api/jobs/job_1/undo", Body.NONE);

        api.send("POST", "/api/jobs/job_1/undo", Body.NONE).isProblem(409, "job_1", "undone by job job_2");
        api.send("POST", "/api/jobs/job_2/undo", Body.NONE).isProblem(409, "job_2", "running");
        api.send("POST", "/api/jobs/job_9/undo", Body.NONE).isProblem(404, "job_9");
        api.send("POST", "/api/jobs/job_1/undo", Body.json("{\"now\":true}")).blames("now");
    }

    @Test
    void the_outlook_of_a_batch_counts_changes_and_refusals() {
        var outlook = "/api/outreaches/batch_outlook";

        assertThat(api.send("POST", outlook, Body.json("{\"state\":\"enrichment\",\"filter\":{}}"))
                        .body())
                .isEqualTo("""
                        {"total_count":10003,"change_count":10002,"unchanged_count":0,"refused_count":1,"refusals":[\
                        {"code":"transition_not_allowed","state":"starting","count":1}],"exact":true}""");
        assertThat(api.send("POST", outlook, Body.form("sequence_id=&outreach_ids=out_1,out_starting,out_gone"))
                        .body())
                .isEqualTo("""
                        {"total_count":3,"change_count":1,"unchanged_count":1,"refused_count":1,"refusals":[\
                        {"code":"not_found","count":1}],"exact":true}""");
        api.send("POST", outlook, Body.json("{\"filter\":{}}")).blames("state", "'sequence_id'");
        api.send("POST", outlook, Body.json("{\"state\":\"ready\",\"sequence_id\":null,\"filter\":{}}"))
                .blames("state", "'sequence_id'");
        api.send("POST", outlook, Body.json("{\"sequence_id\":\"seq_9\",\"filter\":{}}"))
                .blames(422, "sequence_id", "'seq_9'");
    }
}
