package com.grow.outreach.adapter.rest;

import io.helidon.http.Status;
import org.jspecify.annotations.Nullable;

/**
 * The answer to a write.
 *
 * @param status the HTTP status
 * @param mediaType the type of the content
 * @param tag the validator of the resource as it is now, if the content is its whole representation; null otherwise
 * @param content the body
 */
@SuppressWarnings("ArrayRecordComponent")
record Reply(Status status, String mediaType, @Nullable EntityTag tag, byte[] content) {

    /** Done; the content tells how it went. */
    static Reply ok(byte[] json) {
        return new Reply(Status.OK_200, Json.MEDIA_TYPE, null, json);
    }

    /** Done; the content is the resource as it is now. */
    static Reply changed(byte[] json) {
        return new Reply(Status.OK_200, Json.MEDIA_TYPE, EntityTag.of(json), json);
    }

    /** Refused. */
    static Reply problem(Problem problem) {
        return new Reply(problem.status(), Problem.MEDIA_TYPE, null, problem.toJson());
    }
}
