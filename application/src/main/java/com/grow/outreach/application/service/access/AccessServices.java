package com.grow.outreach.application.service.access;

import com.grow.outreach.application.port.in.Callers;
import com.grow.outreach.application.port.in.UseCases;
import com.grow.outreach.application.port.in.access.AccessUseCases;
import com.grow.outreach.application.port.out.Transactions;
import com.grow.outreach.application.port.out.access.AccessChanges;
import com.grow.outreach.domain.access.Account.Visibility;
import com.grow.outreach.domain.access.Caller;
import com.grow.outreach.domain.access.Session;
import java.time.InstantSource;
import java.util.function.Function;
import java.util.random.RandomGenerator;

/** Builds the use cases of access. */
public final class AccessServices {

    private AccessServices() {}

    /**
     * Builds the use cases of a caller.
     *
     * @param transactions the whole storage
     * @param clock the current time, for creation and expiry
     * @param random the generator of secrets, which must be cryptographically secure
     * @param caller the caller
     */
    public static AccessUseCases over(
            Transactions transactions, InstantSource clock, RandomGenerator random, Caller caller) {
        return new AccessUseCases(
                new ManageTokensService(transactions, clock, random, caller),
                new AuditLogService(transactions.within(caller), clock));
    }

    /**
     * Builds the callers of an API that requires credentials.
     *
     * @param transactions the whole storage
     * @param clock the current time, for expiry
     * @param useCases builds the use cases of a caller
     * @param limits how long sessions last
     * @param unowned who sees companies without an owner
     * @param changes the changes of accounts, teams, tokens and sessions
     */
    public static Callers callers(
            Transactions transactions,
            InstantSource clock,
            Function<Caller, UseCases> useCases,
            Session.Limits limits,
            Visibility unowned,
            AccessChanges changes) {
        return new CallersService(
                transactions,
                clock,
                useCases,
                new UseSessionsService(transactions, clock, limits, new RecentLookups<>(changes, clock)),
                new RecentLookups<>(changes, clock),
                unowned,
                Refusals.over(transactions, clock));
    }
}
