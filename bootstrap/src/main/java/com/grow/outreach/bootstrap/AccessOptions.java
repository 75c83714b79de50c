package com.grow.outreach.bootstrap;

import com.grow.outreach.domain.access.Account.Visibility;
import java.net.InetAddress;
import java.time.Duration;
import java.util.Optional;
import picocli.CommandLine.Option;

/** The options for who may call the API, and for how long Grow remembers what they did. */
final class AccessOptions {

    private static final int MAX_AUDIT_DAYS = 36_500;

    @Option(
            names = "--auth",
            arity = "0..1",
            fallbackValue = "true",
            defaultValue = "false",
            description = "Require every caller to sign in or to send an API token; or GROW_AUTH=true.")
    boolean auth;

    @Option(
            names = "--allow-anonymous",
            arity = "0..1",
            fallbackValue = "true",
            defaultValue = "false",
            description =
                    "Let everybody who can reach an address of this machine call the API without authentication; or"
                            + " GROW_ALLOW_ANONYMOUS=true. Not needed for loopback addresses.")
    boolean allowAnonymous;

    @Option(
            names = "--unowned",
            paramLabel = "WHO",
            defaultValue = "everybody",
            description = "Who sees the companies without an owner: everybody or managers (and administrators and"
                    + " readers); or GROW_UNOWNED. Default: everybody.")
    Visibility unowned = Visibility.EVERYBODY;

    @Option(
            names = "--audit-days",
            paramLabel = "DAYS",
            defaultValue = "400",
            description = "The number of days for which entries of the audit log are kept; or GROW_AUDIT_DAYS."
                    + " Default: 400.")
    int auditDays;

    /**
     * Returns who sees companies without an owner, or empty if the API is open to all.
     *
     * @param host the address to listen on, as given
     * @param address the same address
     * @throws StartException if the API would be open to other machines without anybody having decided so
     */
    Optional<Visibility> authentication(String host, InetAddress address) throws StartException {
        if (auth && allowAnonymous) {
            throw new StartException("--auth and --allow-anonymous contradict each other; use one of them");
        }
        if (!auth && !allowAnonymous && !address.isLoopbackAddress()) {
            throw new StartException(
                    "--host %s can be reached from other machines, so callers must sign in: add --auth, or --allow-anonymous to let everybody read and change everything"
                            .formatted(host));
        }
        return auth ? Optional.of(unowned) : Optional.empty();
    }

    /**
     * Returns the time for which an entry of the audit log is kept.
     *
     * @throws StartException if the option is out of range
     */
    Duration auditRetention() throws StartException {
        if (auditDays < 1 || auditDays > MAX_AUDIT_DAYS) {
            throw new StartException(
                    "--audit-days is %d; use a number from 1 to %d".formatted(auditDays, MAX_AUDIT_DAYS));
        }
        return Duration.ofDays(auditDays);
    }
}
