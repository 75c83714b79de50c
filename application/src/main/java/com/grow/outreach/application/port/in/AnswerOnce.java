package com.grow.outreach.application.port.in;

import com.grow.outreach.application.query.RequestKey;
import java.util.function.Function;

/**
 * Use case: process a request once, even if the client repeats it, and return the same response each time.
 *
 * <p>API documentation: the header {@code Idempotency-Key}.
 */
public interface AnswerOnce {

    /**
     * Runs the work and stores its response for a day, both in one transaction. If a response is stored already,
     * returns it.
     *
     * @param request the request
     * @param work runs use cases that take part in the transaction, and returns the response; if it throws, the
     *     transaction is rolled back
     * @throws com.grow.outreach.application.port.out.StorageUnavailableException if the storage can't be reached
     */
    Result once(Request request, Function<UseCases, String> work);

    /**
     * A request that the client may repeat.
     *
     * @param key the idempotency key
     * @param fingerprint a hash that identifies the content of the request
     */
    record Request(RequestKey key, String fingerprint) {}

    /** The result. */
    sealed interface Result {

        /** The work ran now. */
        record Answered(String answer) implements Result {}

        /** The work ran before. This is the stored response. */
        record Repeated(String answer) implements Result {}

        /** Another request with the key is running. */
        record StillRunning() implements Result {}

        /** The key belongs to a different request. The work did not run. */
        record OtherRequest() implements Result {}
    }
}
