package com.grow.outreach.bootstrap;

import com.grow.outreach.adapter.identity.Argon2Hasher;
import com.grow.outreach.adapter.identity.CommonPasswords;
import com.grow.outreach.adapter.identity.oidc.OidcProvider;
import com.grow.outreach.application.port.in.Callers;
import com.grow.outreach.application.port.in.access.SignInUseCases;
import com.grow.outreach.application.service.Services;
import com.grow.outreach.application.service.access.SignInServices;
import com.grow.outreach.domain.access.Caller;
import com.grow.outreach.domain.access.PasswordPolicy;

/**
 * Who may call the API, and how they sign in.
 *
 * @param signIn the use cases with which people sign in
 * @param callers the callers of the API
 */
record Access(SignInUseCases signIn, Callers callers) {

    /** Builds both over the storage, the clock and the generator of the services. */
    static Access of(Application.Settings settings, Services services) {
        var building = new SignInServices(services.transactions(), services.clock(), services.random());
        var signIn = building.all(new Argon2Hasher(), new PasswordPolicy(new CommonPasswords()), settings.sessions());
        if (settings.authentication().isEmpty()) {
            return new Access(signIn, Services.open(services.of(Caller.ANONYMOUS)));
        }
        var unowned = settings.authentication().get();
        var callers = services.authenticated(signIn.sessions(), unowned);
        if (settings.oidc().isEmpty()) {
            return new Access(signIn, callers);
        }
        var choice = settings.oidc().get();
        var provider = new OidcProvider(choice.settings());
        return new Access(
                signIn.with(building.withProvider(provider, choice.provision(), settings.sessions())),
                building.callers(callers, provider, unowned));
    }
}
