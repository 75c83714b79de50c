package com.grow.outreach.bootstrap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.grow.outreach.adapter.persistence.DatabaseSettings;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The values of the option {@code --database-url}. */
class DatabaseUrlTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', nullValues = "-", textBlock = """
                    postgresql://user:password@host:5433/db    | jdbc:postgresql://host:5433/db         | user | password
                    postgres://user:password@host/db           | jdbc:postgresql://host/db              | user | password
                    postgresql://user@host/db                  | jdbc:postgresql://host/db              | user | -
                    postgresql://user:@host/db                 | jdbc:postgresql://host/db              | user | -
                    postgresql://host/db                       | jdbc:postgresql://host/db              | -    | -
                    postgresql:///db                           | jdbc:postgresql://localhost/db         | -    | -
                    postgresql://host                          | jdbc:postgresql://host/                | -    | -
                    postgresql://                              | jdbc:postgresql://localhost/           | -    | -
                    postgresql://host:65535/db                 | jdbc:postgresql://host:65535/db        | -    | -
                    postgresql://host/db?connect_timeout=-5    | jdbc:postgresql://host/db?connectTimeout=0 | - | -
                    postgresql://[::1]:5432/db                 | jdbc:postgresql://[::1]:5432/db        | -    | -
                    postgresql://one:1,two:2/db                | jdbc:postgresql://one:1,two:2/db?targetServerType=primary | - | -
                    postgresql://one,two/db?target_session_attrs=any | jdbc:postgresql://one,two/db?targetServerType=any | - | -
                    postgresql://one,two/db?target_session_attrs=read-write | jdbc:postgresql://one,two/db?targetServerType=primary | - | -
                    postgresql://host/db?target_session_attrs=read-write | jdbc:postgresql://host/db?targetServerType=primary | - | -
                    postgresql://one,two/db?load_balance_hosts=random | jdbc:postgresql://one,two/db?targetServerType=primary&loadBalanceHosts=true | - | -
                    postgresql://host/db?connect_timeout=3&application_name=a%20b | jdbc:postgresql://host/db?connectTimeout=3&ApplicationName=a+b | - | -
                    postgresql://host/db?options=-c%20geqo%3Doff | jdbc:postgresql://host/db?options=-c+geqo%3Doff | - | -
                    postgresql://host/db?client_encoding=UTF8 | jdbc:postgresql://host/db              | -    | -
                    postgresql://host/db?prepareThreshold=0    | jdbc:postgresql://host/db?prepareThreshold=0 | - | -
                    postgresql://u:p@host/db?sslmode=require   | jdbc:postgresql://host/db?sslmode=require | u | p
                    """)
    void converts_a_libpq_url_to_jdbc_without_the_login(
            String url, String jdbcUrl, @Nullable String user, @Nullable String password) throws StartException {
        assertThat(DatabaseUrl.parse(url))
                .isEqualTo(new DatabaseSettings(jdbcUrl, user, password, DatabaseSettings.DEFAULT_MAX_CONNECTIONS));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "jdbc:postgresql://host:5432/db?user=grow&password=p%40ss",
                "jdbc:postgresql:db",
                "jdbc:postgresql://host/db"
            })
    void accepts_a_jdbc_url_unchanged(String url) throws StartException {
        assertThat(DatabaseUrl.parse(url))
                .isEqualTo(new DatabaseSettings(url, null, null, DatabaseSettings.DEFAULT_MAX_CONNECTIONS));
    }

    @ParameterizedTest
    @CsvSource({
        "p%40ss, p@ss",
        "a%3Ab%2Fc, a:b/c",
        "p+s, p+s",
        "p%2Bs, p+s",
        "p%25s, p%s",
        "gr%C3%BCn, grün",
        "p%20s, p s"
    })
    void a_login_can_be_escaped(String escaped, String meant) throws StartException {
        var settings = DatabaseUrl.parse("postgresql://" + escaped + ":" + escaped + "@host/db");
        assertThat(settings.user()).isEqualTo(meant);
        assertThat(settings.password()).isEqualTo(meant);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "s3cret",
                "mysql://user:s3cret@host/db",
                "jdbc:mysql://user:s3cret@host/db",
                "http://user:s3cret@host/db",
                "user:s3cret@host/db",
                "postgresql:user:s3cret@host/db",
                "postgresql://user:s3cret@more@host/db",
                "postgresql://user:s3cret/more@host/db",
                "postgresql://user:s3cret%zz@host/db",
                "postgresql://user:s3cret%@host/db"
            })
    void rejects_another_url_in_one_line_without_quoting_it(String url) {
        assertThatThrownBy(() -> DatabaseUrl.parse(url))
                .isInstanceOf(StartException.class)
                .message()
                .isNotBlank()
                .hasLineCount(1)
                .doesNotContain("s3cret");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    postgresql://host/db?tcp_user_timeout=s3cret     | parameter 'tcp_user_timeout', which isn't supported
                    postgresql://host/db?target_session_attrs=s3cret | target_session_attrs of the database URL is none of any, prefer-standby, primary, read-only, read-write, standby
                    postgresql://host/db?client_encoding=s3cret      | client_encoding of the database URL can only be UTF8
                    postgresql://host/db?connect_timeout=s3cret      | connect_timeout of the database URL is not a number of seconds
                    postgresql://host:99999/db                       | a port that is not a number from 1 to 65535
                    postgresql://host:0/db                           | a port that is not a number from 1 to 65535
                    postgresql://one:1,two:s3cret/db                 | a port that is not a number from 1 to 65535
                    postgresql://%2Fvar%2Frun/db                     | a Unix socket
                    jdbc:postgresql://host/db?target_session_attrs=s3cret | in a jdbc: URL it is targetServerType
                    jdbc:postgresql://host/db?user=a&connect_timeout=3 | in a jdbc: URL it is connectTimeout
                    """)
    void rejects_an_unsupported_parameter_by_name(String url, String reason) {
        assertThatThrownBy(() -> DatabaseUrl.parse(url))
                .isInstanceOf(StartException.class)
                .hasMessageContaining(reason)
                .message()
                .doesNotContain("s3cret");
    }

    @Test
    void settings_do_not_contain_the_password() throws StartException {
        assertThat(DatabaseUrl.parse("postgresql://user:s3cret@host/db").toString())
                .doesNotContain("s3cret");
        assertThat(DatabaseUrl.parse("jdbc:postgresql://host/db?password=s3cret")
                        .toString())
                .doesNotContain("s3cret");
    }
}
