package com.grow.outreach.adapter.rest;

import static io.helidon.http.Method.GET;
import static io.helidon.http.Method.POST;

import com.grow.outreach.application.port.in.ImportUploads;
import com.grow.outreach.application.query.ImportKind;
import com.grow.outreach.application.query.ImportOptions;
import com.grow.outreach.application.query.ImportRun;
import com.grow.outreach.domain.ImportId;
import io.helidon.common.buffers.DataReader;
import io.helidon.http.HeaderNames;
import io.helidon.http.Status;
import io.helidon.webserver.CloseConnectionException;
import io.helidon.webserver.http.HttpRules;
import io.helidon.webserver.http.HttpService;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * REST adapter: {@code /api/imports}. A body is kept part by part as it comes, so that none is too large for the memory. An
 * import that is asked for twice changes nothing the second time, so a key of the request has nothing to do here.
 */
record ImportRoutes(ImportUploads imports) implements HttpService {

    private static final Map<String, ImportKind> KINDS = Words.of(ImportKind.values(), ImportKind::value);

    private static final String MULTIPART = "multipart/form-data";
    private static final Set<String> ROWS = Set.of("text/csv", "application/x-ndjson", "application/gzip");

    /** How much of a file is kept at a time. */
    private static final int PART = 1 << 20;

    @Override
    public void routing(HttpRules rules) {
        rules.any("/", Resource.of(POST, this::upload))
                .any("/{id}", Resource.of(GET, this::get))
                .any("/{id}/rejects", Resource.of(GET, this::rejects));
    }

    private void upload(ServerRequest request, ServerResponse response) {
        var parameters = QueryParameters.of(request);
        var kind = parameters.word("kind", KINDS);
        var mapping = parameters.pairs("map", "expected Their Column=our_field");
        var knownBy = parameters.word("key", Map.of("name", "name", "email", "email", "domain", "domain"));
        var encoding = parameters.parsed("encoding", ImportRoutes::encoding, "expected an encoding like windows-1252");
        var name = parameters.parsed(
                "name",
                text -> QueryParameters.hasNul(text) ? Optional.<String>empty() : Optional.of(text),
                "expected a text");
        boolean dryRun = parameters.isTrue("dry_run");
        parameters.check();
        var type = contentType(request);
        var upload = imports.begin(
                new ImportOptions(kind, mapping, knownBy, Objects.requireNonNullElse(encoding, "UTF-8")), dryRun);
        ImportRun run;
        try {
            var body = request.content().hasEntity() ? request.content().inputStream() : InputStream.nullInputStream();
            long size = isMultipart(type)
                    ? MultipartForm.readFiles(type, body, (file, content) -> keep(upload, file, content))
                    : keep(upload, name == null ? "body" : name, body);
            if (size == 0) {
                throw RequestBody.malformed("is empty; send a file of rows");
            }
            run = upload.finish();
        } catch (IOException | UncheckedIOException | DataReader.InsufficientDataAvailableException e) {
            upload.abandon();
            throw new CloseConnectionException("The client went away before it had sent all of its request", e);
        } catch (ProblemException e) {
            upload.abandon();
            throw e;
        }
        var location = "/api/imports/" + run.id().value();
        Responses.reply(request, response, Reply.accepted(location, ImportJson.run(run)));
    }

    private static long keep(ImportUploads.Upload upload, String name, InputStream content) throws IOException {
        upload.file(name);
        long size = 0;
        for (var part = content.readNBytes(PART); part.length > 0; part = content.readNBytes(PART)) {
            upload.append(part);
            size += part.length;
        }
        return size;
    }

    private static Optional<String> encoding(String text) {
        try {
            return Optional.of(Charset.forName(text).name());
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static String contentType(ServerRequest request) {
        var type = request.headers().value(HeaderNames.CONTENT_TYPE).orElse("");
        if (!isMultipart(type) && !ROWS.contains(mediaType(type))) {
            throw new ProblemException(new Problem(
                    Status.UNSUPPORTED_MEDIA_TYPE_415,
                    "The body %s; supported are text/csv, application/x-ndjson, application/gzip and %s."
                            .formatted(
                                    type.isEmpty()
                                            ? "has no Content-Type"
                                            : "is of the Content-Type " + Words.quote(type),
                                    MULTIPART)));
        }
        return type;
    }

    private static boolean isMultipart(String contentType) {
        return mediaType(contentType).equals(MULTIPART);
    }

    private static String mediaType(String contentType) {
        return contentType.split(";", 2)[0].strip().toLowerCase(Locale.ROOT);
    }

    private void get(ServerRequest request, ServerResponse response) {
        var id = id(request);
        QueryParameters.rejectAll(request);
        Responses.ok(request, response, ImportJson.run(imports.find(id).orElseThrow(() -> notFound(id.value()))));
    }

    private void rejects(ServerRequest request, ServerResponse response) {
        var id = id(request);
        var parameters = QueryParameters.of(request);
        var page = parameters.page();
        parameters.check();
        var rejects = imports.rejects(id, page).orElseThrow(() -> notFound(id.value()));
        Responses.page(request, response, rejects, ImportJson.rejects(rejects));
    }

    private static ImportId id(ServerRequest request) {
        var text = request.path().pathParameters().get("id");
        return ImportId.KIND.parse(text).orElseThrow(() -> notFound(text));
    }

    private static ProblemException notFound(String id) {
        return ProblemException.notFound("import", id);
    }
}
