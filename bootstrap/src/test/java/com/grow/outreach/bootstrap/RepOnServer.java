package com.grow.outreach.bootstrap;

import static java.util.Objects.requireNonNull;
import static java.util.stream.Collectors.toCollection;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.grow.outreach.bootstrap.Http.Answer;
import com.grow.outreach.bootstrap.Postgres.Running;
import com.grow.outreach.domain.access.Account.Visibility;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.extension.ExtendWith;

/** A server that requires credentials, with a rep who sees a part of the demo data. */
@ExtendWith(SharedPostgres.class)
abstract class RepOnServer {

    static final String REP = "usr_12345";

    private final Postgres postgres;
    Running grow;
    private String adminToken = "";
    private String repToken = "";
    String teammate = "";
    final AtomicInteger probes = new AtomicInteger();

    /** What the administrator sees: by id. */
    final Map<String, JsonNode> companies = new TreeMap<>();

    final Map<String, JsonNode> people = new TreeMap<>();
    final Map<String, JsonNode> outreaches = new TreeMap<>();

    RepOnServer(Postgres postgres) {
        this.postgres = postgres;
    }

    @BeforeEach
    void start() throws Exception {
        var url = postgres.jdbcUrl(postgres.database(true));
        String admin;
        try (var sql = Sql.connect(url)) {
            teammate = sql.value("select min(public_id) from users where public_id <> '%s'".formatted(REP));
            admin = sql.value(
                    "select max(public_id) from users where public_id not in ('%s', '%s')".formatted(REP, teammate));
            sql.execute("""
                    insert into accounts (user_id, role, created_at)
                    select id, (case public_id when '%s' then 'rep' else 'admin' end)::user_role, now()
                    from users where public_id in ('%s', '%s')
                    """.formatted(REP, REP, admin));
        }
        adminToken = createToken(url, admin);
        repToken = createToken(url, REP);
        grow = Running.authenticated(url, Visibility.EVERYBODY);
        all("/api/companies", companies);
        all("/api/people", people);
        all("/api/outreaches", outreaches);
    }

    @AfterEach
    void stop() {
        grow.close();
    }

    private static String createToken(String url, String user) {
        var out = new StringWriter();
        var commandLine = Grow.commandLine().setOut(new PrintWriter(out));
        assertThat(commandLine.execute("token", "create", "--database-url", url, "--user", user, "--name", "Test"))
                .isZero();
        return out.toString().strip();
    }

    private void all(String path, Map<String, JsonNode> into) {
        into.clear();
        for (int page = 1; ; page++) {
            var found =
                    admin("GET", "%s?per=500&page=%d".formatted(path, page), "").json();
            found.get("items").forEach(item -> into.put(item.get("id").asText(), item));
            if (page >= found.at("/pagination/total_pages").asInt()) {
                return;
            }
        }
    }

    final Answer admin(String method, String path, String json) {
        return send(adminToken, method, path, json);
    }

    final Answer rep(String method, String path, String json) {
        probes.incrementAndGet();
        return send(repToken, method, path, json);
    }

    final Answer rep(String path) {
        return rep("GET", path, "");
    }

    final String adminAuthorization() {
        return "Bearer " + adminToken;
    }

    final String repAuthorization() {
        return "Bearer " + repToken;
    }

    final Answer send(String token, String method, String path, String json) {
        return grow.http()
                .send(method, path, json.isEmpty() ? "" : "application/json", json, "Authorization", "Bearer " + token);
    }

    final boolean isOwn(String company) {
        var owner = requireCompany(company).get("owner_id").asText(null);
        return owner == null || owner.equals(REP);
    }

    final JsonNode requireCompany(String id) {
        return requireNonNull(companies.get(id));
    }

    final String companyOf(JsonNode outreach) {
        return requireNonNull(people.get(outreach.get("person_id").asText()))
                .get("company_id")
                .asText();
    }

    final boolean isOwn(JsonNode outreach) {
        return isOwn(companyOf(outreach));
    }

    final Set<String> ids(Map<String, JsonNode> things, Predicate<JsonNode> condition) {
        return things.values().stream()
                .filter(condition)
                .map(thing -> thing.get("id").asText())
                .collect(toCollection(TreeSet::new));
    }

    final Set<String> foreignCompanies() {
        return ids(companies, company -> !isOwn(company.get("id").asText()));
    }

    final Set<String> foreignPeople() {
        return ids(people, person -> !isOwn(person.get("company_id").asText()));
    }

    final Set<String> foreignOutreaches() {
        return ids(outreaches, outreach -> !isOwn(outreach));
    }

    final List<Map<String, JsonNode>> everything() {
        all("/api/companies", companies);
        all("/api/people", people);
        all("/api/outreaches", outreaches);
        return List.of(new TreeMap<>(companies), new TreeMap<>(people), new TreeMap<>(outreaches));
    }

    static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
