package com.grow.outreach.bootstrap;

import com.grow.outreach.adapter.rest.Authority;
import com.grow.outreach.adapter.rest.Origin;
import com.grow.outreach.adapter.rest.RestSettings;
import com.grow.outreach.adapter.rest.connection.ConnectionLimits;
import com.grow.outreach.application.imports.ImportLimits;
import com.grow.outreach.application.imports.ImportRun;
import com.grow.outreach.application.port.in.event.KeepWebhooks;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The command {@code grow serve}: serves the API until it is stopped. */
@Command(name = "serve", description = "Serves the HTTP API until it is stopped by Ctrl-C or SIGTERM.")
final class ServeCommand extends Subcommand {

    private static final long MAX_IMPORT_SIZE = 2L << 30;

    @Option(
            names = "--port",
            paramLabel = "PORT",
            defaultValue = "3000",
            description = "The port to listen on, 0 for any free port; or PORT in the environment. Default: 3000.")
    int port;

    @Option(
            names = "--host",
            paramLabel = "HOST",
            defaultValue = "127.0.0.1",
            description =
                    "The address to listen on; or GROW_HOST. Default: 127.0.0.1, reachable only from this machine.")
    String host = "";

    @Mixin
    DatabaseOptions database = new DatabaseOptions();

    @Option(
            names = "--empty",
            arity = "0..1",
            fallbackValue = "true",
            defaultValue = "false",
            description = "Don't load the demo data into a new embedded database; or GROW_EMPTY=true.")
    boolean empty;

    @Option(
            names = "--demo",
            arity = "0..1",
            fallbackValue = "true",
            defaultValue = "false",
            description = "Load the demo data into the database of --database-url if it is empty; or GROW_DEMO=true.")
    boolean demo;

    @Option(
            names = "--max-body-size",
            paramLabel = "BYTES",
            defaultValue = "" + RestSettings.DEFAULT_MAX_BODY_SIZE,
            description = "The maximum size of a request body; or GROW_MAX_BODY_SIZE. Default: 1048576.")
    int maxBodySize;

    @Option(
            names = "--max-connections",
            paramLabel = "COUNT",
            description = "The maximum number of open connections; or GROW_MAX_CONNECTIONS. Default: 8192, or fewer if"
                    + " the memory or the file descriptors of the process require it.")
    @Nullable Integer maxConnections;

    @Option(
            names = "--max-connections-per-peer",
            paramLabel = "COUNT",
            description = "The maximum number of open connections from one address, 0 for no limit; or"
                    + " GROW_MAX_CONNECTIONS_PER_PEER. Default: 256, and no limit for loopback addresses.")
    @Nullable Integer maxConnectionsPerPeer;

    @Option(
            names = "--max-import-size",
            paramLabel = "BYTES",
            defaultValue = "" + MAX_IMPORT_SIZE,
            description = "The maximum size of an import upload; or GROW_MAX_IMPORT_SIZE. Default: 2147483648 (2 GiB).")
    long maxImportSize;

    @Option(
            names = "--max-rejects",
            paramLabel = "N",
            defaultValue = "" + ImportRun.DEFAULT_MAX_REJECTS,
            description = "The maximum number of rejects of an uploaded import; or GROW_MAX_REJECTS. Default: 10000.")
    long maxRejects;

    @Option(
            names = "--cors-origin",
            paramLabel = "ORIGIN",
            split = ",",
            description = "An origin whose pages may call the API from a browser, for example https://app.example.com;"
                    + " may be repeated; or GROW_CORS_ORIGINS with commas. Default: none.")
    List<String> corsOrigins = List.of();

    @Option(
            names = "--public-host",
            paramLabel = "HOST",
            split = ",",
            description =
                    "A host name that clients use for this server, for example grow.example.com, followed by the port if"
                            + " it is not the default port. Localhost and the IP addresses of the server are always accepted. May"
                            + " be repeated; or GROW_PUBLIC_HOST with commas. Default: none.")
    List<String> publicHosts = List.of();

    @Option(
            names = "--max-webhooks",
            paramLabel = "NUMBER",
            defaultValue = "" + KeepWebhooks.DEFAULT_LIMIT,
            description = "The maximum number of webhooks; or GROW_MAX_WEBHOOKS. Default: 100.")
    int maxWebhooks;

    @Option(
            names = "--webhook-allow-private",
            arity = "0..1",
            fallbackValue = "true",
            defaultValue = "false",
            description = "Allow webhooks to private and loopback addresses; or GROW_WEBHOOK_ALLOW_PRIVATE=true.")
    boolean webhookAllowPrivate;

    @Mixin
    SessionOptions sessions = new SessionOptions();

    @Mixin
    AccessOptions access = new AccessOptions();

    @Mixin
    TlsOptions tls = new TlsOptions();

    @Mixin
    ProxyOptions proxies = new ProxyOptions();

    @Mixin
    RateOptions rates = new RateOptions();

    @Mixin
    OidcOptions oidc = new OidcOptions();

    @Mixin
    RegionOption region = new RegionOption();

    @Mixin
    EnrichmentOptions enrichment = new EnrichmentOptions();

    @Override
    public Integer call() throws StartException, InterruptedException {
        var application = new Application(settings(), this::say);
        Runtime.getRuntime().addShutdownHook(new Thread(application::close, "stop"));
        var url = application.start();
        say("Grow is up: see %1$s/ for the app, %1$s/api/outreaches for the API; stop it with Ctrl-C.".formatted(url));
        throw application.awaitFailure();
    }

    private Application.Settings settings() throws StartException {
        if (port < 0 || port > 65_535) {
            throw new StartException("--port is %d; use a number from 0 to 65535".formatted(port));
        }
        if (maxBodySize < 1 || maxBodySize == Integer.MAX_VALUE) {
            throw new StartException(
                    "--max-body-size is %d; use a number from 1 to %d".formatted(maxBodySize, Integer.MAX_VALUE - 1));
        }
        if (maxWebhooks < 0) {
            throw new StartException("--max-webhooks is %d; use 0 or more".formatted(maxWebhooks));
        }
        if (maxImportSize < 1 || maxImportSize > Long.MAX_VALUE / 8) {
            throw new StartException(
                    "--max-import-size is %d; use a number from 1 to %d".formatted(maxImportSize, Long.MAX_VALUE / 8));
        }
        if (maxRejects < 0) {
            throw new StartException("--max-rejects is %d; use 0 or more".formatted(maxRejects));
        }
        var choice = database.url == null
                ? new Application.Embedded(database.dataDir, !empty, database.poolSize())
                : new Application.External(
                        DatabaseUrl.parse(database.url).withMaxConnections(database.poolSize()), demo);
        return new Application.Settings(
                choice,
                tls.applyTo(new RestSettings(host, port, maxBodySize, corsOrigins(), publicHosts())
                        .withLimits(limits())
                        .withRateLimits(rates.limits())
                        .withTrustedProxies(proxies.networks())),
                maxWebhooks,
                new ImportLimits(maxImportSize, maxRejects),
                webhookAllowPrivate,
                enrichment.settings(System::getenv),
                region.formats(),
                sessions.limits(),
                access.authentication(host, Application.address(host)),
                oidc.choice(access.auth, System::getenv),
                access.auditRetention());
    }

    private ConnectionLimits limits() throws StartException {
        var limits = ConnectionLimits.ofThisProcess();
        if (maxConnections != null) {
            if (maxConnections < 1 || maxConnections > ConnectionLimits.most()) {
                throw new StartException(
                        "--max-connections is %d; use a number from 1 to %d, the limit of file descriptors"
                                .formatted(maxConnections, ConnectionLimits.most()));
            }
            limits = limits.withConnections(maxConnections);
        }
        if (maxConnectionsPerPeer != null) {
            if (maxConnectionsPerPeer < 0) {
                throw new StartException(
                        "--max-connections-per-peer is %d; use 0 or more".formatted(maxConnectionsPerPeer));
            }
            limits = limits.withPerPeer(maxConnectionsPerPeer);
        }
        return limits;
    }

    private Set<Origin> corsOrigins() throws StartException {
        var origins = new LinkedHashSet<Origin>();
        for (var text : corsOrigins) {
            origins.add(Origin.parse(text.strip())
                    .orElseThrow(() -> new StartException(
                            "'%s' is not an origin; use a scheme, a host and an optional port:".formatted(text)
                                    + " https://app.example.com")));
        }
        return origins;
    }

    private Set<Authority> publicHosts() throws StartException {
        var hosts = new LinkedHashSet<Authority>();
        for (var text : publicHosts) {
            hosts.add(Authority.parse(text.strip())
                    .orElseThrow(() -> new StartException(
                            "'%s' is not a host; use a name or an IP address and an optional port:".formatted(text)
                                    + " grow.example.com")));
        }
        return hosts;
    }
}
