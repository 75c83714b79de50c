package com.grow.outreach.application.service.access;

import static java.util.Collections.max;

import com.grow.outreach.application.port.out.Repositories;
import com.grow.outreach.application.port.out.Transactions;
import com.grow.outreach.domain.access.Device;
import com.grow.outreach.domain.access.SignInPace;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/**
 * The throttling of attempts to guess a password. Each attempt counts as a failure from its beginning, so parallel attempts
 * gain nothing. A success takes the failures of the user's own network back.
 */
record SignInAttempts(Transactions transactions, InstantSource clock) {

    /**
     * Begins an attempt.
     *
     * @param email the normalized e-mail address
     * @return the time until the next attempt is allowed, or empty if this one is
     */
    Optional<Duration> begin(String email, Device device) {
        return transactions.write(stored -> {
            var pause = pause(stored, email, device);
            if (!pause.isZero()) {
                return Optional.of(pause);
            }
            stored.signIn().failures().add(email, device.network(), clock.instant());
            return Optional.empty();
        });
    }

    private Duration pause(Repositories stored, String email, Device device) {
        var now = clock.instant();
        var counts = stored.signIn().failures().lock(email, device.network(), now.minus(SignInPace.WINDOW));
        var pauses = List.of(
                SignInPace.ACCOUNT_FROM_NETWORK.pause(counts.both(), now),
                SignInPace.NETWORK.pause(counts.network(), now),
                SignInPace.ACCOUNT.pause(counts.email(), now));
        // Failures elsewhere never slow down a user at a known place, so nobody can lock others out.
        return isKnown(stored, email, device) ? max(pauses.subList(0, 2)) : max(pauses);
    }

    private static boolean isKnown(Repositories stored, String email, Device device) {
        return stored.signIn().members().withEmail(email).stream()
                .anyMatch(member -> stored.signIn().sessions().knows(member.user(), device.network()));
    }
}
