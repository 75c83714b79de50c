package com.grow.outreach.application.service.access;

import com.grow.outreach.application.port.in.Callers;
import com.grow.outreach.application.port.in.UseCases;
import com.grow.outreach.application.port.in.access.Credential;
import com.grow.outreach.application.port.out.Transactions;
import com.grow.outreach.application.port.out.access.IdentityProvider;
import com.grow.outreach.domain.access.Account;
import com.grow.outreach.domain.access.Account.Visibility;
import com.grow.outreach.domain.access.Caller;
import com.grow.outreach.domain.access.Caller.Origin;
import com.grow.outreach.domain.access.Identity;
import com.grow.outreach.domain.access.IdentityClaims;
import com.grow.outreach.domain.access.Member;
import java.util.Optional;

/**
 * Finds callers also by access tokens of an identity provider.
 *
 * @param others finds callers by all other credentials
 * @param recent the recently found accounts of users of the provider
 * @param unowned who sees companies without an owner
 */
record ProviderCallers(
        Callers others,
        Transactions transactions,
        IdentityProvider provider,
        ProviderUsers users,
        RecentLookups<Identity, Account> recent,
        Visibility unowned)
        implements Callers {

    @Override
    public Optional<Caller> anonymous() {
        return others.anonymous();
    }

    @Override
    public Optional<Caller> authenticate(Credential credential) {
        return credential instanceof Credential.AccessToken access
                ? provider.verify(access.token()).flatMap(this::caller)
                : others.authenticate(credential);
    }

    private Optional<Caller> caller(IdentityClaims claims) {
        return known(claims)
                .or(() -> recognized(claims))
                .filter(Account::isActive)
                // The provider said the role when it issued the token, which may be long after the last sign-in.
                .map(account ->
                        account.withRole(claims.role().orElse(account.role())).caller(unowned));
    }

    private Optional<Account> known(IdentityClaims claims) {
        return recent.find(
                claims.identity(),
                () -> transactions.read(stored ->
                        stored.signIn().identities().find(claims.identity()).flatMap(stored.accounts()::find)));
    }

    private Optional<Account> recognized(IdentityClaims claims) {
        return transactions.write(
                stored -> users.calling(stored, claims).map(Member::user).flatMap(stored.accounts()::find));
    }

    @Override
    public void refused(Credential credential, String network, Origin request) {
        others.refused(credential, network, request);
    }

    @Override
    public UseCases useCases(Caller caller) {
        return others.useCases(caller);
    }
}
