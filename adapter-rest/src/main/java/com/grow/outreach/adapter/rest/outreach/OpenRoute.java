package com.grow.outreach.adapter.rest.outreach;

import com.grow.outreach.adapter.rest.answer.Reply;
import com.grow.outreach.adapter.rest.answer.Writes;
import com.grow.outreach.adapter.rest.directory.NewPersonFields;
import com.grow.outreach.adapter.rest.problem.Problem;
import com.grow.outreach.adapter.rest.problem.ProblemException;
import com.grow.outreach.adapter.rest.request.BodyFields;
import com.grow.outreach.adapter.rest.request.Causes;
import com.grow.outreach.adapter.rest.request.QueryParameters;
import com.grow.outreach.adapter.rest.request.RequestBody;
import com.grow.outreach.application.port.in.UseCases;
import com.grow.outreach.application.port.in.outreach.OpenOutreach;
import com.grow.outreach.application.port.in.outreach.OpenToNewPerson;
import com.grow.outreach.domain.Cause;
import com.grow.outreach.domain.Channel;
import com.grow.outreach.domain.Id;
import com.grow.outreach.domain.OutreachId;
import com.grow.outreach.domain.PersonId;
import com.grow.outreach.domain.SequenceId;
import com.grow.outreach.domain.UserId;
import com.grow.outreach.domain.contact.ContactFormats;
import io.helidon.webserver.http.Handler;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * REST adapter: {@code POST /api/outreaches}, which creates an outreach to a person, who can be new.
 *
 * @param formats the formats of the contact data of a new person
 */
record OpenRoute(RequestBody body, ContactFormats formats) implements Handler {

    private static final String PERSON = "person";

    @Override
    public void handle(ServerRequest request, ServerResponse response) {
        QueryParameters.rejectAll(request);
        var fields = body.required(request);
        var common = Common.of(fields);
        boolean isNew = fields.has(PERSON);
        var person = fields.fields(PERSON).map(given -> NewPersonFields.of(given, formats));
        if (isNew && fields.isGiven("person_id")) {
            fields.reject("person_id", "can't be given together with '%s'".formatted(PERSON));
        }
        var personId = isNew ? Optional.<PersonId>empty() : fields.id("person_id", PersonId.KIND);
        var cause = Causes.of(request);
        fields.check();
        Writes.answer(request, response, fields.source(), use -> {
            var result = isNew
                    ? open(use, common, person.orElseThrow(), cause)
                    : use.outreaches().open().open(common.to(personId.orElseThrow()), cause);
            return reply(result, isNew);
        });
    }

    /** The fields of an outreach besides its person. */
    private record Common(
            @Nullable OutreachId id,
            Optional<Channel> channel,
            @Nullable SequenceId sequenceId,
            boolean allowSecond) {

        static Common of(BodyFields fields) {
            return new Common(
                    fields.givenIdOrNull("id", OutreachId.KIND).value(),
                    fields.word("channel", OutreachRoutes.CHANNELS),
                    fields.givenIdOrNull("sequence_id", SequenceId.KIND).value(),
                    fields.flag("allow_second"));
        }

        OpenOutreach.Request to(PersonId person) {
            return new OpenOutreach.Request(id, channel.orElseThrow(), person, sequenceId, allowSecond);
        }
    }

    private static OpenOutreach.Result open(UseCases use, Common common, NewPersonFields person, Cause cause) {
        var asked = new OpenToNewPerson.Request(
                common.id(), common.channel().orElseThrow(), common.sequenceId(), person::person, person.company());
        return use.outreaches().openToNewPerson().open(asked, cause);
    }

    private static Reply reply(OpenOutreach.Result result, boolean isNew) {
        return switch (result) {
            case OpenOutreach.Result.Opened(var outreach) ->
                Reply.created("/api/outreaches/" + outreach.id().value(), OutreachJson.outreach(outreach));
            case OpenOutreach.Result.IdTaken(var taken) -> throw ProblemException.idTaken("outreach", taken);
            case OpenOutreach.Result.IdNotChosen _ -> throw ProblemException.idNotChosen();
            case OpenOutreach.Result.ReferenceNotFound(var missing) -> throw missing(missing, isNew);
            case OpenOutreach.Result.CompanyOutOfScope _ ->
                throw new ProblemException(Problem.invalid(
                        "person.company.owner_id", "is required, because you don't see companies without an owner"));
            case OpenOutreach.Result.Refused(var reason) -> throw ProblemException.notOpened(reason, isNew);
        };
    }

    private static ProblemException missing(Id id, boolean isNew) {
        if (!isNew || id instanceof SequenceId) {
            return ProblemException.referenceNotFound(id);
        }
        return ProblemException.referenceNotFound(
                id instanceof UserId ? "person.company.owner_id" : "person.company_id", id);
    }
}
