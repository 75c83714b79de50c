package com.grow.outreach.bootstrap.embedded;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;

/**
 * The roles of a cluster: the role of Grow, which owns the database and is not a superuser, and the superuser. Both log in
 * with a password only. They are created while no server runs, so that nobody else can log in before.
 */
final class Roles {

    /** The login rules. They are written last, so a cluster that has them is complete. */
    private static final String LOGINS = """
            # Written by Grow. The next start restores this file if it has changed.
            local all all scram-sha-256
            host all all 127.0.0.1/32 scram-sha-256
            """;

    private Roles() {}

    /** Creates the roles of a cluster if they are missing. The next start completes an interrupted one. */
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
                // A failed statement isn't logged, because it can contain a password.
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
