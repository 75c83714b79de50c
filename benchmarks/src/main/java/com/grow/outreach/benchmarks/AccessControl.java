package com.grow.outreach.benchmarks;

import com.grow.outreach.adapter.persistence.Database;
import com.grow.outreach.adapter.persistence.DatabaseSettings;
import com.grow.outreach.application.port.in.UseCases;
import com.grow.outreach.application.port.out.Repositories;
import com.grow.outreach.application.port.out.Transactions;
import com.grow.outreach.application.port.out.access.AuditRepository;
import com.grow.outreach.application.query.AuditFilter;
import com.grow.outreach.application.query.Page;
import com.grow.outreach.application.query.PageRequest;
import com.grow.outreach.application.service.Services;
import com.grow.outreach.domain.Person;
import com.grow.outreach.domain.PersonId;
import com.grow.outreach.domain.access.AuditEntry;
import java.io.IOException;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import java.util.regex.Pattern;

/**
 * Compares a server with access control, called with an API token, with one without, on the same database. Also compares the
 * update of a person with the audit log and without it.
 *
 * @param jar the packaged product
 */
record AccessControl(Path jar) implements Part {

    private static final int CONNECTIONS = 16;
    private static final int ROUNDS = 5;

    /** The rounds before the first one, in which the JIT compiles the hot code of both servers. */
    private static final int WARM_UPS = 3;

    private static final int SECONDS = 5;
    private static final int TURNS = 101;
    private static final int WRITES = 500;
    private static final String EMAIL = "benchmark@grow.example";
    private static final Pattern TOKEN = Pattern.compile("grow_pat_\\S+");

    private static final List<String> PAGES = List.of(
            "/api/outreaches",
            "/api/outreaches?status=ready&sort=company",
            "/api/outreaches?owner=usr_1",
            "/api/companies?sort=name",
            "/api/people");

    @Override
    public void measure(Target target) throws Exception {
        var environment = Map.of(
                "DATABASE_URL", target.databaseUrl(),
                "GROW_RATE_READS", "100000000",
                "GROW_RATE_WRITES", "100000000");
        grow(environment, "user", "invite", "--admin", EMAIL);
        try (var sql = target.sql()) {
            var user = sql.text("select public_id from users where email = '%s'".formatted(EMAIL));
            var printed = grow(environment, "token", "create", "--user", user, "--name", "Benchmark");
            var token = TOKEN.matcher(printed);
            if (!token.find()) {
                throw new IOException("no token in: " + printed);
            }
            try (var server = Server.start(
                    List.of(Target.java(), "-Xmx512m", "-jar", jar.toString(), "serve", "--auth", "--port", "0"),
                    environment)) {
                measure(target, server, token.group());
            } finally {
                sql.execute("delete from users where email = '%s'".formatted(EMAIL));
                sql.execute("select sweep_audit_log(now(), 1000000)");
            }
        }
    }

    private static void measure(Target target, Server server, String token) throws Exception {
        rates(target, server, token);
        var ratios = new Ratios();
        try (var guarded = new HttpConnection(server.port(), token);
                var open = target.http();
                var sample = OutreachSample.of(target, 2 * TURNS * (1 + Ratios.ROUNDS), 1)) {
            for (var page : PAGES) {
                ratios.sideBySide(
                        "`GET " + page + "`",
                        () -> guarded.get(page).ok(),
                        () -> open.get(page).ok(),
                        TURNS);
            }
            var ids = sample.ids().iterator();
            ratios.sideBySide(
                    "`PATCH /api/outreaches/:id`",
                    () -> assign(guarded, ids.next()),
                    () -> assign(open, ids.next()),
                    TURNS);
        }
        ratios.print("One request after the other", "time with a token / without access control");
        audit(target);
    }

    private static void assign(HttpConnection http, String id) throws IOException {
        http.patch("/api/outreaches/" + id, "{\"sequence_id\":\"seq_1\"}").ok();
    }

    private static void rates(Target target, Server server, String token) throws Exception {
        var ratios = new Ratios();
        for (int round = -WARM_UPS; round < ROUNDS; round++) {
            double guarded = rate(target, round, () -> new HttpConnection(server.port(), token));
            double open = rate(target, round, target::http);
            if (round >= 0) {
                ratios.add("rate", guarded / open);
                System.out.printf("  round %d: %,.0f/s with a token, %,.0f/s without%n", round + 1, guarded, open);
            }
        }
        ratios.print(
                "One outreach by id, %d connections".formatted(CONNECTIONS), "with a token / without access control");
    }

    /** Opens a connection. */
    @FunctionalInterface
    private interface Connecting {
        HttpConnection open() throws IOException;
    }

    private static double rate(Target target, int round, Connecting connecting) throws Exception {
        var calls = new AtomicLong();
        long end = System.nanoTime() + SECONDS * 1_000_000_000L;
        Clients.runConcurrently(CONNECTIONS, client -> {
            var random = new Random(round * CONNECTIONS + client);
            try (var http = connecting.open()) {
                while (System.nanoTime() < end) {
                    http.get("/api/outreaches/out_" + (1 + random.nextLong(target.outreaches())))
                            .ok();
                    calls.incrementAndGet();
                }
            }
        });
        return calls.get() / (double) SECONDS;
    }

    private static void audit(Target target) throws Exception {
        var ratios = new Ratios();
        var settings =
                new DatabaseSettings(target.jdbcUrl("postgres"), null, null, DatabaseSettings.DEFAULT_MAX_CONNECTIONS);
        try (var database = Database.open(settings)) {
            var audited = Services.over(new Audited(database.transactions(), true), database.clock(), new Random(1));
            var unaudited = Services.over(new Audited(database.transactions(), false), database.clock(), new Random(1));
            retitle(audited);
            retitle(unaudited);
            for (int round = 0; round < ROUNDS; round++) {
                double with = Ratios.time(() -> retitle(audited));
                double without = Ratios.time(() -> retitle(unaudited));
                ratios.add("an update of a person", with / without);
            }
        }
        ratios.print("The audit log, one client, without HTTP", "time with / without");
    }

    /** Changes the titles of people. */
    private static void retitle(UseCases useCases) {
        for (int i = 1; i <= WRITES; i++) {
            useCases.directory().people().update(new PersonId("per_" + i), AccessControl::retitled, person -> true);
        }
    }

    private static Person retitled(Person person) {
        return new Person(
                person.id(),
                person.name(),
                "Chief".equals(person.title()) ? "Head" : "Chief",
                person.companyId(),
                person.email(),
                person.phone(),
                person.linkedinUrl(),
                person.optOuts());
    }

    private String grow(Map<String, String> environment, String... arguments) throws IOException {
        var command = new ArrayList<>(List.of(Target.java(), "-jar", jar.toString()));
        command.addAll(Arrays.asList(arguments));
        var builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().putAll(environment);
        return new String(builder.start().getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }

    /**
     * A storage with or without the audit log.
     *
     * @param audited whether it stores the entries of the audit log
     */
    private record Audited(Transactions stored, boolean audited) implements Transactions {

        @Override
        public <T> T read(Function<Repositories, T> work) {
            return stored.read(repositories -> work.apply(of(repositories)));
        }

        @Override
        public <T> T write(Function<Repositories, T> work) {
            return stored.write(repositories -> work.apply(of(repositories)));
        }

        @Override
        public <T> T rehearse(Function<Repositories, T> work) {
            return stored.rehearse(repositories -> work.apply(of(repositories)));
        }

        private Repositories of(Repositories repositories) {
            return (Repositories) Proxy.newProxyInstance(
                    Repositories.class.getClassLoader(),
                    new Class<?>[] {Repositories.class},
                    (proxy, method, values) -> {
                        if (method.getName().equals("audit") && !audited) {
                            return new NoAudit();
                        }
                        var result = method.invoke(repositories, values);
                        return result instanceof Repositories others ? of(others) : result;
                    });
        }
    }

    private record NoAudit() implements AuditRepository {

        @Override
        public void record(AuditEntry entry) {}

        @Override
        public Page<AuditEntry> page(AuditFilter filter, PageRequest page) {
            throw new UnsupportedOperationException();
        }
    }
}
