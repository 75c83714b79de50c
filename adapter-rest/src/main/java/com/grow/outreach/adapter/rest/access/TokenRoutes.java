package com.grow.outreach.adapter.rest.access;

import static com.grow.outreach.domain.access.Permission.OWN_ACCOUNT;

import com.grow.outreach.adapter.rest.answer.EntityTag;
import com.grow.outreach.adapter.rest.answer.Json;
import com.grow.outreach.adapter.rest.answer.Reply;
import com.grow.outreach.adapter.rest.answer.Resource;
import com.grow.outreach.adapter.rest.answer.Responses;
import com.grow.outreach.adapter.rest.answer.Writes;
import com.grow.outreach.adapter.rest.problem.InvalidField;
import com.grow.outreach.adapter.rest.problem.Problem;
import com.grow.outreach.adapter.rest.problem.ProblemException;
import com.grow.outreach.adapter.rest.problem.Words;
import com.grow.outreach.adapter.rest.request.Call;
import com.grow.outreach.adapter.rest.request.QueryParameters;
import com.grow.outreach.adapter.rest.request.RequestBody;
import com.grow.outreach.application.port.in.access.ManageTokens;
import com.grow.outreach.application.port.in.access.ManageTokens.NewToken;
import com.grow.outreach.application.port.in.access.ManageTokens.Result;
import com.grow.outreach.domain.TextField;
import com.grow.outreach.domain.TokenId;
import com.grow.outreach.domain.UserId;
import com.grow.outreach.domain.access.Role;
import io.helidon.http.Status;
import io.helidon.webserver.http.HttpRules;
import io.helidon.webserver.http.HttpService;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** REST adapter: {@code /api/tokens}. */
public record TokenRoutes(RequestBody body) implements HttpService {

    private static final Map<String, Role> ROLES = Words.of(Role.values(), Role::value);

    @Override
    public void routing(HttpRules rules) {
        rules.any("/", Resource.get(OWN_ACCOUNT, this::list).andPost(OWN_ACCOUNT, this::create))
                .any("/{id}", Resource.delete(OWN_ACCOUNT, this::revoke));
    }

    private void list(ServerRequest request, ServerResponse response) {
        var parameters = QueryParameters.of(request);
        var asked = parameters.page();
        parameters.check();
        var page = tokens(request).list(asked);
        Responses.page(request, response, page, Json.page(page, TokenJson::write));
    }

    private void create(ServerRequest request, ServerResponse response) {
        QueryParameters.rejectAll(request);
        Writes.rejectKey(request);
        var fields = body.required(request);
        fields.require("name");
        var name = fields.givenText("name", TextField.NAME);
        var user = fields.optionalId("user_id", UserId.KIND);
        var role = fields.optionalWord("role", ROLES);
        boolean mayActForOthers = fields.flag("may_act_for_others");
        var days = fields.givenIntegerOrNull("expires_in_days", 1, NewToken.MAX_DAYS)
                .value();
        fields.check();
        var token = new NewToken(user, name.get(), role, mayActForOthers, days == null ? null : Duration.ofDays(days));
        Responses.reply(
                request,
                response,
                switch (tokens(request).create(token)) {
                    case Result.Created(var created, var secret) ->
                        Reply.created(
                                "/api/tokens/" + created.id().value(),
                                TokenJson.withSecret(created, secret),
                                EntityTag.of(Json.bytes(json -> TokenJson.write(json, created))));
                    case Result.NoAccount(var without) ->
                        throw refused(
                                "user_id",
                                without == null
                                        ? "is required, because the request has no user"
                                        : "the user %s has no active account, or is not you"
                                                .formatted(Words.quote(without.value())));
                    case Result.RoleNotIncluded(var asked, var limit) ->
                        throw refused("role", "%s is beyond the role %s".formatted(asked.value(), limit.value()));
                    case Result.MayNotActForOthers _ ->
                        throw refused("may_act_for_others", "only administrators create such tokens");
                });
    }

    private void revoke(ServerRequest request, ServerResponse response) {
        var text = request.path().pathParameters().get("id");
        QueryParameters.rejectAll(request);
        var id = TokenId.KIND.parse(text).orElseThrow(() -> ProblemException.notFound("token", text));
        var fields = body.optional(request);
        fields.check();
        Writes.answer(request, response, fields.source(), use -> {
            if (!use.access().tokens().revoke(id)) {
                throw ProblemException.notFound("token", text);
            }
            return Reply.done();
        });
    }

    private static ManageTokens tokens(ServerRequest request) {
        return Call.of(request).useCases().access().tokens();
    }

    private static ProblemException refused(String field, String detail) {
        return new ProblemException(new Problem(
                Status.UNPROCESSABLE_CONTENT_422, field + ": " + detail, List.of(new InvalidField(field, detail))));
    }
}
