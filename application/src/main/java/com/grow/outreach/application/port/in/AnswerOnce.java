package com.grow.outreach.application.port.in;

import com.grow.outreach.application.query.RequestKey;
import java.util.function.Function;

/**
 * Use case: do what a request asks for once, however often it is sent, and answer the same each time.
 *
 * <p>API documentation: the header {@code Idempotency-Key}.
 */
public interface AnswerOnce {

    /**
     * Does the work and keeps its answer for a day, both in one transaction; or gives the answer that is kept.
     *
     * @param request which request it is
     * @param work what to do, by use cases that are part of the transaction, and the answer to give; if it throws,
     *     nothing has been done or kept
     * @throws com.grow.outreach.application.port.out.StorageUnavailableException if the storage can't be reached
     */
    Result once(Request request, Function<UseCases, String> work);

    /**
     * A request that may be sent again.
     *
     * @param key what its sender calls it
     * @param fingerprint what tells it from every other request
     */
    record Request(RequestKey key, String fingerprint) {}

    /** The result. */
    sealed interface Result {

        /** The work is done now. */
        record Answered(String answer) implements Result {}

        /** The work was done before; this was the answer. */
        record Repeated(String answer) implements Result {}

        /** Another request with the key is running. */
        record StillRunning() implements Result {}

        /** The key belongs to another request. Nothing has been done. */
        record OtherRequest() implements Result {}
    }
}
