package com.grow.outreach.adapter.rest.answer;

import com.grow.outreach.adapter.rest.problem.Problem;
import com.grow.outreach.application.query.Page;
import com.grow.outreach.application.query.Slice;
import io.helidon.http.Header;
import io.helidon.http.HeaderNames;
import io.helidon.http.HeaderValues;
import io.helidon.http.Method;
import io.helidon.http.Status;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;

/** Sends answers, with the headers that go with each kind of them. */
public final class Responses {

    /** Stands for an answer without a length, where Helidon would say that it has no content; is not sent. */
    public static final Header UNKNOWN_LENGTH = HeaderValues.createCached(HeaderNames.CONTENT_LENGTH, "unknown");

    public static final String RETRY_AFTER_SECONDS = "1";

    /** A copy may be kept, by the caller alone, and is to be used only after asking whether it still holds. */
    private static final Header ASK_FIRST = HeaderValues.createCached(HeaderNames.CACHE_CONTROL, "private, no-cache");

    private static final Header VARY =
            HeaderValues.createCached(HeaderNames.VARY, HeaderNames.ACCEPT_ENCODING.defaultCase());
    private static final Header GZIP = HeaderValues.createCached(HeaderNames.CONTENT_ENCODING, "gzip");

    private Responses() {}

    /** Answers a read: 200 with JSON, or 304 to those who have the same already. */
    public static void ok(ServerRequest request, ServerResponse response, byte[] json) {
        ok(request, response, json, EntityTag.of(json));
    }

    /** As {@link #ok(ServerRequest, ServerResponse, byte[])}, where the tag is of more than is shown. */
    public static void ok(ServerRequest request, ServerResponse response, byte[] json, EntityTag tag) {
        response.header(HeaderNames.ETAG, tag.header()).header(ASK_FIRST);
        if (tag.isNamedBy(request)) {
            response.headers().add(VARY);
            response.status(Status.NOT_MODIFIED_304).send();
        } else {
            send(request, response.status(Status.OK_200), Json.MEDIA_TYPE, json);
        }
    }

    /** Answers a read of a list: {@link #ok}, with links to its other pages. */
    public static void page(ServerRequest request, ServerResponse response, Page<?> page, byte[] json) {
        response.header(HeaderNames.LINK, Links.of(request, page));
        ok(request, response, json);
    }

    /** Answers 200 with content of some type; what may be kept of it is the caller's to say. */
    public static void content(ServerRequest request, ServerResponse response, String mediaType, byte[] content) {
        send(request, response.status(Status.OK_200), mediaType, content);
    }

    /** Answers a read of the next part of a walk: {@link #ok}, with a link to the one after it. */
    public static void slice(ServerRequest request, ServerResponse response, Slice<?> slice, byte[] json) {
        if (slice.next() != null) {
            response.header(HeaderNames.LINK, Links.of(request, slice.next()));
        }
        ok(request, response, json);
    }

    /** Answers a write. */
    public static void reply(ServerRequest request, ServerResponse response, Reply reply) {
        if (reply.tag() != null) {
            response.header(HeaderNames.ETAG, reply.tag().header());
        }
        if (reply.location() != null) {
            response.header(HeaderNames.LOCATION, reply.location());
        }
        if (reply.status().equals(Status.NO_CONTENT_204)) {
            response.status(reply.status()).send();
        } else {
            send(request, response.status(reply.status()), reply.mediaType(), reply.content());
        }
    }

    /** Answers with a problem. */
    public static void problem(ServerRequest request, ServerResponse response, Problem problem) {
        if (problem.status() == Status.SERVICE_UNAVAILABLE_503) {
            response.header(HeaderNames.RETRY_AFTER, RETRY_AFTER_SECONDS);
        }
        send(request, response.status(problem.status()), Problem.MEDIA_TYPE, ProblemJson.bytes(problem));
    }

    /** Answers HEAD where GET writes while it reads, so that its size is not known (RFC 9110, 8.6). */
    public static void headOfStream(ServerResponse response) {
        response.header(UNKNOWN_LENGTH).send();
    }

    private static void send(ServerRequest request, ServerResponse response, String mediaType, byte[] content) {
        response.header(HeaderNames.CONTENT_TYPE, mediaType);
        response.headers().add(VARY);
        var bytes = content;
        if (Gzip.isWanted(request, content.length)) {
            response.header(GZIP);
            bytes = Gzip.compress(content);
        }
        if (request.prologue().method().equals(Method.HEAD)) {
            response.header(HeaderNames.CONTENT_LENGTH, Integer.toString(bytes.length));
            response.send();
        } else {
            response.send(bytes);
        }
    }
}
