package com.grow.outreach.bootstrap;

import static java.util.stream.Collectors.joining;

import com.grow.outreach.adapter.enrichment.HttpProvider;
import com.grow.outreach.adapter.enrichment.ProviderSettings;
import com.grow.outreach.adapter.files.UploadedFiles;
import com.grow.outreach.adapter.persistence.Database;
import com.grow.outreach.adapter.persistence.DatabaseOpenException;
import com.grow.outreach.adapter.persistence.DatabaseSettings;
import com.grow.outreach.adapter.rest.Authority;
import com.grow.outreach.adapter.rest.RestServer;
import com.grow.outreach.adapter.rest.RestSettings;
import com.grow.outreach.adapter.webhooks.HttpWebhookSender;
import com.grow.outreach.application.imports.ImportLimits;
import com.grow.outreach.application.port.in.Task;
import com.grow.outreach.application.port.out.StorageConflictException;
import com.grow.outreach.application.port.out.StorageUnavailableException;
import com.grow.outreach.application.port.out.TaskKind;
import com.grow.outreach.application.port.out.WebhookSender;
import com.grow.outreach.application.port.out.enrichment.EnrichmentProvider;
import com.grow.outreach.application.port.out.file.FreeSpace;
import com.grow.outreach.application.service.Services;
import com.grow.outreach.application.service.enrichment.EnrichmentServices;
import com.grow.outreach.application.service.event.DeliveryServices;
import com.grow.outreach.application.service.event.EventFeed;
import com.grow.outreach.application.service.imports.ImportServices;
import com.grow.outreach.application.service.outreach.OutreachServices;
import com.grow.outreach.domain.access.Account.Visibility;
import com.grow.outreach.domain.access.Session;
import com.grow.outreach.domain.contact.ContactFormats;
import java.io.IOException;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.EnumMap;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.function.Consumer;

/** The running application: a database, background tasks, and the HTTP server, wired together. */
final class Application implements AutoCloseable {

    /** The running parts in closing order: the part started last is closed first. */
    private final Deque<Part> parts = new ArrayDeque<>();

    private final Settings settings;
    private final Consumer<String> progress;
    private final CompletableFuture<StartException> failure = new CompletableFuture<>();

    /**
     * Creates an application without starting it.
     *
     * @param settings the configuration
     * @param progress receives each progress message, one sentence at a time
     */
    Application(Settings settings, Consumer<String> progress) {
        this.settings = settings;
        this.progress = progress;
    }

    /**
     * The configuration of an application.
     *
     * @param database the database to use
     * @param rest the settings of the HTTP server
     * @param maxWebhooks the maximum number of webhooks
     * @param imports the limits of uploads
     * @param webhookAllowPrivate whether webhooks may call private and loopback addresses
     * @param formats the formats of contact data
     * @param sessions how long sessions last
     * @param auditRetention how long entries of the audit log are kept
     * @param providers the enrichment providers in the order of their calls; empty to disable enrichment
     * @param authentication who sees companies without an owner, or empty if the API is open to all
     * @param oidc the identity provider, or empty if there is none
     */
    record Settings(
            DatabaseChoice database,
            RestSettings rest,
            int maxWebhooks,
            ImportLimits imports,
            boolean webhookAllowPrivate,
            List<ProviderSettings> providers,
            ContactFormats formats,
            Session.Limits sessions,
            Optional<Visibility> authentication,
            Optional<OidcOptions.Choice> oidc,
            Duration auditRetention) {}

    /** A database, embedded or external. */
    sealed interface DatabaseChoice {}

    /**
     * An embedded database.
     *
     * @param directory the data directory
     * @param demo whether to load the demo data into a new database
     * @param connections the maximum number of connections
     */
    record Embedded(Path directory, boolean demo, int connections) implements DatabaseChoice {}

    /**
     * A database on an existing server.
     *
     * @param settings the connection settings
     * @param demo whether to load the demo data if the database is empty
     */
    record External(DatabaseSettings settings, boolean demo) implements DatabaseChoice {}

    /** A running part that can be stopped. */
    @FunctionalInterface
    private interface Part {
        void close();
    }

    /**
     * Starts the database, the background tasks and the HTTP server.
     *
     * @return the base URL of the server, for example {@code http://localhost:3000}
     * @throws StartException if a part can't start; the parts started before it are stopped
     */
    synchronized String start() throws StartException {
        try {
            var address = address(settings.rest().host());
            requireFree(address);
            // Pushed first, so closed last: running deliveries still need it.
            var sender = new HttpWebhookSender(settings.webhookAllowPrivate());
            parts.push(sender::close);
            var database = switch (settings.database()) {
                case Embedded embedded -> start(embedded);
                case External external -> start(external);
            };
            var transactions = database.transactions();
            var clock = database.clock();
            run(database, sender);
            database.sweepAudit(settings.auditRetention());
            var feed = EventFeed.start(database.feedTransactions(), System::nanoTime);
            parts.push(feed::close);
            var access = Access.of(
                    settings,
                    new Services(transactions, clock, new SecureRandom(), settings.maxWebhooks()),
                    database::accessChanges);
            var server = RestServer.start(
                    settings.rest(),
                    access.callers(),
                    feed,
                    ImportServices.uploads(
                            transactions,
                            clock,
                            new SecureRandom(),
                            settings.imports(),
                            freeSpace(),
                            new UploadedFiles()),
                    access.signIn(),
                    settings.formats());
            server.ended().exceptionally(cause -> {
                failure.complete(new StartException("the server stopped accepting connections: " + cause, cause));
                return null;
            });
            parts.push(() -> {
                // The server waits for event streams, and closing the feed ends them.
                feed.close();
                server.close();
            });
            if (!address.isLoopbackAddress()) {
                warn(settings.rest());
            }
            return "%s://%s:%d"
                    .formatted(settings.rest().tls().isPresent() ? "https" : "http", name(address), server.port());
        } catch (StorageUnavailableException | StorageConflictException e) {
            close();
            throw new StartException("the connection to the database was lost during the start: " + e.getMessage(), e);
        } catch (StartException | RuntimeException e) {
            close();
            throw e;
        }
    }

    private void warn(RestSettings rest) {
        var names = rest.publicHosts().stream().map(Authority::host).collect(joining(", "));
        if (settings.authentication().isEmpty()) {
            progress.accept("Warning: other machines can reach %s, and the API is open to all.".formatted(rest.host()));
        }
        progress.accept("Grow accepts requests for localhost and its IP addresses%s. Add host names with --public-host."
                .formatted(names.isEmpty() ? "" : " and for the hosts " + names));
    }

    /** Waits until a part fails for good, and returns the reason. */
    StartException awaitFailure() throws InterruptedException {
        try {
            return failure.get();
        } catch (ExecutionException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Returns the free space of the embedded database; the disk of an external one is unknown. */
    private FreeSpace freeSpace() {
        return settings.database() instanceof Embedded embedded
                ? new DiskSpace(embedded.directory())
                : FreeSpace.UNKNOWN;
    }

    /** Starts the background tasks. */
    private void run(Database database, WebhookSender sender) {
        var transactions = database.taskTransactions();
        var clock = database.clock();
        var tasks = new EnumMap<TaskKind, Task>(TaskKind.class);
        var unowned = settings.authentication().orElse(Visibility.EVERYBODY);
        tasks.put(TaskKind.JOB, OutreachServices.jobs(transactions, clock, unowned));
        tasks.put(
                TaskKind.IMPORT,
                ImportServices.task(
                        transactions,
                        clock,
                        new SecureRandom(),
                        new UploadedFiles(),
                        settings.formats(),
                        unowned,
                        DiskSpace.sorter()));
        tasks.put(TaskKind.DELIVERY, DeliveryServices.task(transactions, sender, clock, new SecureRandom()));
        if (!settings.providers().isEmpty()) {
            var providers = settings.providers().stream()
                    .<EnrichmentProvider>map(provider -> new HttpProvider(provider, settings.formats(), clock))
                    .toList();
            progress.accept("Enrichment providers, in this order: %s."
                    .formatted(providers.stream().map(EnrichmentProvider::name).collect(joining(", "))));
            tasks.put(TaskKind.ENRICHMENT, EnrichmentServices.task(transactions, clock, providers));
        }
        database.run(tasks);
        if (tasks.containsKey(TaskKind.ENRICHMENT)) {
            EnrichmentServices.resume(transactions, clock).resume();
        }
    }

    static InetAddress address(String host) throws StartException {
        try {
            return InetAddress.getByName(host);
        } catch (UnknownHostException e) {
            throw new StartException("the host %s can't be resolved; set another one with --host".formatted(host), e);
        }
    }

    /** Checks that the port is free before the start creates any files. */
    private void requireFree(InetAddress address) throws StartException {
        int port = settings.rest().port();
        try (var socket = new ServerSocket(port, 1, address)) {
            progress.accept("Starting on %s…".formatted(port == 0 ? "a free port" : "port " + port));
        } catch (IOException e) {
            throw new StartException(
                    "can't listen on port %d of %s: %s; stop the process that uses it or choose another port with --port"
                            .formatted(port, settings.rest().host(), e.getMessage()),
                    e);
        }
    }

    private static String name(InetAddress address) {
        var host = address.getHostAddress();
        if (address.isAnyLocalAddress() || address.equals(InetAddress.getLoopbackAddress())) {
            return "localhost";
        }
        if (address instanceof Inet6Address) {
            return address.isLoopbackAddress() ? "[::1]" : "[" + host + "]";
        }
        return host;
    }

    private Database start(Embedded choice) throws StartException {
        progress.accept("Starting the embedded PostgreSQL on %s…".formatted(choice.directory()));
        var embedded = EmbeddedDatabase.start(choice.directory().toAbsolutePath());
        parts.push(embedded::close);
        var database = open(embedded.settings().withMaxConnections(choice.connections()));
        if (embedded.fresh() && choice.demo()) {
            loadDemo(database);
        }
        embedded.complete();
        embedded.keepRunning(progress, failure::complete);
        return database;
    }

    private Database start(External choice) throws StartException {
        progress.accept("Connecting to the database…");
        var database = open(choice.settings());
        if (choice.demo()) {
            loadDemo(database);
        }
        return database;
    }

    private Database open(DatabaseSettings databaseSettings) throws StartException {
        try {
            var database = Database.open(databaseSettings);
            parts.push(database::close);
            return database;
        } catch (DatabaseOpenException e) {
            throw new StartException("can't use the database: " + e.getMessage(), e);
        }
    }

    private void loadDemo(Database database) {
        progress.accept(
                database.bookLoader().loadIfEmpty(DemoData.book())
                        ? "Loaded the demo data."
                        : "The database has data already; the demo data was not loaded.");
    }

    /**
     * Stops accepting connections, waits for running requests, then closes the database. Waits for a running {@link #start()}
     * first.
     */
    @Override
    public synchronized void close() {
        while (!parts.isEmpty()) {
            parts.pop().close();
        }
    }
}
