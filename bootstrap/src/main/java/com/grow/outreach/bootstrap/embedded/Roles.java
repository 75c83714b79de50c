package com.grow.outreach.bootstrap.embedded;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;

/**
 * The logins of a cluster: the role that Grow works as, which owns its database and is not a superuser, and the superuser;
 * each by its password alone. Set up while no server runs, so that there is no moment at which somebody else could log in.
 */
final class Roles {

    /** Written last: a cluster that has it has everything else as well. */
    private static final String LOGINS = """
            # Written by Grow. If it is changed, the next start writes it again.
            local all all scram-sha-256
            host all all 127.0.0.1/32 scram-sha-256
            """;

    private Roles() {}

    /** Sets the roles of a cluster up, unless that has been done. A start that is killed meanwhile is made up for by the next. */
    static Passwords in(DataDirectory directory, Command command) throws IOException {
        var logins = directory.cluster().resolve("pg_hba.conf");
        var former = Files.exists(logins) ? Files.readString(logins, StandardCharsets.ISO_8859_1) : "";
        var file = directory.path().resolve(DataDirectory.PASSWORDS);
        boolean known = Files.exists(file);
        var passwords = known ? Passwords.read(file) : Passwords.generate();
        if (known && former.equals(LOGINS)) {
            return passwords;
        }
        command.require(
                sql(passwords, isTrusting(former)),
                "postgres",
                "--single",
                "-j",
                "-D",
                directory.cluster().toString(),
                "-c",
                "exit_on_error=on",
                "-c",
                "password_encryption=scram-sha-256",
                // A statement that fails isn't logged: it may have a password in it.
                "-c",
                "log_min_error_statement=panic",
                Server.DATABASE);
        passwords.write(file);
        DataDirectory.write(logins, LOGINS);
        return passwords;
    }

    private static boolean isTrusting(String logins) {
        return logins.lines().anyMatch(line -> line.strip().matches("(?:local|host).*\\btrust\\b.*"));
    }

    private static String sql(Passwords passwords, boolean trusted) throws IOException {
        try (var in = Roles.class.getResourceAsStream("roles.sql")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .replace(":grow", passwords.grow())
                    .replace(":superuser", passwords.superuser())
                    .replace(":trusted", Boolean.toString(trusted));
        }
    }
}
