package com.grow.outreach.bootstrap;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import com.grow.outreach.adapter.enrichment.ProviderSettings;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

/** The command line: its options and its error messages. */
class CommandLineTest {

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    private final Map<String, String> variables = new HashMap<>();

    private CommandLine commandLine() {
        var grow = Grow.commandLine();
        requireNonNull(grow.getSubcommands().get("serve")).setDefaultValueProvider(new Environment(variables::get));
        return grow;
    }

    private int run(String words) {
        return commandLine()
                .setOut(new PrintWriter(out))
                .setErr(new PrintWriter(err))
                .execute(words.isEmpty() ? new String[0] : words.split(" "));
    }

    private static ServeCommand parsed(String options) {
        var serve =
                Grow.commandLine().parseArgs(("serve " + options).split(" ")).subcommand();
        return serve.commandSpec().commandLine().getCommand();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    serve --prot 3000                | --prot
                    serve 3000                       | 3000
                    serve --port                     | --port
                    serve --port three               | three
                    serve --port 3000.5              | 3000.5
                    serve --port 99999999999         | 99999999999
                    serve --port 65536               | 65536
                    serve --port -1                  | -1
                    serve --max-body-size 0          | 0
                    serve --max-body-size 2147483647 | 2147483647
                    serve --max-body-size 1MB        | 1MB
                    serve --max-connections 0        | 0
                    serve --max-connections 2147483648 | 2147483648
                    serve --max-connections-per-peer -1 | -1
                    serve --max-webhooks many        | many
                    serve --max-webhooks -1          | -1
                    serve --max-import-size 0        | 0
                    serve --max-rejects -1           | -1
                    serve --tls-cert cert.pem        | --tls-key
                    serve --tls-key key.pem          | --tls-cert
                    serve --tls-cert none.pem --tls-key key.pem | none.pem
                    serve --trusted-proxy proxy.example | proxy.example
                    serve --trusted-proxy 10.0.0.0/33 | 10.0.0.0/33
                    serve --rate-reads -1            | -1
                    serve --rate-writes many         | many
                    serve --rate-bulk -5             | -5
                    import --max-rejects -1 x.csv    | -1
                    serve --empty=perhaps            | perhaps
                    serve --cors-origin *            | *
                    serve --cors-origin app.example.com | app.example.com
                    serve --public-host https://grow.example | https://grow.example
                    serve --public-host *.example    | *.example
                    serve --database-url mysql://x/y | postgresql://
                    serve --enrichment-provider acme | acme
                    serve --enrichment-provider Acme=https://acme.example/ | Acme
                    serve --enrichment-provider acme=ftp://acme.example/ | ftp
                    serve --enrichment-provider acme=http://acme.example:99999/ | 99999
                    serve --enrichment-provider a=http://a.example/,a=http://b.example/ | two
                    serve --enrichment-rate 0 --enrichment-provider a=http://a.example/ | 0
                    serve --enrichment-rate many | many
                    serve --enrichment-rate acme=5 | acme
                    serve --enrichment-timeout 0 --enrichment-provider a=http://a.example/ | timeout
                    serve --port 1 --port 2          | --port
                    srve                             | srve
                    --verbose                        | --verbose
                    ''                               | subcommand
                    """)
    void reports_an_error_in_one_line_with_exit_code_1(String words, String detail) {
        assertThat(run(words)).isEqualTo(1);
        assertThat(err.toString()).hasLineCount(1).startsWith("grow: ").contains(detail);
        assertThat(out.toString()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"--help, serve", "serve --help, --port", "--version, grow"})
    void prints_help_and_version(String words, String detail) {
        assertThat(run(words)).isZero();
        assertThat(out.toString()).contains(detail);
        assertThat(err.toString()).isEmpty();
    }

    /** Other users of the machine see the options of a command in the process list. */
    @Test
    void no_option_takes_a_secret_itself() {
        var commands = new ArrayDeque<>(List.of(Grow.commandLine()));
        var options = new ArrayList<String>();
        while (!commands.isEmpty()) {
            var command = commands.remove();
            commands.addAll(command.getSubcommands().values());
            command.getCommandSpec().options().stream()
                    .filter(option -> !option.type().equals(Path.class))
                    .map(CommandLine.Model.OptionSpec::longestName)
                    .forEach(options::add);
        }

        assertThat(options).contains("--port").noneMatch(name -> name.matches(".*(secret|password|token).*"));
    }

    @Test
    void the_help_lists_every_option_with_its_variable() {
        run("serve --help");
        assertThat(out.toString())
                .contains("--port", "PORT")
                .contains("--host", "GROW_HOST")
                .contains("--data-dir", "GROW_DATA_DIR")
                .contains("--database-url", "DATABASE_URL")
                .contains("--tls-cert", "GROW_TLS_CERT")
                .contains("--tls-key", "GROW_TLS_KEY")
                .contains("--trusted-proxy", "GROW_TRUSTED_PROXIES")
                .contains("--rate-reads", "GROW_RATE_READS")
                .contains("--rate-writes", "GROW_RATE_WRITES")
                .contains("--rate-bulk", "GROW_RATE_BULK")
                .contains("--empty", "GROW_EMPTY")
                .contains("--demo", "GROW_DEMO")
                .contains("--cors-origin", "GROW_CORS_ORIGINS")
                .contains("--public-host", "GROW_PUBLIC_HOST")
                .contains("--max-body-size", "GROW_MAX_BODY_SIZE")
                .contains("--max-webhooks", "GROW_MAX_WEBHOOKS")
                .contains("--enrichment-provider", "GROW_ENRICHMENT_PROVIDERS", "GROW_ENRICHMENT_KEY_ACME")
                .contains("--enrichment-rate", "GROW_ENRICHMENT_RATE")
                .contains("--enrichment-timeout", "GROW_ENRICHMENT_TIMEOUT");
    }

    @Test
    void reads_options() {
        var serve = parsed(
                "--port 8080 --host 0.0.0.0 --data-dir /var/grow --database-url postgresql://host/db --empty --demo"
                        + " --max-body-size 100 --cors-origin https://a.example --cors-origin https://b.example"
                        + " --public-host grow.example --public-host grow.internal:8443");
        assertThat(serve.port).isEqualTo(8080);
        assertThat(serve.host).isEqualTo("0.0.0.0");
        assertThat(serve.database.dataDir).isEqualTo(Path.of("/var/grow"));
        assertThat(serve.database.url).isEqualTo("postgresql://host/db");
        assertThat(serve.empty).isTrue();
        assertThat(serve.demo).isTrue();
        assertThat(serve.maxBodySize).isEqualTo(100);
        assertThat(serve.corsOrigins).containsExactly("https://a.example", "https://b.example");
        assertThat(serve.publicHosts).containsExactly("grow.example", "grow.internal:8443");
    }

    private static final String OPTIONS = """
            --port          | PORT               | 8080                 | 8081
            --host          | GROW_HOST          | 0.0.0.0              | localhost
            --data-dir      | GROW_DATA_DIR      | /var/grow            | /srv/grow
            --database-url  | DATABASE_URL       | postgresql://one/grow | postgresql://two/grow
            --empty         | GROW_EMPTY         | true                 | false
            --demo          | GROW_DEMO          | true                 | false
            --max-body-size | GROW_MAX_BODY_SIZE | 100                  | 200
            --max-webhooks  | GROW_MAX_WEBHOOKS  | 5                    | 500
            --session-idle-hours | GROW_SESSION_IDLE_HOURS | 5          | 20
            --session-max-hours | GROW_SESSION_MAX_HOURS | 5            | 20
            --auth          | GROW_AUTH          | true                 | false
            --allow-anonymous | GROW_ALLOW_ANONYMOUS | true             | false
            --unowned       | GROW_UNOWNED       | MANAGERS             | EVERYBODY
            --oidc-issuer   | GROW_OIDC_ISSUER   | https://id.acme.com  | https://id.example.com
            --oidc-client-id | GROW_OIDC_CLIENT_ID | grow               | other
            --oidc-client-secret-file | GROW_OIDC_CLIENT_SECRET_FILE | secret | other
            --oidc-provision | GROW_OIDC_PROVISION | READER             | REP
            --oidc-roles-claim | GROW_OIDC_ROLES_CLAIM | realm_access.roles | groups
            --oidc-audience | GROW_OIDC_AUDIENCE | api                  | other
            --enrichment-timeout | GROW_ENRICHMENT_TIMEOUT | 5 | 20
            """;

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = OPTIONS)
    void a_variable_sets_an_option_unless_a_flag_does(String option, String variable, String value, String other) {
        var absent = valueOf("", option);
        variables.put(variable, value);
        assertThat(valueOf("", option)).isEqualTo(value).isNotEqualTo(absent);
        assertThat(valueOf(option + "=" + other, option)).isEqualTo(other);
        variables.put(variable, " ");
        assertThat(valueOf("", option)).isEqualTo(absent);
    }

    @Test
    void reads_origins_from_a_variable_or_from_flags() {
        variables.put("GROW_CORS_ORIGINS", "https://a.example,https://b.example");
        assertThat(valueOf("", "--cors-origin")).isEqualTo("[https://a.example, https://b.example]");
        assertThat(valueOf("--cors-origin https://c.example", "--cors-origin")).isEqualTo("[https://c.example]");
    }

    @Test
    void reads_public_hosts_from_a_variable_or_from_flags() {
        variables.put("GROW_PUBLIC_HOST", "a.example,b.example:8443");
        assertThat(valueOf("", "--public-host")).isEqualTo("[a.example, b.example:8443]");
        assertThat(valueOf("--public-host c.example", "--public-host")).isEqualTo("[c.example]");
    }

    @Test
    void reads_providers_with_their_rates_and_keys() throws StartException {
        variables.put(
                "GROW_ENRICHMENT_PROVIDERS", "acme=https://acme.example/find?fields=email,phone,zeta-2=http://zeta");
        variables.put("GROW_ENRICHMENT_RATE", "5,zeta-2=50");
        variables.put("GROW_ENRICHMENT_TIMEOUT", "3");
        variables.put("GROW_ENRICHMENT_KEY_ZETA_2", "s3cret");
        variables.put("GROW_ENRICHMENT_KEY_ACME", " ");
        var serve = requireNonNull(commandLine().parseArgs("serve").subcommand())
                .commandSpec()
                .commandLine()
                .<ServeCommand>getCommand();
        assertThat(serve.enrichment.settings(variables::get))
                .containsExactly(
                        new ProviderSettings(
                                "acme",
                                URI.create("https://acme.example/find?fields=email,phone"),
                                null,
                                Duration.ofSeconds(3),
                                5),
                        new ProviderSettings("zeta-2", URI.create("http://zeta"), "s3cret", Duration.ofSeconds(3), 50));
        assertThat(parsed("--enrichment-provider beta=http://beta").enrichment.providers)
                .containsExactly("beta=http://beta");
    }

    private String valueOf(String words, String option) {
        var serve =
                commandLine().parseArgs(("serve " + words).strip().split(" ")).subcommand();
        return String.valueOf(serve.commandSpec().findOption(option).<Object>getValue());
    }

    @Test
    void without_options_and_variables_the_defaults_apply() {
        var serve = parsed("");
        assertThat(serve.port).isEqualTo(3000);
        assertThat(serve.host).isEqualTo("127.0.0.1");
        assertThat(serve.database.dataDir).isEqualTo(Path.of(".grow"));
        assertThat(serve.database.url).isNull();
        assertThat(serve.empty).isFalse();
        assertThat(serve.demo).isFalse();
        assertThat(serve.maxBodySize).isEqualTo(1024 * 1024);
        assertThat(serve.corsOrigins).isEmpty();
        assertThat(serve.publicHosts).isEmpty();
        assertThat(serve.enrichment.providers).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"PORT", "GROW_EMPTY", "GROW_DEMO", "GROW_MAX_BODY_SIZE", "GROW_CORS_ORIGINS", "DATABASE_URL"})
    void reports_an_invalid_variable_in_one_line_with_exit_code_1(String variable) {
        variables.put(variable, "perhaps");
        assertThat(run("serve")).isEqualTo(1);
        assertThat(err.toString()).hasLineCount(1).startsWith("grow: ");
    }
}
