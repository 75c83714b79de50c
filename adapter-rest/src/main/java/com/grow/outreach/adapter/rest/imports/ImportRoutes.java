package com.grow.outreach.adapter.rest.imports;

import static com.grow.outreach.domain.access.Permission.MANAGE;

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
import com.grow.outreach.application.port.in.imports.DeleteImport;
import com.grow.outreach.application.port.in.imports.ImportUploads;
import com.grow.outreach.application.port.in.imports.StopImport;
import com.grow.outreach.domain.ImportId;
import io.helidon.http.Status;
import io.helidon.webserver.http.HttpRules;
import io.helidon.webserver.http.HttpService;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.util.concurrent.Semaphore;

/**
 * REST adapter: {@code /api/imports}. A repeated import changes nothing, so {@code POST} does not accept an {@code Idempotency-Key}.
 */
public final class ImportRoutes implements HttpService {

    public static final String PATH = "/api/imports";

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

    @Override
    public void routing(HttpRules rules) {
        rules.any("/", Resource.get(MANAGE, this::list).andPost(MANAGE, this::upload))
                .any("/{id}", Resource.get(MANAGE, this::get).andDelete(MANAGE, this::delete))
                .any("/{id}/stop", Resource.patch(MANAGE, this::stop))
                .any("/{id}/rejects", Resource.get(MANAGE, this::rejects));
    }

    private void upload(ServerRequest request, ServerResponse response) {
        if (!uploads.tryAcquire()) {
            throw ProblemException.busy();
        }
        try {
            var run = new UploadReader(imports(request)).read(request);
            var location = PATH + "/" + run.id().value();
            Responses.reply(request, response, Reply.accepted(location, ImportJson.run(run)));
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
