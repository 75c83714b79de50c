package com.grow.outreach.bootstrap;

import com.grow.outreach.domain.access.Session;
import java.time.Duration;
import picocli.CommandLine.Option;

/** The options for how long users stay signed in. */
final class SessionOptions {

    private static final int MAX_HOURS = 8_760;

    @Option(
            names = "--session-idle-hours",
            paramLabel = "HOURS",
            defaultValue = "12",
            description = "The time without requests after which users must sign in again; or GROW_SESSION_IDLE_HOURS."
                    + " Default: 12.")
    int idleHours;

    @Option(
            names = "--session-max-hours",
            paramLabel = "HOURS",
            defaultValue = "168",
            description = "The time after which users must sign in again in any case; or GROW_SESSION_MAX_HOURS."
                    + " Default: 168, which is seven days.")
    int maxHours;

    /**
     * Returns the limits.
     *
     * @throws StartException if an option is out of range
     */
    Session.Limits limits() throws StartException {
        requireHours("--session-idle-hours", idleHours);
        requireHours("--session-max-hours", maxHours);
        return new Session.Limits(Duration.ofHours(idleHours), Duration.ofHours(maxHours));
    }

    private static void requireHours(String name, int hours) throws StartException {
        if (hours < 1 || hours > MAX_HOURS) {
            throw new StartException("%s is %d; use a number from 1 to %d".formatted(name, hours, MAX_HOURS));
        }
    }
}
