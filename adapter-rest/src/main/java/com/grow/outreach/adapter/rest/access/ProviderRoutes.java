package com.grow.outreach.adapter.rest.access;

import com.grow.outreach.adapter.rest.answer.Resource;
import com.grow.outreach.adapter.rest.answer.Responses;
import com.grow.outreach.adapter.rest.problem.Problem;
import com.grow.outreach.adapter.rest.problem.ProblemException;
import com.grow.outreach.adapter.rest.request.Call;
import com.grow.outreach.adapter.rest.request.IdTokenCookie;
import com.grow.outreach.adapter.rest.request.ProviderCookie;
import com.grow.outreach.adapter.rest.request.PublicAddress;
import com.grow.outreach.adapter.rest.request.QueryParameters;
import com.grow.outreach.adapter.rest.request.SessionCookie;
import com.grow.outreach.application.port.in.access.SignInUseCases;
import com.grow.outreach.application.port.in.access.SignInWithProvider;
import com.grow.outreach.application.port.in.access.SignInWithProvider.Result;
import com.grow.outreach.application.port.out.access.IdentityProviderUnavailableException;
import com.grow.outreach.domain.access.Caller;
import io.helidon.http.HeaderNames;
import io.helidon.http.Status;
import io.helidon.webserver.http.HttpRules;
import io.helidon.webserver.http.HttpService;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;

/**
 * REST adapter: {@code /api/session/methods} and {@code /api/session/oidc}. A browser opens the latter as pages, so failures
 * lead to the sign-in page.
 */
public record ProviderRoutes(Function<Caller, SignInUseCases> bound) implements HttpService {

    private static final Logger LOG = System.getLogger(ProviderRoutes.class.getName());

    private static final String START = "/session/oidc";
    private static final String CALLBACK = START + "/callback";
    private static final String SIGN_IN_PAGE = "/sign-in?problem=";
    private static final int MAX_PATH_LENGTH = 2_000;

    /** A path of this server: a second slash or a backslash at the start would make browsers open another one. */
    private static final Pattern PATH = Pattern.compile("/(?![/\\\\])[A-Za-z0-9._~!$&'()*+,;=:@%/?\\[\\]{}|^`-]*");

    @Override
    public void routing(HttpRules rules) {
        rules.any("/session/methods", Resource.open(this::methods))
                .any(START, Resource.open(this::begin))
                .any(CALLBACK, Resource.open(this::complete));
    }

    private void methods(ServerRequest request, ServerResponse response) {
        QueryParameters.rejectAll(request);
        Responses.ok(
                request,
                response,
                SignInJson.methods(
                        use(request).provider().map(SignInWithProvider::issuer).orElse(null)));
    }

    private void begin(ServerRequest request, ServerResponse response) {
        var parameters = QueryParameters.of(request);
        var returnTo = parameters.parsed(
                "return_to",
                path -> Optional.of(path).filter(ProviderRoutes::isLocal),
                "expected a path of this server, like /?state=ready");
        parameters.check();
        var address = PublicAddress.of(request);
        try {
            var begun = provider(request).begin(redirect(address), returnTo == null ? "/" : returnTo);
            response.headers()
                    .add(new ProviderCookie(address.secure()).set(begun.request(), SignInWithProvider.TIME_LIMIT));
            redirect(response, begun.signInAt());
        } catch (IdentityProviderUnavailableException e) {
            unavailable(response, e);
        }
    }

    private void complete(ServerRequest request, ServerResponse response) {
        var provider = provider(request);
        var address = PublicAddress.of(request);
        var cookie = new ProviderCookie(address.secure());
        var secrets = cookie.of(request);
        response.headers().add(cookie.clear());
        if (secrets.isEmpty()) {
            redirect(response, SIGN_IN_PAGE + "expired");
            return;
        }
        var redirect = redirect(address);
        var callback = redirect + "?" + request.prologue().query().rawValue();
        try {
            switch (provider.complete(secrets.get(), callback, redirect, Devices.of(request))) {
                case Result.SignedIn signedIn -> enter(request, response, address, signedIn);
                case Result.Expired() -> redirect(response, SIGN_IN_PAGE + "expired");
                case Result.Refused() -> redirect(response, SIGN_IN_PAGE + "refused");
                case Result.NoAccount() -> redirect(response, SIGN_IN_PAGE + "no_account");
            }
        } catch (IdentityProviderUnavailableException e) {
            unavailable(response, e);
        }
    }

    private void enter(
            ServerRequest request, ServerResponse response, PublicAddress address, Result.SignedIn signedIn) {
        // The session of the browser before, if it had one, would stay alive without anybody knowing its secret.
        SessionCookie.of(request.headers())
                .flatMap(use(request).sessions()::find)
                .ifPresent(former -> use(request).sessions().end(former.user(), former.id()));
        var session = signedIn.session().session();
        var lifetime = Duration.between(session.createdAt(), session.expiresAt());
        response.headers()
                .add(SessionCookie.set(address.secure(), signedIn.session().secret(), lifetime));
        new IdTokenCookie(address.secure()).set(signedIn.idToken(), lifetime).ifPresent(response.headers()::add);
        redirect(response, signedIn.returnTo());
    }

    private SignInUseCases use(ServerRequest request) {
        return bound.apply(Call.callerOf(request));
    }

    private SignInWithProvider provider(ServerRequest request) {
        return use(request)
                .provider()
                .orElseThrow(() -> new ProblemException(
                        new Problem(Status.NOT_FOUND_404, "This server has no identity provider.")));
    }

    private static boolean isLocal(String path) {
        return path.length() <= MAX_PATH_LENGTH && PATH.matcher(path).matches();
    }

    private static String redirect(PublicAddress address) {
        return address.url("/api" + CALLBACK);
    }

    private static void unavailable(ServerResponse response, IdentityProviderUnavailableException e) {
        LOG.log(Level.WARNING, e.getMessage());
        redirect(response, SIGN_IN_PAGE + "unavailable");
    }

    private static void redirect(ServerResponse response, String location) {
        response.status(Status.SEE_OTHER_303)
                .header(HeaderNames.LOCATION, location)
                .header(HeaderNames.CACHE_CONTROL, "no-store")
                .header(HeaderNames.create("Referrer-Policy"), "no-referrer")
                .send();
    }
}
