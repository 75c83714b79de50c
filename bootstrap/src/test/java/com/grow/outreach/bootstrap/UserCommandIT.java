package com.grow.outreach.bootstrap;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** {@code grow user} on a database. */
@ExtendWith(SharedPostgres.class)
class UserCommandIT {

    private final String url;

    private int status;
    private String out = "";
    private String err = "";

    UserCommandIT(Postgres postgres) throws SQLException {
        url = postgres.jdbcUrl(postgres.database(false));
    }

    @BeforeEach
    void invite_the_first_administrator() {
        run("invite", "--admin", "anna@acme.com", "--name", "Anna Schmidt", "--url", "https://grow.acme.com/");
    }

    private void run(String command, String... options) {
        var words = new ArrayList<>(List.of("user", command));
        words.addAll(List.of(options));
        words.addAll(List.of("--database-url", url));
        var printed = new StringWriter();
        var said = new StringWriter();
        status = Grow.commandLine()
                .setOut(new PrintWriter(printed))
                .setErr(new PrintWriter(said))
                .execute(words.toArray(String[]::new));
        out = printed.toString();
        err = said.toString();
    }

    private String idOf(String email) {
        run("list");
        return out.lines()
                .filter(line -> line.contains("\t" + email + "\t"))
                .map(line -> line.split("\t")[0])
                .findFirst()
                .orElseThrow();
    }

    @Test
    void prints_a_link_whose_secret_only_the_browser_sees() throws SQLException {
        assertThat(status).isZero();
        assertThat(out.strip()).matches("https://grow\\.acme\\.com/sign-in#token=[A-Za-z0-9_-]{43}");
        assertThat(err).contains("anna@acme.com").doesNotContain("token=");
        try (var sql = Sql.connect(url)) {
            assertThat(sql.value("select string_agg(t::text, ',') from sign_in_links t"))
                    .doesNotContain(out.strip().split("=")[1]);
        }
    }

    @Test
    void lists_users_with_their_role_and_status() {
        run("invite", "ben@acme.com", "--role", "manager");
        run("list");

        assertThat(out.lines())
                .satisfiesExactly(
                        line -> assertThat(line).endsWith("\tAnna Schmidt\tanna@acme.com\tadmin\tinvited"),
                        line -> assertThat(line).endsWith("\tben@acme.com\tben@acme.com\tmanager\tinvited"));
    }

    @Test
    void disables_a_user_but_not_the_last_administrator() {
        var anna = idOf("anna@acme.com");
        run("disable", anna);
        assertThat(status).isEqualTo(1);
        assertThat(err).contains(anna + " is the last active administrator");

        run("invite", "ben@acme.com", "--admin");
        run("disable", anna);
        assertThat(status).isZero();
        run("list");
        assertThat(out).contains("anna@acme.com\tadmin\tdisabled");
        run("reset", anna);
        assertThat(err).contains(anna + " is disabled");
    }

    @Test
    void an_address_of_several_users_needs_an_id() throws SQLException {
        try (var sql = Sql.connect(url)) {
            sql.execute("insert into users (public_id, name, email) values ('usr_1', 'Cy', 'cy@acme.com'),"
                    + " ('usr_2', 'Cy', 'CY@acme.com')");
        }

        run("invite", "cy@acme.com");
        assertThat(status).isEqualTo(1);
        assertThat(err).contains("2 users have this e-mail address; choose one with --user: usr_1, usr_2");
        run("invite", "cy@acme.com", "--user", "usr_2");
        assertThat(status).isZero();
        assertThat(idOf("CY@acme.com")).isEqualTo("usr_2");
    }

    @Test
    void rejects_wrong_input_in_one_line() {
        run("invite", "anna");
        assertThat(err).isEqualToIgnoringNewLines("grow: 'anna' is not an e-mail address");
        run("invite", "ben@acme.com", "--admin", "--role", "rep");
        assertThat(err).contains("contradict");
        run("invite", "ben@acme.com", "--url", "grow.acme.com");
        assertThat(err).contains("--url is 'grow.acme.com'");
        run("reset", "anna");
        assertThat(err).contains("'anna' is not the id of a user");
        run("disable", "usr_nobody");
        assertThat(err).contains("usr_nobody").hasLineCount(1);
    }
}
