package com.grow.outreach.adapter.rest.access;

import static com.grow.outreach.domain.access.Permission.OWN_ACCOUNT;

import com.grow.outreach.adapter.rest.answer.Reply;
import com.grow.outreach.adapter.rest.answer.Resource;
import com.grow.outreach.adapter.rest.answer.Responses;
import com.grow.outreach.adapter.rest.answer.Writes;
import com.grow.outreach.adapter.rest.problem.ProblemException;
import com.grow.outreach.adapter.rest.request.BodyFields;
import com.grow.outreach.adapter.rest.request.Call;
import com.grow.outreach.adapter.rest.request.IdTokenCookie;
import com.grow.outreach.adapter.rest.request.PublicAddress;
import com.grow.outreach.adapter.rest.request.QueryParameters;
import com.grow.outreach.adapter.rest.request.RequestBody;
import com.grow.outreach.adapter.rest.request.SessionCookie;
import com.grow.outreach.application.port.in.access.ChangePassword;
import com.grow.outreach.application.port.in.access.SignIn.Acceptance;
import com.grow.outreach.application.port.in.access.SignIn.Result;
import com.grow.outreach.application.port.in.access.SignIn.SignedIn;
import com.grow.outreach.application.port.in.access.SignInUseCases;
import com.grow.outreach.domain.SessionId;
import com.grow.outreach.domain.UserId;
import com.grow.outreach.domain.access.Caller;
import com.grow.outreach.domain.access.Password;
import com.grow.outreach.domain.access.Secret;
import com.grow.outreach.domain.access.Session;
import com.grow.outreach.domain.access.SignInLink.State;
import io.helidon.http.HeaderNames;
import io.helidon.http.Method;
import io.helidon.webserver.http.HttpRules;
import io.helidon.webserver.http.HttpService;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** REST adapter: {@code /api/session}, {@code /api/sessions} and {@code /api/account}. */
public record SessionRoutes(Function<Caller, SignInUseCases> bound, RequestBody body) implements HttpService {

    @Override
    public void routing(HttpRules rules) {
        rules.any(
                        "/session",
                        Resource.get(OWN_ACCOUNT, this::show)
                                .andOpen(Method.POST, this::signIn)
                                .andOpen(Method.DELETE, this::signOut))
                .any("/session/link", Resource.open(Method.POST, this::offer))
                .any("/session/accept", Resource.open(Method.POST, this::accept))
                .any("/sessions", Resource.get(OWN_ACCOUNT, this::list))
                .any("/sessions/revoke_others", Resource.post(OWN_ACCOUNT, this::revokeOthers))
                .any("/sessions/{id}", Resource.delete(OWN_ACCOUNT, this::revoke))
                .any("/account/password", Resource.patch(OWN_ACCOUNT, this::changePassword));
    }

    private void show(ServerRequest request, ServerResponse response) {
        QueryParameters.rejectAll(request);
        var call = Call.of(request);
        var user = Optional.ofNullable(call.caller().user())
                .flatMap(id -> call.useCases().directory().users().get(id));
        Responses.ok(
                request,
                response,
                SignInJson.caller(
                        call.caller(), user.orElse(null), session(request).orElse(null)));
    }

    private void signIn(ServerRequest request, ServerResponse response) {
        var fields = secretFields(request);
        var email = fields.secret("email");
        var password = fields.secret("password");
        fields.check();
        switch (use(request).signIn().signIn(email, new Password(password), Devices.of(request))) {
            case SignedIn signedIn -> begin(request, response, signedIn);
            case Result.Refused() -> throw SignInProblems.wrongPassword();
            case Result.TooSoon(var pause) -> SignInProblems.tooSoon(request, response, pause);
        }
    }

    private void begin(ServerRequest request, ServerResponse response, SignedIn signedIn) {
        var session = signedIn.session();
        // The session of the browser before, if it had one, would stay alive without anybody knowing its secret.
        SessionCookie.of(request.headers())
                .flatMap(use(request).sessions()::find)
                .ifPresent(former -> use(request).sessions().end(former.user(), former.id()));
        response.header(SessionCookie.set(
                request, signedIn.secret(), Duration.between(session.createdAt(), session.expiresAt())));
        Responses.reply(request, response, Reply.created("/api/session", SignInJson.session(session)));
    }

    private void signOut(ServerRequest request, ServerResponse response) {
        QueryParameters.rejectAll(request);
        body.optional(request).check();
        var session = SessionCookie.of(request.headers()).flatMap(use(request).sessions()::find);
        session.ifPresent(ended -> use(request).sessions().end(ended.user(), ended.id()));
        SessionCookie.clear().forEach(header -> response.headers().add(header));
        var address = PublicAddress.of(request);
        var hint = new IdTokenCookie(address.secure());
        var idToken = hint.of(request);
        if (idToken.isPresent()) {
            response.headers().add(hint.clear());
        }
        var signOutAt = session.flatMap(ended -> use(request)
                .provider()
                .flatMap(provider -> provider.signOutAt(ended.user(), idToken.orElse(null), address.url("/sign-in"))));
        Responses.reply(
                request,
                response,
                signOutAt.map(SignInJson::signOut).map(Reply::ok).orElseGet(Reply::done));
    }

    private void offer(ServerRequest request, ServerResponse response) {
        var fields = secretFields(request);
        var token = fields.secret("token");
        fields.check();
        var offer = link(token).flatMap(use(request).signIn()::offer).orElseThrow(SignInProblems::noSuchLink);
        if (offer.state() != State.LIVE) {
            throw SignInProblems.unusable(offer.state());
        }
        response.header(HeaderNames.CACHE_CONTROL, "no-store");
        Responses.reply(request, response, Reply.ok(SignInJson.offer(offer)));
    }

    private void accept(ServerRequest request, ServerResponse response) {
        var fields = secretFields(request);
        var token = fields.secret("token");
        var password = fields.secret("password");
        fields.check();
        var link = link(token).orElseThrow(SignInProblems::noSuchLink);
        switch (use(request).signIn().accept(link, new Password(password), Devices.of(request))) {
            case SignedIn signedIn -> begin(request, response, signedIn);
            case Acceptance.NoSuchLink() -> throw SignInProblems.noSuchLink();
            case Acceptance.Unusable(var state) -> throw SignInProblems.unusable(state);
            case Acceptance.TooWeak(var weakness) -> throw SignInProblems.tooWeak("password", weakness);
        }
    }

    private static Optional<Secret> link(String token) {
        return Secret.parse(token.strip());
    }

    private void list(ServerRequest request, ServerResponse response) {
        QueryParameters.rejectAll(request);
        var user = Optional.ofNullable(Call.of(request).caller().user());
        var current = session(request).map(Session::id).orElse(null);
        Responses.ok(
                request,
                response,
                SignInJson.sessions(user.map(use(request).sessions()::list).orElseGet(List::of), current));
    }

    private void revoke(ServerRequest request, ServerResponse response) {
        var text = request.path().pathParameters().get("id");
        QueryParameters.rejectAll(request);
        body.optional(request).check();
        var id = SessionId.KIND.parse(text).orElseThrow(() -> ProblemException.notFound("session", text));
        var user = Optional.ofNullable(Call.of(request).caller().user());
        if (!user.map(owner -> use(request).sessions().end(owner, id)).orElse(false)) {
            throw ProblemException.notFound("session", text);
        }
        Responses.reply(request, response, Reply.done());
    }

    private void revokeOthers(ServerRequest request, ServerResponse response) {
        QueryParameters.rejectAll(request);
        body.optional(request).check();
        int ended = session(request)
                .map(current -> use(request).sessions().endOthers(current.user(), current.id()))
                .orElse(0);
        Responses.reply(request, response, Reply.ok(SignInJson.ended(ended)));
    }

    private void changePassword(ServerRequest request, ServerResponse response) {
        var fields = secretFields(request);
        var current = fields.secret("current_password");
        var next = fields.secret("new_password");
        fields.check();
        UserId user = Call.of(request).caller().user();
        if (user == null) {
            throw SignInProblems.refused("current_password", "is not your password");
        }
        var session = session(request).map(Session::id).orElse(null);
        var change = new ChangePassword.Request(
                user, session, new Password(current), new Password(next), Devices.of(request));
        switch (use(request).changePassword().change(change)) {
            case ChangePassword.Result.Changed() -> Responses.reply(request, response, Reply.done());
            case ChangePassword.Result.WrongPassword() ->
                throw SignInProblems.refused("current_password", "is not your password");
            case ChangePassword.Result.TooSoon(var pause) -> SignInProblems.tooSoon(request, response, pause);
            case ChangePassword.Result.TooWeak(var weakness) -> throw SignInProblems.tooWeak("new_password", weakness);
        }
    }

    private SignInUseCases use(ServerRequest request) {
        return bound.apply(Call.callerOf(request));
    }

    /** Returns the session of the caller. A cookie counts only if it was the caller's credential. */
    private Optional<Session> session(ServerRequest request) {
        var user = Call.of(request).caller().user();
        return SessionCookie.of(request.headers())
                .flatMap(use(request).sessions()::find)
                .filter(session -> session.user().equals(user));
    }

    private BodyFields secretFields(ServerRequest request) {
        QueryParameters.rejectAll(request);
        Writes.rejectKey(request);
        return body.required(request);
    }
}
