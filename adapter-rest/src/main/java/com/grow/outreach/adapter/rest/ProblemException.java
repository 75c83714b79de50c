package com.grow.outreach.adapter.rest;

import io.helidon.http.Status;

/** Ends the handling of a request; the problem is its answer. */
final class ProblemException extends RuntimeException {

    private static final long serialVersionUID = 1;

    private final transient Problem problem;

    ProblemException(Problem problem) {
        super(problem.detail());
        this.problem = problem;
    }

    /** The problem that there is nothing of a kind with an id that stood in the path. */
    static ProblemException notFound(String kind, String id) {
        return new ProblemException(
                new Problem(Status.NOT_FOUND_404, "There is no %s %s.".formatted(kind, Words.quote(id))));
    }

    Problem problem() {
        return problem;
    }
}
