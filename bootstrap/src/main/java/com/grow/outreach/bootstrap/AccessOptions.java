package com.grow.outreach.bootstrap;

import com.grow.outreach.domain.access.Account.Visibility;
import java.net.InetAddress;
import java.util.Optional;
import picocli.CommandLine.Option;

/** The options for who may call the API. */
final class AccessOptions {

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
}
