package com.grow.outreach.application.service.enrichment;

import com.grow.outreach.application.enrichment.LookUp;
import com.grow.outreach.application.port.in.Task;
import com.grow.outreach.application.port.out.Repositories;
import com.grow.outreach.application.port.out.Transactions;
import com.grow.outreach.application.port.out.enrichment.EnrichmentProvider;
import com.grow.outreach.application.port.out.enrichment.EnrichmentProvider.Enquiry;
import com.grow.outreach.domain.Cause;
import com.grow.outreach.domain.Circumstances;
import com.grow.outreach.domain.Outreach;
import com.grow.outreach.domain.OutreachId;
import com.grow.outreach.domain.OutreachState;
import com.grow.outreach.domain.Person;
import com.grow.outreach.domain.TransitionResult.GuardRefused;
import com.grow.outreach.domain.TransitionResult.Moved;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The task that looks up the contact data for an outreach. It reads the outreach, asks the providers without a
 * transaction, then stores the answers and moves the outreach in one transaction. If the process dies in between, the
 * task runs again. It then asks the providers again with the same idempotency key, unless the outreach has moved.
 *
 * @param providers the providers in the order of the calls
 * @param storageTurns the limit for look-ups that use the storage at the same time; many more may wait for providers
 * @param storagePauses the pauses before further attempts to store the result
 */
record LookUpTask(
        Transactions transactions,
        InstantSource clock,
        List<EnrichmentProvider> providers,
        Semaphore storageTurns,
        List<Duration> storagePauses)
        implements Task {

    private static final Logger LOG = System.getLogger(LookUpTask.class.getName());

    @Override
    public Optional<Instant> run(String id) {
        var lookUp = LookUp.of(id);
        try {
            var awaited = inTurn(() -> transactions.read(stored -> read(stored, lookUp)));
            if (awaited == null) {
                return Optional.empty();
            }
            var findings = awaited.mayBecomeReady()
                    ? Findings.of(awaited.enquiry(), providers)
                    : Findings.withoutAnswers(awaited.enquiry());
            storePatiently(findings);
            return Optional.empty();
        } catch (InterruptedException e) {
            // Grow shuts down. The next process that runs tasks continues.
            return Optional.of(clock.instant());
        }
    }

    /**
     * The question of a look-up.
     *
     * @param mayBecomeReady whether the outreach may move to {@code ready}; if not, no provider is asked
     */
    private record Awaited(Enquiry enquiry, boolean mayBecomeReady) {}

    private @Nullable Awaited read(Repositories stored, LookUp lookUp) {
        var outreach = stored.outreaches().find(lookUp.outreachId()).filter(lookUp::isAwaitedBy);
        return outreach.map(waiting -> {
                    var person = one(stored.people().findAll(List.of(waiting.personId())));
                    var company = one(stored.companies().findAll(List.of(person.companyId())));
                    return new Awaited(
                            new Enquiry(lookUp, waiting.channel(), person, company),
                            waiting.canTransitionTo(OutreachState.READY, circumstances(person, Cause.UNKNOWN)));
                })
                .orElse(null);
    }

    private static <T> T one(Map<?, T> found) {
        return found.values().iterator().next();
    }

    /** Retries, for example while the database restarts, so that the providers need not be asked again. */
    private void storePatiently(Findings findings) throws InterruptedException {
        for (var pause : storagePauses) {
            try {
                store(findings);
                return;
            } catch (RuntimeException e) {
                LOG.log(Level.DEBUG, "Storing the result of a look-up failed; retrying", e);
            }
            Thread.sleep(pause.toMillis());
        }
        store(findings);
    }

    private void store(Findings findings) throws InterruptedException {
        inTurn(() -> transactions.write(stored -> store(stored, findings)));
    }

    /** Locks the person first, then the outreach, like all transactions. */
    private boolean store(Repositories stored, Findings findings) {
        var lookUp = findings.enquiry().lookUp();
        var person = stored.lockPersonOrSuccessor(findings.enquiry().person().id());
        var outreach = lock(stored, lookUp.outreachId()).filter(lookUp::isAwaitedBy);
        if (person.isEmpty() || outreach.isEmpty()) {
            return false;
        }
        store(stored, findings, person.get(), outreach.get());
        return true;
    }

    private static Optional<Outreach> lock(Repositories stored, OutreachId id) {
        return Optional.ofNullable(stored.outreaches().lock(List.of(id)).get(id));
    }

    private void store(Repositories stored, Findings findings, Person person, Outreach outreach) {
        var cause = findings.cause(person);
        var result = outreach.transitionTo(findings.state(person), circumstances(person, cause));
        if (result instanceof GuardRefused refused) {
            var instead = new Cause(cause.actor(), refused.guard().reason(), cause.metadata());
            result = outreach.transitionTo(OutreachState.NOT_AVAILABLE, circumstances(person, instead));
        } else {
            var completed = person.completedBy(findings.data());
            if (!completed.equals(person)) {
                stored.people().save(completed);
            }
        }
        stored.outreaches().saveMoved(List.of((Moved) result));
    }

    private Circumstances circumstances(Person person, Cause cause) {
        return new Circumstances(clock.instant(), cause, person.optOuts());
    }

    private <T> T inTurn(Supplier<T> work) throws InterruptedException {
        storageTurns.acquire();
        try {
            return work.get();
        } finally {
            storageTurns.release();
        }
    }
}
