package com.grow.outreach.application.retention;

import java.time.Duration;

/** How long records are kept. The storage deletes expired records in the background. */
public final class Retention {

    /** The time for which an event and its deliveries are kept. */
    public static final Duration EVENTS = Duration.ofDays(7);

    /** The time for which an answer of {@link com.grow.outreach.application.port.in.AnswerOnce} is kept. */
    public static final Duration ANSWERS = Duration.ofHours(24);

    /** The time for which a finished job is kept. */
    public static final Duration FINISHED_JOBS = Duration.ofDays(30);

    /** The time for which the changes of a finished job are kept for an undo. */
    public static final Duration UNDO = Duration.ofHours(24);

    /** The time for which a finished import and its rejects are kept. */
    public static final Duration FINISHED_IMPORTS = Duration.ofDays(30);

    /** The time without progress after which an import of local files fails. */
    public static final Duration INTERRUPTED_IMPORTS = Duration.ofDays(7);

    /** The time after which an incomplete upload is deleted. */
    public static final Duration INCOMPLETE_UPLOADS = Duration.ofDays(1);

    /** The time for which an expired session is kept. Its network counts as known to its user. */
    public static final Duration EXPIRED_SESSIONS = Duration.ofDays(30);

    /** The time for which an expired sign-in link is kept, so that the answer to it can say what has become of it. */
    public static final Duration EXPIRED_SIGN_IN_LINKS = Duration.ofDays(30);

    private Retention() {}
}
