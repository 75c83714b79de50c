package com.grow.outreach.adapter.rest;

import static com.grow.outreach.domain.OutreachState.ENRICHMENT;
import static com.grow.outreach.domain.OutreachState.NEW;
import static com.grow.outreach.domain.OutreachState.NOT_AVAILABLE;
import static com.grow.outreach.domain.OutreachState.READY;
import static com.grow.outreach.domain.OutreachState.STARTING;
import static com.grow.outreach.domain.OutreachState.WAITING;

import com.grow.outreach.adapter.contacts.BundledContactStandards;
import com.grow.outreach.adapter.rest.connection.ConnectionLimits;
import com.grow.outreach.application.imports.ImportKind;
import com.grow.outreach.application.imports.ImportLimits;
import com.grow.outreach.application.imports.ImportOptions;
import com.grow.outreach.application.port.in.Callers;
import com.grow.outreach.application.port.in.UseCases;
import com.grow.outreach.application.port.in.access.SignInUseCases;
import com.grow.outreach.application.port.in.directory.DirectoryUseCases;
import com.grow.outreach.application.port.in.event.KeepWebhooks;
import com.grow.outreach.application.port.in.imports.ImportUploads;
import com.grow.outreach.application.port.out.InMemoryStorage;
import com.grow.outreach.application.port.out.TestBook;
import com.grow.outreach.application.port.out.TestFile;
import com.grow.outreach.application.port.out.Transactions;
import com.grow.outreach.application.port.out.access.AccessChanges;
import com.grow.outreach.application.port.out.access.IdentityProvider;
import com.grow.outreach.application.port.out.file.FreeSpace;
import com.grow.outreach.application.port.out.file.RecordSource;
import com.grow.outreach.application.port.out.file.UnreadableException;
import com.grow.outreach.application.service.Services;
import com.grow.outreach.application.service.access.Refusals;
import com.grow.outreach.application.service.access.SignInServices;
import com.grow.outreach.application.service.event.EventFeed;
import com.grow.outreach.application.service.imports.ImportServices;
import com.grow.outreach.domain.Channel;
import com.grow.outreach.domain.access.Account.Visibility;
import com.grow.outreach.domain.access.Caller;
import com.grow.outreach.domain.access.PasswordPolicy;
import com.grow.outreach.domain.access.Session;
import com.grow.outreach.domain.contact.ContactFormats;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.Charset;
import java.time.InstantSource;
import java.util.Iterator;
import java.util.Random;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import java.util.logging.Level;
import java.util.logging.Logger;

/** The API on a free port, and a client that calls it. */
record Api(RestServer server, HttpClient client, EventFeed feed) implements AutoCloseable {

    static final ContactFormats FORMATS = new ContactFormats(new BundledContactStandards());

    private static final Logger HELIDON = Logger.getLogger("io.helidon");

    static {
        // Each test starts a server, and Helidon logs each start.
        HELIDON.setLevel(Level.WARNING);
    }

    /** Returns one outreach in each state, named after it, and one on the phone that is in a sequence. */
    static TestBook book() {
        return new TestBook()
                .sequence("seq_1", "Welcome Sequence")
                .outreach("out_new", NEW)
                .outreach("out_starting", STARTING)
                .outreach("out_waiting", WAITING)
                .outreach("out_enrichment", ENRICHMENT)
                .outreach("out_ready", READY)
                .outreach("out_not_available", NOT_AVAILABLE)
                .outreach("out_phone", "per_2", Channel.PHONE, READY, "seq_1");
    }

    /** Starts a server that accepts cross-origin requests from these origins. */
    static Api over(TestBook book, Origin... corsOrigins) {
        return over(InMemoryStorage.of(book.build()), corsOrigins);
    }

    static Api over(Transactions storage, Origin... corsOrigins) {
        return over(storage, "localhost", Set.of(corsOrigins), Set.of());
    }

    /** Starts a server on an address that also accepts these hosts. */
    static Api over(Transactions storage, String address, Set<Origin> corsOrigins, Set<Authority> publicHosts) {
        return over(
                new RestSettings(address, 0, RestSettings.DEFAULT_MAX_BODY_SIZE, corsOrigins, publicHosts),
                Services.over(storage, InstantSource.fixed(TestBook.START), new Random(1)),
                storage);
    }

    /** Starts a server with other limits of the connections. */
    static Api over(TestBook book, ConnectionLimits limits) {
        return over(book, settings -> settings.withLimits(limits));
    }

    /** Starts a server with other settings. */
    static Api over(TestBook book, UnaryOperator<RestSettings> settings) {
        var storage = InMemoryStorage.of(book.build());
        return over(
                settings.apply(new RestSettings("localhost", 0, RestSettings.DEFAULT_MAX_BODY_SIZE)),
                Services.over(storage, InstantSource.fixed(TestBook.START), new Random(1)),
                storage);
    }

    /** Starts a server with other use cases and other limits of the connections. */
    static Api over(UseCases useCases, ConnectionLimits limits) {
        var storage = new InMemoryStorage();
        return over(
                new RestSettings("localhost", 0, RestSettings.DEFAULT_MAX_BODY_SIZE).withLimits(limits),
                useCases,
                storage);
    }

    static Api over(DirectoryUseCases directory) {
        var failing = FakeUseCases.failing(new AssertionError("must not be called"));
        return over(
                new RestSettings("localhost", 0, 1),
                new UseCases(
                        failing.outreaches(),
                        directory,
                        failing.imports(),
                        failing.webhooks(),
                        failing.access(),
                        failing.once()),
                new InMemoryStorage());
    }

    static Api over(UseCases useCases, int maxBodySize) {
        var storage = new InMemoryStorage();
        return over(new RestSettings("localhost", 0, maxBodySize), useCases, storage);
    }

    static Api over(Transactions storage, ImportLimits limits, FreeSpace space) {
        return over(
                new RestSettings("localhost", 0, RestSettings.DEFAULT_MAX_BODY_SIZE),
                Services.over(storage, InstantSource.fixed(TestBook.START), new Random(1)),
                storage,
                uploads(storage, limits, space));
    }

    static ImportUploads uploads(Transactions storage, ImportLimits limits, FreeSpace space) {
        return ImportServices.uploads(
                storage, InstantSource.fixed(TestBook.START), new Random(1), limits, space, Api::read);
    }

    /** Returns the rows of a file of companies with cells between bars; a file that begins with NUL can't be read. */
    private static RecordSource read(String name, Supplier<Iterator<byte[]>> content, ImportOptions options) {
        var text = new StringBuilder();
        content.get().forEachRemaining(part -> text.append(new String(part, Charset.forName(options.encoding()))));
        if (text.toString().startsWith("\0")) {
            throw new UnreadableException(name + " can't be read");
        }
        return new TestFile(ImportKind.COMPANIES, text.toString().lines().toList());
    }

    private static Api over(RestSettings settings, UseCases useCases, Transactions storage) {
        return over(settings, useCases, storage, uploads(storage, ImportLimits.USUAL, FreeSpace.UNKNOWN));
    }

    /** Starts a server that is open to all, and that records the requests of its callers. */
    static Api open(Transactions storage, InstantSource clock) {
        return over(
                new RestSettings("localhost", 0, RestSettings.DEFAULT_MAX_BODY_SIZE),
                new Services(storage, clock, new Random(1), KeepWebhooks.DEFAULT_LIMIT).open(),
                storage,
                uploads(storage, ImportLimits.USUAL, FreeSpace.UNKNOWN),
                signInOf(storage, clock));
    }

    /** Starts a server that requires credentials. */
    static Api over(Transactions storage, InstantSource clock, Visibility unowned) {
        return over(storage, clock, unowned, settings -> settings);
    }

    /** Starts a server that requires credentials and has other settings. */
    static Api over(
            Transactions storage, InstantSource clock, Visibility unowned, UnaryOperator<RestSettings> settings) {
        return over(
                settings.apply(new RestSettings("localhost", 0, RestSettings.DEFAULT_MAX_BODY_SIZE)),
                new Services(storage, clock, new Random(1), KeepWebhooks.DEFAULT_LIMIT)
                        .authenticated(Session.Limits.DEFAULT, unowned, AccessChanges.UNNOTICED),
                storage,
                uploads(storage, ImportLimits.USUAL, FreeSpace.UNKNOWN),
                signInOf(storage, clock));
    }

    /** Starts a server that requires credentials and accepts those of an identity provider. */
    static Api over(Transactions storage, InstantSource clock, IdentityProvider provider) {
        var services = new SignInServices(storage, clock, new Random(3));
        var signIn = signIn(storage, clock).with(services.withProvider(provider, null, Session.Limits.DEFAULT));
        var others = new Services(storage, clock, new Random(1), KeepWebhooks.DEFAULT_LIMIT)
                .authenticated(Session.Limits.DEFAULT, Visibility.EVERYBODY, AccessChanges.UNNOTICED);
        return over(
                new RestSettings("localhost", 0, RestSettings.DEFAULT_MAX_BODY_SIZE),
                services.callers(others, provider, Visibility.EVERYBODY, AccessChanges.UNNOTICED),
                storage,
                uploads(storage, ImportLimits.USUAL, FreeSpace.UNKNOWN),
                caller -> signIn);
    }

    /** Returns the use cases of signing in, with quick hashes. */
    static SignInUseCases signIn(Transactions storage, InstantSource clock) {
        return signInOf(storage, clock).apply(Caller.ANONYMOUS);
    }

    /** Returns the same use cases for each caller. */
    static Function<Caller, SignInUseCases> signInOf(Transactions storage, InstantSource clock) {
        var random = new Random(2);
        var refusals = Refusals.over(storage, clock);
        return caller -> new SignInServices(storage.within(caller), clock, random)
                .all(new QuickHasher(), new PasswordPolicy("sunshine"::equals), Session.Limits.DEFAULT, refusals);
    }

    private static Api over(RestSettings settings, UseCases useCases, Transactions storage, ImportUploads imports) {
        return over(
                settings,
                Services.open(useCases),
                storage,
                imports,
                signInOf(storage, InstantSource.fixed(TestBook.START)));
    }

    private static Api over(
            RestSettings settings,
            Callers callers,
            Transactions storage,
            ImportUploads imports,
            Function<Caller, SignInUseCases> signIn) {
        var feed = EventFeed.start(storage, System::nanoTime);
        var server = RestServer.start(settings, callers, feed, imports, signIn, FORMATS);
        var client =
                HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
        return new Api(server, client, feed);
    }

    Answer get(String path) {
        return send("GET", path, Body.NONE);
    }

    Answer patch(String path, Body body) {
        return send("PATCH", path, body);
    }

    Answer send(String method, String path) {
        return send(method, path, Body.NONE);
    }

    Answer send(String method, String path, Body body, String... headers) {
        var content = body.content().length == 0 ? BodyPublishers.noBody() : BodyPublishers.ofByteArray(body.content());
        var request = request(path).method(method, content);
        if (!body.contentType().isEmpty()) {
            request.header("Content-Type", body.contentType());
        }
        if (headers.length > 0) {
            request.headers(headers);
        }
        return send(request.build());
    }

    HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create("http://localhost:" + server.port() + path));
    }

    Answer send(HttpRequest request) {
        try {
            var response = client.send(request, BodyHandlers.ofByteArray());
            return new Answer(response.statusCode(), response.headers(), response.body());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    /** Sends a request line that Java's URIs don't allow. Spaces must be escaped. */
    Answer raw(String methodAndPath) {
        try (var connection = connect()) {
            return connection
                    .send(methodAndPath + " HTTP/1.1\nHost: localhost\n\n")
                    .answer();
        }
    }

    RawConnection connect() {
        return new RawConnection(server.port());
    }

    @Override
    public void close() {
        client.shutdownNow();
        feed.close();
        server.close();
    }
}
