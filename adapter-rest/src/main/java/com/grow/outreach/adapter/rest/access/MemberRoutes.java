package com.grow.outreach.adapter.rest.access;

import static com.grow.outreach.domain.access.Permission.ADMINISTER;
import static java.util.stream.Collectors.joining;

import com.grow.outreach.adapter.rest.answer.Json;
import com.grow.outreach.adapter.rest.answer.Reply;
import com.grow.outreach.adapter.rest.answer.Resource;
import com.grow.outreach.adapter.rest.answer.Responses;
import com.grow.outreach.adapter.rest.answer.Writes;
import com.grow.outreach.adapter.rest.problem.ProblemException;
import com.grow.outreach.adapter.rest.problem.Words;
import com.grow.outreach.adapter.rest.request.Call;
import com.grow.outreach.adapter.rest.request.QueryParameters;
import com.grow.outreach.adapter.rest.request.RequestBody;
import com.grow.outreach.adapter.rest.request.SessionCookie;
import com.grow.outreach.application.port.in.access.ManageMembers;
import com.grow.outreach.application.port.in.access.ManageMembers.Invitation;
import com.grow.outreach.application.port.in.access.ManageMembers.Result;
import com.grow.outreach.application.port.in.access.SignInUseCases;
import com.grow.outreach.domain.TeamId;
import com.grow.outreach.domain.TextField;
import com.grow.outreach.domain.UserId;
import com.grow.outreach.domain.access.Caller;
import com.grow.outreach.domain.access.Role;
import com.grow.outreach.domain.contact.ContactFormats;
import io.helidon.http.HeaderNames;
import io.helidon.http.Status;
import io.helidon.webserver.http.HttpRules;
import io.helidon.webserver.http.HttpService;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;

/** REST adapter: {@code /api/members}, {@code /api/invitations}, and the access of one user below {@code /api/users}. */
public record MemberRoutes(Function<Caller, SignInUseCases> bound, RequestBody body, ContactFormats formats)
        implements HttpService {

    private static final Map<String, Role> ROLES = Words.of(Role.values(), Role::value);

    @Override
    public void routing(HttpRules rules) {
        rules.any("/members", Resource.get(ADMINISTER, this::list))
                .any("/invitations", Resource.post(ADMINISTER, this::invite))
                .any("/users/{id}/reset_link", Resource.post(ADMINISTER, this::reset))
                .any("/users/{id}/role", Resource.patch(ADMINISTER, this::changeRole))
                .any("/users/{id}/disable", Resource.post(ADMINISTER, this::disable));
    }

    private void list(ServerRequest request, ServerResponse response) {
        var parameters = QueryParameters.of(request);
        var asked = parameters.page();
        parameters.check();
        var page = members(request).list(asked);
        Responses.page(request, response, page, Json.page(page, SignInJson::write));
    }

    private void invite(ServerRequest request, ServerResponse response) {
        QueryParameters.rejectAll(request);
        Writes.rejectKey(request);
        var fields = body.required(request);
        fields.require("email", "role");
        var email = fields.givenText("email", formats.email());
        var name = fields.givenText("name", TextField.NAME);
        var role = fields.optionalWord("role", ROLES);
        var user = fields.optionalId("user_id", UserId.KIND);
        var team = fields.optionalId("team_id", TeamId.KIND);
        fields.check();
        answer(
                request,
                response,
                members(request)
                        .invite(new Invitation(email.get(), name.value(), Objects.requireNonNull(role), user, team)));
    }

    private void reset(ServerRequest request, ServerResponse response) {
        answer(request, response, members(request).reset(user(request)));
    }

    private void changeRole(ServerRequest request, ServerResponse response) {
        var text = request.path().pathParameters().get("id");
        QueryParameters.rejectAll(request);
        Writes.rejectKey(request);
        var fields = body.required(request);
        var role = fields.word("role", ROLES);
        fields.check();
        var id = UserId.KIND.parse(text).orElseThrow(() -> ProblemException.notFound("user", text));
        answer(request, response, members(request).changeRole(id, role.orElseThrow()));
    }

    private void disable(ServerRequest request, ServerResponse response) {
        answer(request, response, members(request).disable(user(request)));
    }

    private ManageMembers members(ServerRequest request) {
        return bound.apply(Call.of(request).caller()).members();
    }

    private UserId user(ServerRequest request) {
        var text = request.path().pathParameters().get("id");
        QueryParameters.rejectAll(request);
        Writes.rejectKey(request);
        body.optional(request).check();
        return UserId.KIND.parse(text).orElseThrow(() -> ProblemException.notFound("user", text));
    }

    private static void answer(ServerRequest request, ServerResponse response, Result result) {
        switch (result) {
            case Result.Linked(var user, var link, var secret) -> {
                response.header(HeaderNames.CACHE_CONTROL, "no-store");
                var url = "%s/sign-in#token=%s".formatted(origin(request), secret.value());
                Responses.reply(
                        request,
                        response,
                        new Reply(Status.CREATED_201, Json.MEDIA_TYPE, null, null, SignInJson.link(user, link, url)));
            }
            case Result.Disabled _, Result.RoleChanged _ -> Responses.reply(request, response, Reply.done());
            case Result.NotFound(var user) -> throw ProblemException.notFound("user", user.value());
            case Result.TeamNotFound(var team) ->
                throw SignInProblems.refused("team_id", "no team has the id '%s'".formatted(team));
            case Result.Ambiguous(var users) ->
                throw SignInProblems.refused(
                        "email",
                        "belongs to %d users; give the user_id of one: %s"
                                .formatted(
                                        users.size(),
                                        users.stream().map(UserId::value).collect(joining(", "))));
            case Result.MemberAlready(var user) ->
                throw SignInProblems.refused(
                        "email", "belongs to the user %s, who can sign in already".formatted(user));
            case Result.NotActive(var user) ->
                throw SignInProblems.refused("id", "the user %s is disabled; invite the user again".formatted(user));
            case Result.LastAdmin(var user) ->
                throw SignInProblems.refused("id", "the user %s is the last active administrator".formatted(user));
        }
    }

    /** Returns the origin under which the client reaches this server. Both headers have been checked. */
    private static String origin(ServerRequest request) {
        if (request.headers().contains(HeaderNames.ORIGIN)) {
            return request.headers().get(HeaderNames.ORIGIN).allValues().getFirst();
        }
        return (SessionCookie.isSecure(request) ? "https://" : "http://") + request.authority();
    }
}
