package com.grow.outreach.bootstrap;

import com.grow.outreach.adapter.identity.Argon2Hasher;
import com.grow.outreach.adapter.identity.CommonPasswords;
import com.grow.outreach.adapter.identity.oidc.OidcProvider;
import com.grow.outreach.application.port.in.Callers;
import com.grow.outreach.application.port.in.access.SignInUseCases;
import com.grow.outreach.application.port.out.access.AccessChanges;
import com.grow.outreach.application.service.Services;
import com.grow.outreach.application.service.access.Refusals;
import com.grow.outreach.application.service.access.SignInServices;
import com.grow.outreach.domain.access.Caller;
import com.grow.outreach.domain.access.PasswordPolicy;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * The callers of the API, and the use cases with which people sign in.
 *
 * @param signIn returns the use cases with which people sign in, for a caller
 * @param callers the callers of the API
 */
record Access(Function<Caller, SignInUseCases> signIn, Callers callers) {

    /**
     * Builds both over the storage, the clock and the generator of the services.
     *
     * @param accessChanges starts noticing changes of accounts, teams, tokens and sessions
     */
    static Access of(Application.Settings settings, Services services, Supplier<AccessChanges> accessChanges) {
        var hasher = new Argon2Hasher();
        var policy = new PasswordPolicy(new CommonPasswords());
        var refusals = Refusals.over(services.transactions(), services.clock());
        Function<Caller, SignInUseCases> signIn =
                caller -> building(services, caller).all(hasher, policy, settings.sessions(), refusals);
        if (settings.authentication().isEmpty()) {
            return new Access(signIn, services.open());
        }
        var unowned = settings.authentication().get();
        var changes = accessChanges.get();
        var callers = services.authenticated(settings.sessions(), unowned, changes);
        if (settings.oidc().isEmpty()) {
            return new Access(signIn, callers);
        }
        var choice = settings.oidc().get();
        var provider = new OidcProvider(choice.settings());
        return new Access(
                caller -> signIn.apply(caller)
                        .with(building(services, caller)
                                .withProvider(provider, choice.provision(), settings.sessions())),
                building(services, Caller.ANONYMOUS).callers(callers, provider, unowned, changes));
    }

    private static SignInServices building(Services services, Caller caller) {
        return new SignInServices(services.transactions().within(caller), services.clock(), services.random());
    }
}
