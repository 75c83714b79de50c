package com.grow.outreach.application.service;

import com.grow.outreach.application.port.in.Callers;
import com.grow.outreach.application.port.in.UseCases;
import com.grow.outreach.application.port.in.access.Credential;
import com.grow.outreach.application.port.in.event.KeepWebhooks;
import com.grow.outreach.application.port.out.Transactions;
import com.grow.outreach.application.port.out.access.AccessChanges;
import com.grow.outreach.application.service.access.AccessServices;
import com.grow.outreach.application.service.directory.DirectoryServices;
import com.grow.outreach.application.service.event.DeliveryServices;
import com.grow.outreach.application.service.imports.ImportServices;
import com.grow.outreach.application.service.outreach.OutreachServices;
import com.grow.outreach.domain.access.Account.Visibility;
import com.grow.outreach.domain.access.Caller;
import com.grow.outreach.domain.access.Caller.Origin;
import com.grow.outreach.domain.access.Session;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.Function;
import java.util.random.RandomGenerator;

/**
 * Builds the use cases.
 *
 * @param transactions the whole storage
 * @param clock the current time, for the history and the expiry of answers
 * @param random the generator of ids and secrets, which must be cryptographically secure
 * @param maxWebhooks the maximum number of webhooks
 */
public record Services(Transactions transactions, InstantSource clock, RandomGenerator random, int maxWebhooks) {

    /** Builds the use cases of an anonymous caller, with the default limit on the number of webhooks. */
    public static UseCases over(Transactions transactions, InstantSource clock, RandomGenerator random) {
        return over(transactions, clock, random, KeepWebhooks.DEFAULT_LIMIT);
    }

    /** Builds the use cases of an anonymous caller. */
    public static UseCases over(
            Transactions transactions, InstantSource clock, RandomGenerator random, int maxWebhooks) {
        return new Services(transactions, clock, random, maxWebhooks).of(Caller.ANONYMOUS);
    }

    /** Returns the callers of an API that anybody may call without credentials. */
    public Callers open() {
        return new Open(this::of);
    }

    /** Returns the callers of an API that anybody may call without credentials, with the same use cases for all. */
    public static Callers open(UseCases useCases) {
        return new Open(caller -> useCases);
    }

    /**
     * Returns the callers of an API that requires credentials.
     *
     * @param limits how long sessions last
     * @param unowned who sees companies without an owner
     * @param changes the changes of accounts, teams, tokens and sessions
     */
    public Callers authenticated(Session.Limits limits, Visibility unowned, AccessChanges changes) {
        return AccessServices.callers(transactions, clock, this::of, limits, unowned, changes);
    }

    /** Builds the use cases of a caller. */
    public UseCases of(Caller caller) {
        var visible = transactions.within(caller);
        return new UseCases(
                OutreachServices.over(visible, clock, random),
                DirectoryServices.over(visible, clock, random),
                ImportServices.over(visible, clock),
                DeliveryServices.over(visible, clock, random, maxWebhooks),
                AccessServices.over(transactions, clock, random, caller),
                new AnswerOnceService(visible, clock, random, maxWebhooks, caller));
    }

    private record Open(Function<Caller, UseCases> bound) implements Callers {

        @Override
        public Optional<Caller> anonymous() {
            return Optional.of(Caller.ANONYMOUS);
        }

        @Override
        public Optional<Caller> authenticate(Credential credential) {
            return Optional.empty();
        }

        /** Tokens are not read, so none is refused. */
        @Override
        public void refused(Credential credential, String network, Origin request) {}

        @Override
        public UseCases useCases(Caller caller) {
            return bound.apply(caller);
        }
    }
}
