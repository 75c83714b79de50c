package com.grow.outreach.bootstrap;

import static org.assertj.core.api.Assertions.assertThat;

import com.grow.outreach.bootstrap.Http.Answer;
import com.grow.outreach.bootstrap.Postgres.Running;
import com.grow.outreach.domain.access.Account.Visibility;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.logging.SimpleFormatter;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Two servers on one database: who signs in on one is signed in on the other. */
@ExtendWith(SharedPostgres.class)
class SessionsIT {

    private static final String PASSWORD = "seven green bottles";

    private final String url;
    private final Running one;
    private final Running other;

    private String token = "";
    private String cookie = "";

    SessionsIT(Postgres postgres) throws Exception {
        url = postgres.jdbcUrl(postgres.database(true));
        one = Running.authenticated(url, Visibility.EVERYBODY);
        other = Running.authenticated(url, Visibility.EVERYBODY);
    }

    @BeforeEach
    void sign_the_first_administrator_in() {
        var out = new StringWriter();
        int status = Grow.commandLine()
                .setOut(new PrintWriter(out))
                .setErr(new PrintWriter(new StringWriter()))
                .execute("user", "invite", "--admin", "anna@acme.com", "--database-url", url);
        assertThat(status).isZero();
        token = out.toString().strip().split("=")[1];
        var accepted =
                post(one, "/api/session/accept", "{\"token\":\"%s\",\"password\":\"%s\"}".formatted(token, PASSWORD));
        assertThat(accepted.status()).as(accepted.body()).isEqualTo(201);
        cookie = accepted.header("Set-Cookie").split(";")[0];
    }

    @AfterEach
    void stop() {
        other.close();
        one.close();
    }

    private static Answer post(Running grow, String path, String json, String... headers) {
        return grow.http().send("POST", path, "application/json", json, headers);
    }

    private Answer signIn(Running grow, String password) {
        return post(grow, "/api/session", "{\"email\":\"anna@acme.com\",\"password\":\"%s\"}".formatted(password));
    }

    private Answer get(Running grow, String path) {
        return grow.http().send("GET", path, "", "", "Cookie", cookie);
    }

    @Test
    void a_session_is_valid_on_every_node_until_it_ends_on_one() {
        assertThat(get(other, "/api/session").json().at("/user/email").asText()).isEqualTo("anna@acme.com");
        assertThat(get(other, "/api/outreaches").status()).isEqualTo(200);

        assertThat(other.http()
                        .send("DELETE", "/api/session", "", "", "Cookie", cookie)
                        .status())
                .isEqualTo(204);

        assertThat(get(one, "/api/session").status()).isEqualTo(401);
        assertThat(get(one, "/api/outreaches").status()).isEqualTo(401);
    }

    @Test
    void failed_sign_ins_count_on_all_nodes_together() {
        for (int i = 0; i < 5; i++) {
            assertThat(signIn(i % 2 == 0 ? one : other, "wrong green bottles").status())
                    .isEqualTo(401);
        }

        var answer = signIn(one, PASSWORD);

        assertThat(answer.status()).isEqualTo(429);
        assertThat(Integer.parseInt(answer.header("Retry-After"))).isBetween(1, 5);
    }

    @Test
    void an_active_member_is_deleted_only_after_being_disabled() {
        var invited = post(one, "/api/invitations", "{\"email\":\"ben@acme.com\",\"role\":\"rep\"}", "Cookie", cookie);
        var ben = "/api/users/" + invited.json().at("/user/id").asText();

        assertThat(one.http().send("DELETE", ben, "", "", "Cookie", cookie).status())
                .isEqualTo(409);
        assertThat(post(one, ben + "/disable", "", "Cookie", cookie).status()).isEqualTo(204);
        assertThat(one.http().send("DELETE", ben, "", "", "Cookie", cookie).status())
                .isEqualTo(204);
    }

    @Test
    void the_database_has_no_secret() throws Exception {
        signIn(one, "wrong green bottles");

        try (var sql = Sql.connect(url)) {
            var tables = sql.value("""
                    select string_agg(table_name, ' ') from information_schema.tables
                    where table_schema = current_schema() and table_type = 'BASE TABLE'
                    """);
            for (var table : tables.split(" ")) {
                assertThat(sql.value("select coalesce(string_agg(t::text, ','), '') from %s t".formatted(table)))
                        .as(table)
                        .doesNotContain(secrets());
            }
            assertThat(sql.value("select password_hash from accounts limit 1"))
                    .startsWith("$argon2id$v=19$m=19456,t=2,p=1$");
        }
    }

    private String[] secrets() {
        return new String[] {PASSWORD, "wrong green bottles", token, cookie.split("=")[1]};
    }

    @Test
    void the_log_has_no_secret() {
        var log = new StringBuffer();
        var handler = new Handler() {
            @Override
            public void publish(LogRecord record) {
                log.append(new SimpleFormatter().format(record));
            }

            @Override
            public void flush() {}

            @Override
            public void close() {}
        };
        var root = Logger.getLogger("");
        var grow = Logger.getLogger("com.grow");
        handler.setLevel(Level.ALL);
        root.addHandler(handler);
        grow.setLevel(Level.ALL);
        try {
            signIn(one, "wrong green bottles");
            signIn(one, PASSWORD);
            get(one, "/api/session");
            post(one, "/api/session/accept", "{\"token\":\"%s\",\"password\":\"%s\"}".formatted(token, PASSWORD));
            one.http().send("GET", "/api/outreaches", "", "", "Authorization", "Bearer grow_pat_" + "x".repeat(43));
            grow.fine("the log is observed");
        } finally {
            grow.setLevel(null);
            root.removeHandler(handler);
        }

        assertThat(log.toString())
                .contains("the log is observed")
                .doesNotContain(secrets())
                .doesNotContain("grow_pat_x");
    }
}
