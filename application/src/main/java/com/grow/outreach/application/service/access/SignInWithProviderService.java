package com.grow.outreach.application.service.access;

import com.grow.outreach.application.port.in.access.SignInWithProvider;
import com.grow.outreach.application.port.out.Repositories;
import com.grow.outreach.application.port.out.Transactions;
import com.grow.outreach.application.port.out.access.IdentityProvider;
import com.grow.outreach.domain.UserId;
import com.grow.outreach.domain.access.AuditEntry;
import com.grow.outreach.domain.access.AuditEntry.Author;
import com.grow.outreach.domain.access.AuditFields;
import com.grow.outreach.domain.access.AuthorizationRequest;
import com.grow.outreach.domain.access.Device;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

record SignInWithProviderService(
        Transactions transactions, IdentityProvider provider, ProviderUsers users, NewSessions newSessions)
        implements SignInWithProvider {

    @Override
    public String issuer() {
        return provider.issuer();
    }

    @Override
    public Begun begin(String redirect, String returnTo) {
        var request = AuthorizationRequest.generate(users.random());
        var signInAt = provider.signInAt(request, redirect);
        transactions.write(stored -> {
            stored.signIn()
                    .identities()
                    .begin(request, returnTo, users.clock().instant().plus(TIME_LIMIT));
            return request;
        });
        return new Begun(request, signInAt);
    }

    @Override
    public Result complete(AuthorizationRequest request, String callback, String redirect, Device device) {
        var now = users.clock().instant();
        Optional<String> returnTo =
                transactions.write(stored -> stored.signIn().identities().end(request, now));
        if (returnTo.isEmpty()) {
            return new Result.Expired();
        }
        // Outside of transactions, because the provider may be slow.
        var redeemed = provider.redeem(callback, request, redirect);
        if (redeemed.isEmpty()) {
            return transactions.write(stored -> refuse(stored, device, new Result.Refused()));
        }
        return transactions.<Result>write(stored -> users.signingIn(
                        stored, redeemed.get().claims())
                .<Result>map(member -> new Result.SignedIn(
                        newSessions.begin(stored, member.user(), device, now),
                        returnTo.get(),
                        redeemed.get().idToken()))
                .orElseGet(() -> refuse(stored, device, new Result.NoAccount())));
    }

    private Result refuse(Repositories stored, Device device, Result refusal) {
        stored.audit()
                .record(AuditEntry.of(users.clock().instant(), Author.of(stored.caller()), "session.refused", null)
                        .changing(AuditFields.NONE, AuditFields.NONE.with("address", device.address())));
        return refusal;
    }

    @Override
    public Optional<String> signOutAt(UserId user, @Nullable String idToken, String returnTo) {
        boolean signsInThere =
                transactions.read(stored -> stored.signIn().identities().isKnownTo(provider.issuer(), user));
        return signsInThere ? provider.signOutAt(idToken, returnTo) : Optional.empty();
    }
}
