package com.grow.outreach.adapter.rest.problem;

import com.grow.outreach.adapter.rest.connection.Connection;
import com.grow.outreach.domain.CompanyId;
import com.grow.outreach.domain.DeliveryId;
import com.grow.outreach.domain.Id;
import com.grow.outreach.domain.ImportId;
import com.grow.outreach.domain.JobId;
import com.grow.outreach.domain.Opening;
import com.grow.outreach.domain.OutreachId;
import com.grow.outreach.domain.PersonId;
import com.grow.outreach.domain.SequenceId;
import com.grow.outreach.domain.UserId;
import com.grow.outreach.domain.WebhookId;
import io.helidon.http.Status;
import java.util.List;

/** Ends the handling of a request; the problem is its answer. */
public final class ProblemException extends RuntimeException {

    private static final long serialVersionUID = 1;

    private final transient Problem problem;

    public ProblemException(Problem problem) {
        super(problem.detail());
        this.problem = problem;
    }

    /** The problem that there is nothing of a kind with an id that stood in the path. */
    public static ProblemException notFound(String kind, String id) {
        return new ProblemException(
                new Problem(Status.NOT_FOUND_404, "There is no %s %s.".formatted(kind, Words.quote(id))));
    }

    /** The problem that something is to have an id that another has already. */
    public static ProblemException idTaken(String kind, Id id) {
        return blame(
                Status.CONFLICT_409,
                "id",
                "%s is the id of another %s already; choose another id, or leave it out to get a new one"
                        .formatted(Words.quote(id.value()), kind));
    }

    /** The problem that there is to be no such outreach; the field to blame is the one that a caller can change. */
    public static ProblemException notOpened(Opening.Refused reason) {
        return switch (reason) {
            case Opening.Duplicate duplicate ->
                blame(
                        Status.CONFLICT_409,
                        "allow_second",
                        duplicate.detail() + "; use that one, or create another one with \"allow_second\": true");
            case Opening.OptedOut optedOut ->
                blame(Status.CONFLICT_409, "channel", optedOut.detail() + "; choose another channel");
        };
    }

    /** The problem that something is to refer to what does not exist. */
    public static ProblemException referenceNotFound(Id id) {
        var noun = noun(id);
        var field = id instanceof UserId ? "owner_id" : noun + "_id";
        return blame(
                Status.UNPROCESSABLE_CONTENT_422, field, "there is no %s %s".formatted(noun, Words.quote(id.value())));
    }

    private static String noun(Id id) {
        return switch (id) {
            case OutreachId _ -> "outreach";
            case PersonId _ -> "person";
            case CompanyId _ -> "company";
            case SequenceId _ -> "sequence";
            case UserId _ -> "user";
            case WebhookId _ -> "webhook";
            case DeliveryId _ -> "delivery";
            case JobId _ -> "job";
            case ImportId _ -> "import";
        };
    }

    /** The problem that something is not what the header {@code If-Match} names. */
    public static ProblemException notAsExpected(String kind, Id id) {
        return new ProblemException(new Problem(
                Status.PRECONDITION_FAILED_412,
                "The %s %s is not, or no longer, what If-Match names; read it again.".formatted(kind, id.value())));
    }

    private static ProblemException blame(Status status, String field, String detail) {
        var error = new InvalidField(field, detail);
        return new ProblemException(new Problem(status, field + ": " + detail, List.of(error)));
    }

    public Problem problem() {
        return problem;
    }

    /** Refuses a request and closes its connection, so that the next one may reach another server. */
    public static ProblemException busy() {
        Connection.closeAfterAnswer();
        return new ProblemException(Problem.BUSY);
    }
}
