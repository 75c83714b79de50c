package com.grow.outreach.application.service.access;

import com.grow.outreach.application.port.in.Callers;
import com.grow.outreach.application.port.in.access.ManageMembers;
import com.grow.outreach.application.port.in.access.SignInUseCases;
import com.grow.outreach.application.port.in.access.SignInWithProvider;
import com.grow.outreach.application.port.in.access.UseSessions;
import com.grow.outreach.application.port.out.Transactions;
import com.grow.outreach.application.port.out.access.AccessChanges;
import com.grow.outreach.application.port.out.access.IdentityProvider;
import com.grow.outreach.application.port.out.access.PasswordHasher;
import com.grow.outreach.domain.access.Account.Visibility;
import com.grow.outreach.domain.access.PasswordPolicy;
import com.grow.outreach.domain.access.Role;
import com.grow.outreach.domain.access.Session;
import java.time.InstantSource;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * Builds the use cases of signing in.
 *
 * @param transactions the whole storage
 * @param clock the current time
 * @param random the generator of secrets, which must be cryptographically secure
 */
public record SignInServices(Transactions transactions, InstantSource clock, RandomGenerator random) {

    /**
     * Builds all use cases.
     *
     * @param hasher the hashing of passwords
     * @param policy the rules for new passwords
     * @param limits how long sessions last
     * @param refusals the audit entries of attempts that come too soon
     */
    public SignInUseCases all(PasswordHasher hasher, PasswordPolicy policy, Session.Limits limits, Refusals refusals) {
        return new SignInUseCases(
                new SignInService(transactions, clock, hasher, policy, new NewSessions(random, limits), refusals),
                sessions(limits),
                new ChangePasswordService(transactions, clock, hasher, policy),
                members(),
                Optional.empty());
    }

    /** Builds the use cases of administrators. */
    public ManageMembers members() {
        return new ManageMembersService(transactions, clock, random);
    }

    /**
     * Builds the use case of signing in at an identity provider.
     *
     * @param provider the provider
     * @param provision the role of users without an account who sign in, or null to refuse them
     * @param limits how long sessions last
     */
    public SignInWithProvider withProvider(IdentityProvider provider, @Nullable Role provision, Session.Limits limits) {
        return new SignInWithProviderService(
                transactions, provider, new ProviderUsers(clock, random, provision), new NewSessions(random, limits));
    }

    /**
     * Builds callers who also present access tokens of an identity provider.
     *
     * @param others the callers with all other credentials
     * @param provider the provider
     * @param unowned who sees companies without an owner
     * @param changes the changes of accounts and teams
     */
    public Callers callers(Callers others, IdentityProvider provider, Visibility unowned, AccessChanges changes) {
        return new ProviderCallers(
                others,
                transactions,
                provider,
                new ProviderUsers(clock, random, null),
                new RecentLookups<>(changes, clock),
                unowned);
    }

    /** Builds the use cases of sessions. */
    public UseSessions sessions(Session.Limits limits) {
        return new UseSessionsService(transactions, clock, limits, new RecentLookups<>(AccessChanges.UNNOTICED, clock));
    }
}
