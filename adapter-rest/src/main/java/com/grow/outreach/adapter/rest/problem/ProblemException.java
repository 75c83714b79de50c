package com.grow.outreach.adapter.rest.problem;

import com.grow.outreach.adapter.rest.connection.CurrentConnection;
import com.grow.outreach.domain.CompanyId;
import com.grow.outreach.domain.DeliveryId;
import com.grow.outreach.domain.Id;
import com.grow.outreach.domain.ImportId;
import com.grow.outreach.domain.JobId;
import com.grow.outreach.domain.Opening;
import com.grow.outreach.domain.OutreachId;
import com.grow.outreach.domain.PersonId;
import com.grow.outreach.domain.SavedViewId;
import com.grow.outreach.domain.SequenceId;
import com.grow.outreach.domain.SessionId;
import com.grow.outreach.domain.TeamId;
import com.grow.outreach.domain.TokenId;
import com.grow.outreach.domain.UserId;
import com.grow.outreach.domain.WebhookId;
import io.helidon.http.Status;
import java.util.List;

/** An exception that ends the handling of a request. The response is its problem. */
public final class ProblemException extends RuntimeException {

    private static final long serialVersionUID = 1;

    private final transient Problem problem;

    public ProblemException(Problem problem) {
        super(problem.detail());
        this.problem = problem;
    }

    /** Returns the problem that no resource of a kind has the id in the path. */
    public static ProblemException notFound(String kind, String id) {
        return new ProblemException(
                new Problem(Status.NOT_FOUND_404, "There is no %s %s.".formatted(kind, Words.quote(id))));
    }

    /** Returns the problem that the id of a new resource is already in use. */
    public static ProblemException idTaken(String kind, Id id) {
        return blame(
                Status.CONFLICT_409,
                "id",
                "another %s has the id %s; choose another id, or omit it to get a new one"
                        .formatted(kind, Words.quote(id.value())));
    }

    /** Returns the problem that the caller can't choose the id of a new resource. */
    public static ProblemException idNotChosen() {
        return blame(
                Status.FORBIDDEN_403,
                "id",
                "a caller who does not see everything can't choose an id; omit it to get a new one");
    }

    /** Returns the problem that an outreach can't be created. Its error names the field that the caller can change. */
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

    /** Returns the problem that an outreach can't be created, possibly to a new person, who has no id yet. */
    public static ProblemException notOpened(Opening.Refused reason, boolean isNewPerson) {
        return isNewPerson
                ? blame(
                        Status.CONFLICT_409,
                        "channel",
                        "the person opted out of the channel '%s'; choose another channel"
                                .formatted(reason.channel().value()))
                : notOpened(reason);
    }

    /** Returns the problem that a reference points to a resource that does not exist. */
    public static ProblemException referenceNotFound(Id id) {
        return referenceNotFound(id instanceof UserId ? "owner_id" : noun(id) + "_id", id);
    }

    /** Returns the problem that a field refers to a resource that does not exist. */
    public static ProblemException referenceNotFound(String field, Id id) {
        return blame(
                Status.UNPROCESSABLE_CONTENT_422,
                field,
                "there is no %s %s".formatted(noun(id), Words.quote(id.value())));
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
            case TeamId _ -> "team";
            case TokenId _ -> "token";
            case SessionId _ -> "session";
            case SavedViewId _ -> "view";
        };
    }

    /** Returns the problem that the resource does not satisfy {@code If-Match}. */
    public static ProblemException notAsExpected(String kind, Id id) {
        return new ProblemException(new Problem(
                Status.PRECONDITION_FAILED_412,
                "The %s %s does not have the version in If-Match; read it again.".formatted(kind, id.value())));
    }

    private static ProblemException blame(Status status, String field, String detail) {
        var error = new InvalidField(field, detail);
        return new ProblemException(new Problem(status, field + ": " + detail, List.of(error)));
    }

    public Problem problem() {
        return problem;
    }

    /**
     * Returns the problem that the server is busy, and closes the connection after the response, so that a load
     * balancer can send the next request to another server.
     */
    public static ProblemException busy() {
        CurrentConnection.closeAfterResponse();
        return new ProblemException(Problem.BUSY);
    }
}
