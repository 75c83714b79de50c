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

/** A sender of responses with the headers that each kind of response needs. */
public final class Responses {

    /**
     * A marker for a response of unknown length, which Helidon would otherwise send with a length of 0. It is not sent
     * itself.
     */
    public static final Header UNKNOWN_LENGTH = HeaderValues.createCached(HeaderNames.CONTENT_LENGTH, "unknown");

    public static final String RETRY_AFTER_SECONDS = "1";

    private static final Header CHALLENGE =
            HeaderValues.createCached(HeaderNames.WWW_AUTHENTICATE, "Bearer realm=\"Grow\"");

    /** Allows only the client's own cache to store the response, and requires revalidation before each use. */
    private static final Header ASK_FIRST = HeaderValues.createCached(HeaderNames.CACHE_CONTROL, "private, no-cache");

    private static final Header VARY =
            HeaderValues.createCached(HeaderNames.VARY, HeaderNames.ACCEPT_ENCODING.defaultCase());
    private static final Header GZIP = HeaderValues.createCached(HeaderNames.CONTENT_ENCODING, "gzip");

    private Responses() {}

    /** Responds to a read with 200 and JSON, or with 304 if the client has the same content already. */
    public static void ok(ServerRequest request, ServerResponse response, byte[] json) {
        ok(request, response, json, EntityTag.of(json));
    }

    /**
     * Responds as {@link #ok(ServerRequest, ServerResponse, byte[])} does, with a tag that covers more than the
     * content.
     */
    public static void ok(ServerRequest request, ServerResponse response, byte[] json, EntityTag tag) {
        response.header(HeaderNames.ETAG, tag.header()).header(ASK_FIRST);
        if (tag.isNamedBy(request)) {
            response.headers().add(VARY);
            response.status(Status.NOT_MODIFIED_304).send();
        } else {
            send(request, response.status(Status.OK_200), Json.MEDIA_TYPE, json);
        }
    }

    /** Responds to a read of a list as {@link #ok} does, with links to the other pages. */
    public static void page(ServerRequest request, ServerResponse response, Page<?> page, byte[] json) {
        response.header(HeaderNames.LINK, Links.of(request, page));
        ok(request, response, json);
    }

    /** Responds with 200 and content of a media type. The caller sets the caching headers. */
    public static void content(ServerRequest request, ServerResponse response, String mediaType, byte[] content) {
        send(request, response.status(Status.OK_200), mediaType, content);
    }

    /** Responds to a read by cursor as {@link #ok} does, with a link to the next part. */
    public static void slice(ServerRequest request, ServerResponse response, Slice<?> slice, byte[] json) {
        if (slice.next() != null) {
            response.header(HeaderNames.LINK, Links.of(request, slice.next()));
        }
        ok(request, response, json);
    }

    /**
     * Responds to a read of a merged resource with 301 and the same path of the one that replaced it. Caches may keep the
     * response no longer than they check it, since that one can be deleted.
     */
    public static void moved(ServerRequest request, ServerResponse response, String from, String into) {
        response.header(HeaderNames.LOCATION, location(request, from, into))
                .header(ASK_FIRST)
                .status(Status.MOVED_PERMANENTLY_301)
                .send();
    }

    /** Returns the target of a request with the id of another resource. */
    private static String location(ServerRequest request, String from, String into) {
        var prologue = request.prologue();
        var path = prologue.uriPath().rawPath().replace("/" + from, "/" + into);
        var query = prologue.query().rawValue();
        return query.isEmpty() ? path : path + "?" + query;
    }

    /** Responds to a write. */
    public static void reply(ServerRequest request, ServerResponse response, Reply reply) {
        if (reply.tag() != null) {
            response.header(HeaderNames.ETAG, reply.tag().header());
        }
        if (reply.location() != null) {
            response.header(HeaderNames.LOCATION, reply.location());
        }
        if (reply.undo() != null) {
            response.header(HeaderNames.LINK, "<%s>; rel=\"undo\"".formatted(reply.undo()));
        }
        if (reply.status().equals(Status.NO_CONTENT_204)) {
            response.status(reply.status()).send();
        } else {
            send(request, response.status(reply.status()), reply.mediaType(), reply.content());
        }
    }

    /** Responds with a problem. */
    public static void problem(ServerRequest request, ServerResponse response, Problem problem) {
        if (problem.status() == Status.SERVICE_UNAVAILABLE_503) {
            response.header(HeaderNames.RETRY_AFTER, RETRY_AFTER_SECONDS);
        }
        if (problem.status() == Status.UNAUTHORIZED_401) {
            response.header(CHALLENGE);
        }
        send(request, response.status(problem.status()), Problem.MEDIA_TYPE, ProblemJson.bytes(problem));
    }

    /** Responds to HEAD for a resource that GET streams, so that its size is unknown (RFC 9110, 8.6). */
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
