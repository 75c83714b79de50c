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
import com.grow.outreach.application.port.in.Task;
import com.grow.outreach.application.port.out.EnrichmentProvider;
import com.grow.outreach.application.port.out.FreeSpace;
import com.grow.outreach.application.port.out.StorageConflictException;
import com.grow.outreach.application.port.out.StorageUnavailableException;
import com.grow.outreach.application.port.out.TaskKind;
import com.grow.outreach.application.port.out.WebhookSender;
import com.grow.outreach.application.query.ImportLimits;
import com.grow.outreach.application.service.DeliveryServices;
import com.grow.outreach.application.service.DirectoryServices;
import com.grow.outreach.application.service.EnrichmentServices;
import com.grow.outreach.application.service.EventFeed;
import com.grow.outreach.application.service.ImportServices;
import com.grow.outreach.application.service.OutreachServices;
import java.io.IOException;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.EnumMap;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.function.Consumer;

/** Grow, wired: a database, the use cases on it, and the HTTP server that calls them. */
final class Application implements AutoCloseable {

    /** What runs, the latest first: the order in which it is to be closed. */
    private final Deque<Part> parts = new ArrayDeque<>();

    private final Settings settings;
    private final Consumer<String> progress;
    private final CompletableFuture<StartException> failure = new CompletableFuture<>();

    /**
     * An application that is yet to be started.
     *
     * @param settings what to start
     * @param progress told what is happening, a sentence at a time
     */
    Application(Settings settings, Consumer<String> progress) {
        this.settings = settings;
        this.progress = progress;
    }

    /**
     * What to start.
     *
     * @param database which database
     * @param rest how to serve the API
     * @param maxWebhooks how many webhooks there can be
     * @param imports the limits of what is imported from uploads
     * @param webhookAllowPrivate whether webhooks may have addresses that are not of the public internet
     * @param providers who looks contact data up, in the order in which they are asked; empty if nobody does
     */
    record Settings(
            DatabaseChoice database,
            RestSettings rest,
            int maxWebhooks,
            ImportLimits imports,
            boolean webhookAllowPrivate,
            List<ProviderSettings> providers) {}

    /** Which database. */
    sealed interface DatabaseChoice {}

    /**
     * One of our own.
     *
     * @param directory where its data is
     * @param demo whether a fresh one gets the demo data
     * @param connections how many connections to hold at most
     */
    record Embedded(Path directory, boolean demo, int connections) implements DatabaseChoice {}

    /**
     * One that is there already.
     *
     * @param settings how to reach it
     * @param demo whether it gets the demo data if it is empty
     */
    record External(DatabaseSettings settings, boolean demo) implements DatabaseChoice {}

    /** Something that runs and can be stopped. */
    @FunctionalInterface
    private interface Part {
        void close();
    }

    /**
     * Starts everything.
     *
     * @return where the API is answered, for example {@code http://localhost:3000}
     * @throws StartException if that is not possible; nothing is left running then
     */
    synchronized String start() throws StartException {
        try {
            var address = address(settings.rest().host());
            requireFree(address);
            // Closed last, when nothing is delivered any more.
            var sender = new HttpWebhookSender(settings.webhookAllowPrivate());
            parts.push(sender::close);
            var database = switch (settings.database()) {
                case Embedded embedded -> start(embedded);
                case External external -> start(external);
            };
            var transactions = database.transactions();
            var clock = database.clock();
            run(database, sender);
            var feed = EventFeed.start(database.feedTransactions());
            parts.push(feed::close);
            var server = RestServer.start(
                    settings.rest(),
                    OutreachServices.over(transactions, clock, new SecureRandom(), settings.maxWebhooks()),
                    DirectoryServices.over(transactions, clock),
                    feed,
                    ImportServices.uploads(transactions, clock, new SecureRandom(), settings.imports(), freeSpace()));
            server.ended().exceptionally(cause -> {
                failure.complete(new StartException("connections are not accepted any more: " + cause, cause));
                return null;
            });
            parts.push(() -> {
                // First, since the server waits for those who follow to be gone.
                feed.close();
                server.close();
            });
            if (!address.isLoopbackAddress()) {
                warn(settings.rest());
            }
            return "http://%s:%d".formatted(name(address), server.port());
        } catch (StorageUnavailableException | StorageConflictException e) {
            close();
            throw new StartException("the database went away during the start: " + e.getMessage(), e);
        } catch (StartException | RuntimeException e) {
            close();
            throw e;
        }
    }

    private void warn(RestSettings rest) {
        var names = rest.publicHosts().stream().map(Authority::host).collect(joining(", "));
        progress.accept(
                "Warning: other machines can reach %s, and the API has no authentication.".formatted(rest.host()));
        progress.accept("Grow answers requests for localhost and for its IP addresses%s; add names by --public-host."
                .formatted(names.isEmpty() ? "" : " and for " + names));
    }

    /** Waits until it can't go on, and returns why. */
    StartException awaitFailure() throws InterruptedException {
        try {
            return failure.get();
        } catch (ExecutionException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The disk of a database of our own; nothing can be known of another one's. */
    private FreeSpace freeSpace() {
        return settings.database() instanceof Embedded embedded
                ? new DiskSpace(embedded.directory())
                : FreeSpace.UNKNOWN;
    }

    /** Begins what is done in the background. */
    private void run(Database database, WebhookSender sender) {
        var transactions = database.taskTransactions();
        var clock = database.clock();
        var tasks = new EnumMap<TaskKind, Task>(TaskKind.class);
        tasks.put(TaskKind.JOB, OutreachServices.jobs(transactions, clock));
        tasks.put(TaskKind.IMPORT, ImportServices.task(transactions, clock, new SecureRandom(), new UploadedFiles()));
        tasks.put(TaskKind.DELIVERY, DeliveryServices.over(transactions, sender, clock, new SecureRandom()));
        if (!settings.providers().isEmpty()) {
            var providers = settings.providers().stream()
                    .<EnrichmentProvider>map(provider -> new HttpProvider(provider, clock))
                    .toList();
            progress.accept("Contact data is looked up by %s."
                    .formatted(providers.stream().map(EnrichmentProvider::name).collect(joining(", then "))));
            tasks.put(TaskKind.ENRICHMENT, EnrichmentServices.task(transactions, clock, providers));
        }
        database.run(tasks);
        if (tasks.containsKey(TaskKind.ENRICHMENT)) {
            EnrichmentServices.resume(transactions, clock).resume();
        }
    }

    private static InetAddress address(String host) throws StartException {
        try {
            return InetAddress.getByName(host);
        } catch (UnknownHostException e) {
            throw new StartException("the host %s is not known".formatted(host), e);
        }
    }

    /** Finds out before anything is made that the port can't be had. */
    private void requireFree(InetAddress address) throws StartException {
        int port = settings.rest().port();
        try (var socket = new ServerSocket(port, 1, address)) {
            progress.accept("Starting on %s…".formatted(port == 0 ? "a free port" : "port " + port));
        } catch (IOException e) {
            throw new StartException(
                    "can't listen on port %d of %s: %s; stop what listens there or choose another by --port"
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
            throw new StartException("the database can't be used: " + e.getMessage(), e);
        }
    }

    private void loadDemo(Database database) {
        progress.accept(
                database.bookLoader().loadIfEmpty(DemoData.book())
                        ? "Loaded the demo data."
                        : "The database has data already, so it does not get the demo data.");
    }

    /** Stops to listen, lets requests in flight finish, and closes the database last. A start under way ends first. */
    @Override
    public synchronized void close() {
        while (!parts.isEmpty()) {
            parts.pop().close();
        }
    }
}
