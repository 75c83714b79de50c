package com.grow.outreach.adapter.rest.answer;

import com.grow.outreach.adapter.rest.problem.Problem;
import io.helidon.http.Status;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * The response to a write.
 *
 * @param status the HTTP status
 * @param mediaType the media type of the content
 * @param tag the current validator of the resource, if the content is its complete representation; null otherwise
 * @param location the path of the created resource or the accepted job; null if there is none
 * @param undo the path of the request that undoes the write; null if there is none
 * @param content the body
 */
@SuppressWarnings("ArrayRecordComponent")
public record Reply(
        Status status,
        String mediaType,
        @Nullable EntityTag tag,
        @Nullable String location,
        @Nullable String undo,
        byte[] content) {

    /** Creates a response to a write that can't be undone. */
    public Reply(Status status, String mediaType, @Nullable EntityTag tag, @Nullable String location, byte[] content) {
        this(status, mediaType, tag, location, null, content);
    }

    /** Parses the format of {@link #toText}. */
    static Reply parse(String text) {
        int end = text.indexOf('\n');
        var line = text.substring(0, end).split(" ", -1);
        return new Reply(
                Status.create(Integer.parseInt(line[0])),
                line[1],
                line[2].isEmpty() ? null : new EntityTag(line[2]),
                line.length < 4 || line[3].isEmpty() ? null : line[3],
                line.length < 5 || line[4].isEmpty() ? null : line[4],
                text.substring(end + 1).getBytes(StandardCharsets.UTF_8));
    }

    /**
     * Returns the response as text: a line with the status, the media type, the tag, the location and the path of the
     * undo, followed by the content.
     */
    String toText() {
        return "%d %s %s %s %s\n%s"
                .formatted(
                        status.code(),
                        mediaType,
                        tag == null ? "" : tag.opaque(),
                        location == null ? "" : location,
                        undo == null ? "" : undo,
                        new String(content, StandardCharsets.UTF_8));
    }

    /** Returns a 200 response whose content is the result. */
    public static Reply ok(byte[] json) {
        return new Reply(Status.OK_200, Json.MEDIA_TYPE, null, null, json);
    }

    /** Returns a 200 response whose content is the current resource. */
    public static Reply changed(byte[] json) {
        return changed(json, EntityTag.of(json));
    }

    /** Returns a response as {@link #changed(byte[])} does, with a tag that covers more than the content. */
    public static Reply changed(byte[] json, EntityTag tag) {
        return new Reply(Status.OK_200, Json.MEDIA_TYPE, tag, null, json);
    }

    /** Returns this response with the path of the request that undoes the write. */
    public Reply undoneAt(@Nullable String path) {
        return new Reply(status, mediaType, tag, location, path, content);
    }

    /** Returns a 201 response whose content is the new resource at the location. */
    public static Reply created(String location, byte[] json) {
        return created(location, json, EntityTag.of(json));
    }

    /** Returns a response as {@link #created(String, byte[])} does, with a tag that covers more than the content. */
    public static Reply created(String location, byte[] json, EntityTag tag) {
        return new Reply(Status.CREATED_201, Json.MEDIA_TYPE, tag, location, json);
    }

    /** Returns a 204 response. */
    public static Reply done() {
        return new Reply(Status.NO_CONTENT_204, "", null, null, new byte[0]);
    }

    /** Returns a 202 response whose content is the job at the location. */
    public static Reply accepted(String location, byte[] json) {
        return new Reply(Status.ACCEPTED_202, Json.MEDIA_TYPE, null, location, json);
    }

    /** Returns a response with a problem. */
    static Reply problem(Problem problem) {
        return new Reply(problem.status(), Problem.MEDIA_TYPE, null, null, ProblemJson.bytes(problem));
    }
}
