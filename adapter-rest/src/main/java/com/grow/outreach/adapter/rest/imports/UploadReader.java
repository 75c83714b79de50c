package com.grow.outreach.adapter.rest.imports;

import com.grow.outreach.adapter.rest.problem.Problem;
import com.grow.outreach.adapter.rest.problem.ProblemException;
import com.grow.outreach.adapter.rest.problem.Words;
import com.grow.outreach.adapter.rest.request.MultipartForm;
import com.grow.outreach.adapter.rest.request.QueryParameters;
import com.grow.outreach.adapter.rest.request.RequestBody;
import com.grow.outreach.application.imports.FilePreview;
import com.grow.outreach.application.imports.ImportLimits;
import com.grow.outreach.application.imports.ImportOptions;
import com.grow.outreach.application.imports.ImportRun;
import com.grow.outreach.application.port.in.imports.ImportUploads;
import com.grow.outreach.application.port.in.imports.ImportUploads.Announcement;
import com.grow.outreach.application.port.in.imports.ImportUploads.RefusedException;
import com.grow.outreach.application.port.out.StorageUnavailableException;
import com.grow.outreach.application.port.out.file.UnreadableException;
import io.helidon.common.buffers.DataReader;
import io.helidon.http.HeaderNames;
import io.helidon.http.HeaderValues;
import io.helidon.http.HttpMediaType;
import io.helidon.http.Status;
import io.helidon.webserver.CloseConnectionException;
import io.helidon.webserver.http.ServerRequest;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A reader of uploads. It stores a body in parts while it arrives, so memory does not limit its size. */
final class UploadReader {

    private static final Status INSUFFICIENT_STORAGE_507 = Status.create(507, "Insufficient Storage");

    private static final String MULTIPART = "multipart/form-data";

    private static final List<String> ROWS = List.of(
            "text/csv",
            "text/tab-separated-values",
            "application/x-ndjson",
            "application/gzip",
            "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
            // Browsers on Windows send CSV as this.
            "application/vnd.ms-excel");

    /** The size of a stored part of a file, in bytes. */
    static final int PART = 1 << 20;

    /** The maximum size of the beginning of a file, in bytes. */
    static final int BEGINNING = 16 << 20;

    private final ImportUploads imports;

    UploadReader(ImportUploads imports) {
        this.imports = imports;
    }

    /** Stores the body of a request and queues its import. */
    ImportRun read(ServerRequest request) {
        var parameters = QueryParameters.of(request);
        var stated = UploadOptions.of(parameters);
        boolean dryRun = parameters.isTrue("dry_run");
        long mostRejects = imports.limits().maxRejects();
        long maxRejects = parameters.number("max_rejects", mostRejects, 0, mostRejects);
        parameters.check();
        var type = contentType(request);
        var options = stated.options(encoding(type));
        long size = request.headers().contentLength().orElse(0);
        return store(request, type, stated.name(), new Announcement(options, dryRun, maxRejects, size));
    }

    /** Reads the body of a request as the beginning of a file. */
    FilePreview preview(ServerRequest request) {
        var parameters = QueryParameters.of(request);
        var stated = UploadOptions.of(parameters);
        parameters.check();
        var type = contentType(request);
        if (isMultipart(type)) {
            throw unsupported("is a form, which can have several files");
        }
        var beginning = new ByteArrayOutputStream();
        receiving(() -> {
            beginning.write(body(request).readNBytes(BEGINNING + 1));
            return beginning.size();
        });
        if (beginning.size() > BEGINNING) {
            throw RequestBody.tooLarge(
                    "The body is larger than %d bytes. Send the beginning of the file.".formatted(BEGINNING));
        }
        try {
            return imports.preview(stated.name(), beginning.toByteArray(), stated.options(encoding(type)));
        } catch (UnreadableException e) {
            throw new ProblemException(new Problem(
                    Status.UNPROCESSABLE_CONTENT_422, Objects.requireNonNullElse(e.getMessage(), "can't be read")));
        }
    }

    private ImportRun store(ServerRequest request, HttpMediaType type, String name, Announcement announcement) {
        InputStream content = null;
        try {
            var upload = imports.begin(announcement);
            content = body(request);
            return store(content, type, name, upload);
        } catch (RefusedException e) {
            drain(request, content);
            throw refused(e.refusal());
        }
    }

    /** Reads part of a rejected body, unless the client waits for 100 (Continue) before it sends the body. */
    private static void drain(ServerRequest request, @Nullable InputStream content) {
        if (content != null || !request.headers().containsToken(HeaderValues.EXPECT_100)) {
            receiving(() -> RequestBody.drain(content == null ? body(request) : content));
        }
    }

    /**
     * Returns the content. Call it only when the content is needed, because it sends 100 (Continue) to clients that
     * wait for it.
     */
    private static InputStream body(ServerRequest request) {
        return request.content().hasEntity() ? request.content().inputStream() : InputStream.nullInputStream();
    }

    private static ImportRun store(InputStream content, HttpMediaType type, String name, ImportUploads.Upload upload) {
        try {
            receive(content, type, name, upload);
        } catch (RuntimeException e) {
            abandon(upload, e);
            throw e;
        }
        return upload.finish();
    }

    private ProblemException refused(ImportUploads.Refusal refusal) {
        var limits = imports.limits();
        return switch (refusal) {
            case TOO_LARGE ->
                RequestBody.tooLarge(
                        "The upload is larger than %d bytes. Split it, compress it, or use the command 'grow import'."
                                .formatted(limits.maxSize()));
            case TOO_MANY_FILES ->
                RequestBody.tooLarge("The upload has more than %d files.".formatted(ImportLimits.MAX_FILES));
            case QUEUE_FULL ->
                new ProblemException(new Problem(
                        Status.SERVICE_UNAVAILABLE_503,
                        "Too many uploads are waiting; the limits are %d uploads and %d bytes in total."
                                        .formatted(ImportLimits.MAX_QUEUED, limits.maxSizeQueued())
                                + " Try again later, or stop some of the imports."));
            case DISK_FULL ->
                new ProblemException(
                        new Problem(INSUFFICIENT_STORAGE_507, "There is not enough free disk space for the upload."));
        };
    }

    private static void receive(InputStream body, HttpMediaType type, String name, ImportUploads.Upload upload) {
        long size = receiving(() -> isMultipart(type)
                ? MultipartForm.readFiles(type.text(), body, (file, content) -> keep(upload, file, content))
                : keep(upload, name, body));
        if (size == 0) {
            throw RequestBody.malformed("is empty; send a file of rows");
        }
    }

    /** A function that reads a body. */
    @FunctionalInterface
    private interface Receiving {
        long read() throws IOException;
    }

    private static long receiving(Receiving receiving) {
        try {
            return receiving.read();
        } catch (NumberFormatException e) {
            throw RequestBody.badChunk(e);
        } catch (IOException | UncheckedIOException | DataReader.InsufficientDataAvailableException e) {
            throw new CloseConnectionException("The client went away before it had sent the whole request", e);
        }
    }

    /** Discards an upload. If the storage is unavailable, a later cleanup removes the stored parts. */
    private static void abandon(ImportUploads.Upload upload, RuntimeException cause) {
        try {
            upload.abandon();
        } catch (StorageUnavailableException e) {
            cause.addSuppressed(e);
        }
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

    /** Returns the character encoding of a body: the charset of its media type, or the default. */
    private static String encoding(HttpMediaType type) {
        return isMultipart(type)
                ? ImportOptions.USUAL.encoding()
                : type.charset().flatMap(UploadOptions::encoding).orElse(ImportOptions.USUAL.encoding());
    }

    private static HttpMediaType contentType(ServerRequest request) {
        var header = request.headers().value(HeaderNames.CONTENT_TYPE);
        if (header.isEmpty()) {
            throw unsupported("has no Content-Type");
        }
        try {
            var type = HttpMediaType.create(header.get());
            boolean known = isMultipart(type)
                    || ROWS.contains(RequestBody.mediaType(type))
                            && type.charset()
                                    .map(charset ->
                                            UploadOptions.encoding(charset).isPresent())
                                    .orElse(true);
            if (known) {
                return type;
            }
        } catch (IllegalArgumentException e) {
            // A malformed type is treated as an unsupported one.
        }
        throw unsupported("has the Content-Type " + Words.quote(header.get()));
    }

    private static ProblemException unsupported(String what) {
        return new ProblemException(new Problem(
                Status.UNSUPPORTED_MEDIA_TYPE_415,
                "The body %s; supported are %s and %s.".formatted(what, String.join(", ", ROWS), MULTIPART)));
    }

    private static boolean isMultipart(HttpMediaType type) {
        return RequestBody.mediaType(type).equals(MULTIPART);
    }
}
