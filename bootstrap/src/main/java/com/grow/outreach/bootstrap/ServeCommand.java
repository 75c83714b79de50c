package com.grow.outreach.bootstrap;

import com.grow.outreach.adapter.rest.Authority;
import com.grow.outreach.adapter.rest.Origin;
import com.grow.outreach.adapter.rest.RestSettings;
import com.grow.outreach.adapter.rest.connection.ConnectionLimits;
import com.grow.outreach.application.port.in.KeepWebhooks;
import com.grow.outreach.application.query.ImportLimits;
import com.grow.outreach.application.query.ImportRun;
import java.io.PrintWriter;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The command {@code grow serve}: serves the API until it is told to stop. */
@Command(
        name = "serve",
        description = "Serves the HTTP API until it is stopped by Ctrl-C or SIGTERM.",
        mixinStandardHelpOptions = true,
        versionProvider = Grow.Version.class,
        defaultValueProvider = Environment.class,
        sortOptions = false,
        usageHelpAutoWidth = true)
final class ServeCommand implements Callable<Integer> {

    private static final long MAX_IMPORT_SIZE = 2L << 30;

    @Option(
            names = "--port",
            paramLabel = "PORT",
            defaultValue = "3000",
            description = "The port to listen on, 0 for any that is free; or PORT in the environment. Default: 3000.")
    int port;

    @Option(
            names = "--host",
            paramLabel = "HOST",
            defaultValue = "127.0.0.1",
            description = "The address to listen on; or GROW_HOST. Default: 127.0.0.1, this machine alone.")
    String host = "";

    @Mixin
    DatabaseOptions database = new DatabaseOptions();

    @Option(
            names = "--empty",
            arity = "0..1",
            fallbackValue = "true",
            defaultValue = "false",
            description =
                    "Leave a fresh embedded database empty instead of giving it the demo data; or GROW_EMPTY=true.")
    boolean empty;

    @Option(
            names = "--demo",
            arity = "0..1",
            fallbackValue = "true",
            defaultValue = "false",
            description = "Give the demo data to an empty database given by URL, too; or GROW_DEMO=true.")
    boolean demo;

    @Option(
            names = "--max-body-size",
            paramLabel = "BYTES",
            defaultValue = "" + RestSettings.DEFAULT_MAX_BODY_SIZE,
            description = "The most that the body of a request can have; or GROW_MAX_BODY_SIZE. Default: 1048576.")
    int maxBodySize;

    @Option(
            names = "--max-connections",
            paramLabel = "COUNT",
            description =
                    "How many connections can be open at once; or GROW_MAX_CONNECTIONS. Default: 8192, or as many as"
                            + " the memory and the file descriptors of the process allow.")
    @Nullable Integer maxConnections;

    @Option(
            names = "--max-connections-per-peer",
            paramLabel = "COUNT",
            description = "How many connections one address can have open at once, 0 for no limit; or"
                    + " GROW_MAX_CONNECTIONS_PER_PEER. Default: 256, and no limit for loopback addresses.")
    @Nullable Integer maxConnectionsPerPeer;

    @Option(
            names = "--max-import-size",
            paramLabel = "BYTES",
            defaultValue = "" + MAX_IMPORT_SIZE,
            description = "The most that an upload to be imported can have; or GROW_MAX_IMPORT_SIZE."
                    + " Default: 2147483648, which is 2 GiB.")
    long maxImportSize;

    @Option(
            names = "--max-rejects",
            paramLabel = "N",
            defaultValue = "" + ImportRun.DEFAULT_MAX_REJECTS,
            description = "The most rejects that the import of an upload may have before it ends; or GROW_MAX_REJECTS."
                    + " Default: 10000.")
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
            description = "A host by which clients call this server, for example grow.example.com, with the port of its"
                    + " pages if that is not the usual one; besides localhost and the IP addresses that it listens on. May"
                    + " be repeated; or GROW_PUBLIC_HOST with commas. Default: none.")
    List<String> publicHosts = List.of();

    @Option(
            names = "--max-webhooks",
            paramLabel = "NUMBER",
            defaultValue = "" + KeepWebhooks.DEFAULT_LIMIT,
            description = "How many webhooks there can be; or GROW_MAX_WEBHOOKS. Default: 100.")
    int maxWebhooks;

    @Option(
            names = "--webhook-allow-private",
            arity = "0..1",
            fallbackValue = "true",
            defaultValue = "false",
            description = "Let webhooks have addresses that are not of the public internet, such as this machine's own;"
                    + " or GROW_WEBHOOK_ALLOW_PRIVATE=true.")
    boolean webhookAllowPrivate;

    @Mixin
    EnrichmentOptions enrichment = new EnrichmentOptions();

    @Spec
    @Nullable CommandSpec spec;

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
            throw new StartException("the port %d is not from 0 to 65535".formatted(port));
        }
        if (maxBodySize < 1 || maxBodySize == Integer.MAX_VALUE) {
            throw new StartException(
                    "the body size limit %d is not from 1 to %d".formatted(maxBodySize, Integer.MAX_VALUE - 1));
        }
        if (maxWebhooks < 0) {
            throw new StartException("the limit of %d webhooks is below 0".formatted(maxWebhooks));
        }
        if (maxImportSize < 1 || maxImportSize > Long.MAX_VALUE / 8) {
            throw new StartException(
                    "the limit of uploads %d is not from 1 to %d".formatted(maxImportSize, Long.MAX_VALUE / 8));
        }
        if (maxRejects < 0) {
            throw new StartException("the limit of rejects %d is not 0 or more".formatted(maxRejects));
        }
        var choice = database.url == null
                ? new Application.Embedded(database.dataDir, !empty, database.poolSize())
                : new Application.External(
                        DatabaseUrl.parse(database.url).withMaxConnections(database.poolSize()), demo);
        return new Application.Settings(
                choice,
                new RestSettings(host, port, maxBodySize, corsOrigins(), publicHosts(), limits()),
                maxWebhooks,
                new ImportLimits(maxImportSize, maxRejects),
                webhookAllowPrivate,
                enrichment.settings(System::getenv));
    }

    private ConnectionLimits limits() throws StartException {
        var limits = ConnectionLimits.ofThisProcess();
        if (maxConnections != null) {
            if (maxConnections < 1 || maxConnections > ConnectionLimits.most()) {
                throw new StartException(
                        "the limit of %d connections is not from 1 to %d, which is what the file descriptors allow"
                                .formatted(maxConnections, ConnectionLimits.most()));
            }
            limits = limits.withConnections(maxConnections);
        }
        if (maxConnectionsPerPeer != null) {
            if (maxConnectionsPerPeer < 0) {
                throw new StartException(
                        "the limit of %d connections of one address is less than 0".formatted(maxConnectionsPerPeer));
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
                            "'%s' is not an origin, which is a scheme, a host and a port if need be:".formatted(text)
                                    + " https://app.example.com")));
        }
        return origins;
    }

    private Set<Authority> publicHosts() throws StartException {
        var hosts = new LinkedHashSet<Authority>();
        for (var text : publicHosts) {
            hosts.add(Authority.parse(text.strip())
                    .orElseThrow(() -> new StartException(
                            "'%s' is not a host, which is a name or an IP address, and a port if need be:"
                                            .formatted(text)
                                    + " grow.example.com")));
        }
        return hosts;
    }

    private void say(String line) {
        PrintWriter err = spec == null
                ? new PrintWriter(System.err, true)
                : spec.commandLine().getErr();
        err.println(line);
        err.flush();
    }
}
