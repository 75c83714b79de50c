package com.grow.outreach.adapter.rest.directory;

import com.grow.outreach.adapter.rest.answer.Json;
import com.grow.outreach.adapter.rest.answer.Reply;
import com.grow.outreach.adapter.rest.answer.Writes;
import com.grow.outreach.adapter.rest.problem.ProblemException;
import com.grow.outreach.adapter.rest.request.BodyFields;
import com.grow.outreach.adapter.rest.request.QueryParameters;
import com.grow.outreach.adapter.rest.request.RequestBody;
import com.grow.outreach.application.port.in.directory.HandOverCompanies;
import com.grow.outreach.application.port.in.directory.HandOverCompanies.Refusal;
import com.grow.outreach.application.port.in.directory.HandOverCompanies.Result;
import com.grow.outreach.application.port.in.directory.HandOverCompanies.Result.HandedOver;
import com.grow.outreach.domain.Company;
import com.grow.outreach.domain.CompanyId;
import com.grow.outreach.domain.UserId;
import io.helidon.webserver.http.Handler;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.util.Objects;
import java.util.function.Predicate;

/** REST adapter: {@code PATCH /api/companies/batch_assign_owner}. */
record HandOverRoute(RequestBody body) implements Handler {

    private static final String EXPECTED = "current_owner_id";

    @Override
    public void handle(ServerRequest request, ServerResponse response) {
        QueryParameters.rejectAll(request);
        var fields = body.required(request);
        var owner = fields.nullableId("owner_id", UserId.KIND);
        var ids =
                fields.atLeastOneId("company_ids", CompanyId.KIND, HandOverCompanies.MAX_SIZE, BodyFields.LIST_OF_IDS);
        var expected = expected(fields);
        boolean dryRun = fields.flag("dry_run");
        fields.check();
        Writes.answer(
                request,
                response,
                fields.source(),
                use -> reply(
                        use.directory().handOver().handOver(ids.orElseThrow(), owner.orElse(null), expected, dryRun),
                        dryRun));
    }

    private static Predicate<Company> expected(BodyFields fields) {
        if (!fields.isGiven(EXPECTED)) {
            return company -> true;
        }
        var current = fields.nullableId(EXPECTED, UserId.KIND).orElse(null);
        return company -> Objects.equals(company.ownerId(), current);
    }

    private static Reply reply(Result result, boolean dryRun) {
        return switch (result) {
            case HandedOver handedOver -> Reply.ok(json(handedOver, dryRun));
            case Result.OwnerNotFound(var missing) -> throw ProblemException.referenceNotFound(missing);
        };
    }

    private static byte[] json(HandedOver result, boolean dryRun) {
        return Json.bytes(json -> {
            json.writeStartObject();
            json.writeNumberField("updated_count", result.changed());
            json.writeNumberField("unchanged_count", result.unchanged());
            json.writeStringField(
                    "owner_name", result.owner() == null ? null : result.owner().name());
            if (!result.refused().isEmpty()) {
                json.writeArrayFieldStart("errors");
                for (var refusal : result.refused()) {
                    json.writeStartObject();
                    json.writeStringField("id", refusal.id().value());
                    json.writeStringField(
                            "code",
                            switch (refusal) {
                                case Refusal.NotFound _ -> "not_found";
                                case Refusal.ChangedSince _ -> "changed_since";
                            });
                    json.writeEndObject();
                }
                json.writeEndArray();
            }
            if (dryRun) {
                json.writeBooleanField("dry_run", true);
            }
            json.writeEndObject();
        });
    }
}
