package com.grow.outreach.adapter.rest.answer;

import com.grow.outreach.adapter.rest.problem.Problem;
import io.helidon.http.Status;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * The answer to a write.
 *
 * @param status the HTTP status
 * @param mediaType the type of the content
 * @param tag the validator of the resource as it is now, if the content is its whole representation; null otherwise
 * @param location where to look for what has been made or begun, a path; null if nothing has
 * @param content the body
 */
@SuppressWarnings("ArrayRecordComponent")
public record Reply(
        Status status,
        String mediaType,
        @Nullable EntityTag tag,
        @Nullable String location,
        byte[] content) {

    /** A reply that was kept as {@link #toText}. */
    static Reply parse(String text) {
        int end = text.indexOf('\n');
        var line = text.substring(0, end).split(" ", -1);
        return new Reply(
                Status.create(Integer.parseInt(line[0])),
                line[1],
                line[2].isEmpty() ? null : new EntityTag(line[2]),
                line.length < 4 || line[3].isEmpty() ? null : line[3],
                text.substring(end + 1).getBytes(StandardCharsets.UTF_8));
    }

    /** A line with the status, the type, the tag and the location, and the content below it. */
    String toText() {
        return "%d %s %s %s\n%s"
                .formatted(
                        status.code(),
                        mediaType,
                        tag == null ? "" : tag.opaque(),
                        location == null ? "" : location,
                        new String(content, StandardCharsets.UTF_8));
    }

    /** Done; the content tells how it went. */
    public static Reply ok(byte[] json) {
        return new Reply(Status.OK_200, Json.MEDIA_TYPE, null, null, json);
    }

    /** Done; the content is the resource as it is now. */
    public static Reply changed(byte[] json) {
        return changed(json, EntityTag.of(json));
    }

    /** As {@link #changed(byte[])}, where the tag is of more than is shown. */
    public static Reply changed(byte[] json, EntityTag tag) {
        return new Reply(Status.OK_200, Json.MEDIA_TYPE, tag, null, json);
    }

    /** Made; the content is the new resource, which is to be found at the location. */
    public static Reply created(String location, byte[] json) {
        return created(location, json, EntityTag.of(json));
    }

    /** As {@link #created(String, byte[])}, where the tag is of more than is shown. */
    public static Reply created(String location, byte[] json, EntityTag tag) {
        return new Reply(Status.CREATED_201, Json.MEDIA_TYPE, tag, location, json);
    }

    /** Done, and there is nothing to tell of it. */
    public static Reply done() {
        return new Reply(Status.NO_CONTENT_204, "", null, null, new byte[0]);
    }

    /** To be done; the content is what does it, which is to be found at the location. */
    public static Reply accepted(String location, byte[] json) {
        return new Reply(Status.ACCEPTED_202, Json.MEDIA_TYPE, null, location, json);
    }

    /** Refused. */
    static Reply problem(Problem problem) {
        return new Reply(problem.status(), Problem.MEDIA_TYPE, null, null, ProblemJson.bytes(problem));
    }
}
