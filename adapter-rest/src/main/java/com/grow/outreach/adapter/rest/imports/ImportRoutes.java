package com.grow.outreach.adapter.rest.imports;

import static com.grow.outreach.domain.access.Permission.WORK;

import com.grow.outreach.adapter.rest.answer.Reply;
import com.grow.outreach.adapter.rest.answer.Resource;
import com.grow.outreach.adapter.rest.answer.Responses;
import com.grow.outreach.adapter.rest.answer.Writes;
import com.grow.outreach.adapter.rest.problem.Problem;
import com.grow.outreach.adapter.rest.problem.ProblemException;
import com.grow.outreach.adapter.rest.request.Call;
import com.grow.outreach.adapter.rest.request.QueryParameters;
import com.grow.outreach.adapter.rest.request.RequestBody;
import com.grow.outreach.application.imports.ImportRun;
import com.grow.outreach.application.imports.Reject;
import com.grow.outreach.application.port.in.imports.DeleteImport;
import com.grow.outreach.application.port.in.imports.ImportUploads;
import com.grow.outreach.application.port.in.imports.StopImport;
import com.grow.outreach.application.query.Page;
import com.grow.outreach.application.query.PageRequest;
import com.grow.outreach.domain.ImportId;
import io.helidon.http.HeaderNames;
import io.helidon.http.Method;
import io.helidon.http.Status;
import io.helidon.webserver.http.HttpRules;
import io.helidon.webserver.http.HttpService;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.io.IOException;
import java.util.concurrent.Semaphore;

/**
 * REST adapter: {@code /api/imports}. A repeated import changes nothing, so {@code POST} does not accept an {@code Idempotency-Key}.
 */
public final class ImportRoutes implements HttpService {

    public static final String PATH = "/api/imports";

    private static final String PREVIEW_PATH = PATH + "/preview";

    /** The maximum number of concurrent uploads. Each needs memory for several copies of a part. */
    public static final int MAX_UPLOADS =
            (int) Math.clamp(Runtime.getRuntime().maxMemory() / (32 * UploadReader.PART), 2, 64);

    private final ImportUploads imports;
    private final RequestBody body;
    private final Semaphore uploads = new Semaphore(MAX_UPLOADS);

    public ImportRoutes(ImportUploads imports, RequestBody body) {
        this.imports = imports;
        this.body = body;
    }

    /** Returns whether these routes receive the bodies of requests to a path, instead of the server before them. */
    public static boolean receives(String path) {
        return path.equals(PATH) || path.equals(PREVIEW_PATH);
    }

    @Override
    public void routing(HttpRules rules) {
        rules.any("/", Resource.get(WORK, this::list).andPost(WORK, this::upload))
                .any("/preview", Resource.post(WORK, this::preview))
                .any("/{id}", Resource.get(WORK, this::get).andDelete(WORK, this::delete))
                .any("/{id}/stop", Resource.patch(WORK, this::stop))
                .any("/{id}/rejects", Resource.get(WORK, this::rejects))
                .any("/{id}/rejects.csv", Resource.get(WORK, this::rejectsFile));
    }

    private void upload(ServerRequest request, ServerResponse response) {
        receive(() -> {
            var run = new UploadReader(imports(request)).read(request);
            var location = PATH + "/" + run.id().value();
            Responses.reply(request, response, Reply.accepted(location, ImportJson.run(run)));
        });
    }

    private void preview(ServerRequest request, ServerResponse response) {
        receive(() -> {
            var preview = new UploadReader(imports(request)).preview(request);
            Responses.reply(request, response, Reply.ok(ImportJson.preview(preview)));
        });
    }

    private void receive(Runnable receiving) {
        if (!uploads.tryAcquire()) {
            throw ProblemException.busy();
        }
        try {
            receiving.run();
        } finally {
            uploads.release();
        }
    }

    private void list(ServerRequest request, ServerResponse response) {
        var parameters = QueryParameters.of(request);
        var page = parameters.page();
        parameters.check();
        var runs = imports(request).list(page);
        Responses.page(request, response, runs, ImportJson.page(runs));
    }

    private void get(ServerRequest request, ServerResponse response) {
        var id = id(request);
        QueryParameters.rejectAll(request);
        Responses.ok(
                request, response, ImportJson.run(imports(request).find(id).orElseThrow(() -> notFound(id.value()))));
    }

    private void stop(ServerRequest request, ServerResponse response) {
        var id = id(request);
        QueryParameters.rejectAll(request);
        var fields = body.optional(request);
        fields.check();
        Writes.answer(request, response, fields.source(), use -> switch (use.imports()
                .stop()
                .stop(id)) {
            case StopImport.Result.Stopped(var run) -> Reply.ok(ImportJson.run(run));
            case StopImport.Result.Ended(var run) -> throw conflict(run, "can't be stopped");
            case StopImport.Result.ImportNotFound(var missing) -> throw notFound(missing.value());
        });
    }

    private void delete(ServerRequest request, ServerResponse response) {
        var id = id(request);
        QueryParameters.rejectAll(request);
        var fields = body.optional(request);
        fields.check();
        Writes.answer(request, response, fields.source(), use -> switch (use.imports()
                .delete()
                .delete(id)) {
            case DeleteImport.Result.Deleted() -> Reply.done();
            case DeleteImport.Result.NotEnded(var run) -> throw conflict(run, "can't be deleted before it has ended");
            case DeleteImport.Result.ImportNotFound(var missing) -> throw notFound(missing.value());
        });
    }

    private static ProblemException conflict(ImportRun run, String what) {
        return new ProblemException(new Problem(
                Status.CONFLICT_409,
                "Import %s %s; it is %s.".formatted(run.id(), what, run.status().value())));
    }

    private void rejects(ServerRequest request, ServerResponse response) {
        var id = id(request);
        var parameters = QueryParameters.of(request);
        var page = parameters.page();
        parameters.check();
        var rejects = imports(request).rejects(id, page).orElseThrow(() -> notFound(id.value()));
        Responses.page(request, response, rejects, ImportJson.rejects(rejects));
    }

    private void rejectsFile(ServerRequest request, ServerResponse response) throws IOException {
        var id = id(request);
        QueryParameters.rejectAll(request);
        var first = rejects(request, id, 1);
        response.status(Status.OK_200)
                .header(HeaderNames.CONTENT_TYPE, "text/csv; charset=utf-8")
                .header(HeaderNames.CONTENT_DISPOSITION, "attachment; filename=\"rejects-%s.csv\"".formatted(id))
                .header(HeaderNames.CACHE_CONTROL, "private, no-store");
        if (request.prologue().method().equals(Method.HEAD)) {
            Responses.headOfStream(response);
            return;
        }
        var file = new RejectsCsv(response.outputStream());
        file.write(first.items());
        for (long page = 2; page <= first.totalPages(); page++) {
            file.write(rejects(request, id, page).items());
        }
        // The file is not closed after a failure, because a truncated response must not look complete.
        file.close();
    }

    private Page<Reject> rejects(ServerRequest request, ImportId id, long page) {
        return imports(request)
                .rejects(id, new PageRequest(page, PageRequest.MAX_SIZE))
                .orElseThrow(() -> notFound(id.value()));
    }

    private ImportUploads imports(ServerRequest request) {
        return imports.within(Call.of(request).caller());
    }

    private static ImportId id(ServerRequest request) {
        var text = request.path().pathParameters().get("id");
        return ImportId.KIND.parse(text).orElseThrow(() -> notFound(text));
    }

    private static ProblemException notFound(String id) {
        return ProblemException.notFound("import", id);
    }
}
