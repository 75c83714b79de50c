package com.grow.outreach.adapter.rest.access;

import com.grow.outreach.adapter.rest.answer.Responses;
import com.grow.outreach.adapter.rest.problem.InvalidField;
import com.grow.outreach.adapter.rest.problem.Problem;
import com.grow.outreach.adapter.rest.problem.ProblemException;
import com.grow.outreach.domain.access.PasswordPolicy;
import com.grow.outreach.domain.access.PasswordPolicy.Weakness;
import com.grow.outreach.domain.access.SignInLink.State;
import io.helidon.http.HeaderNames;
import io.helidon.http.Status;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.time.Duration;
import java.util.List;

/** The refusals of sign-ins, links and passwords. None of them contains a secret. */
final class SignInProblems {

    private SignInProblems() {}

    /** Responds that too many attempts have failed. */
    static void tooSoon(ServerRequest request, ServerResponse response, Duration pause) {
        long seconds = pause.plusSeconds(1).minusNanos(1).toSeconds();
        response.header(HeaderNames.RETRY_AFTER, Long.toString(seconds));
        Responses.problem(
                request,
                response,
                new Problem(
                        Status.TOO_MANY_REQUESTS_429,
                        "Too many attempts have failed. Try again in %d seconds.".formatted(seconds)));
    }

    static ProblemException wrongPassword() {
        return new ProblemException(
                new Problem(Status.UNAUTHORIZED_401, "The e-mail address or the password is wrong."));
    }

    static ProblemException noSuchLink() {
        return new ProblemException(
                new Problem(Status.NOT_FOUND_404, "This link is not valid. Check that you have copied all of it."));
    }

    static ProblemException unusable(State state) {
        return new ProblemException(new Problem(
                Status.GONE_410,
                switch (state) {
                    case USED ->
                        "This link has been used. Sign in with your password, or ask an administrator for a new link.";
                    case REPLACED -> "This link has been replaced by a newer one. Ask an administrator for a new link.";
                    case EXPIRED -> "This link has expired. Ask an administrator for a new link.";
                    case LIVE -> throw new IllegalArgumentException("a live link is usable");
                }));
    }

    static ProblemException tooWeak(String field, Weakness weakness) {
        return refused(
                field,
                switch (weakness) {
                    case TOO_SHORT -> "has fewer than %d characters".formatted(PasswordPolicy.MIN_LENGTH);
                    case TOO_LONG -> "has more than %d characters".formatted(PasswordPolicy.MAX_LENGTH);
                    case COMMON -> "is a common password that attackers try first; choose another one";
                    case PREDICTABLE ->
                        "consists of your name, your e-mail address or the name of this product; choose another one";
                });
    }

    static ProblemException refused(String field, String detail) {
        return new ProblemException(new Problem(
                Status.UNPROCESSABLE_CONTENT_422, field + ": " + detail, List.of(new InvalidField(field, detail))));
    }
}
