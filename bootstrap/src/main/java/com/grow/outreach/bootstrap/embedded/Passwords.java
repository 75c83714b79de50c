package com.grow.outreach.bootstrap.embedded;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.regex.Pattern;

/**
 * The passwords of the two roles. They are stored in a file in the format of PostgreSQL's {@code pgpass}.
 *
 * @param grow the password of the role that Grow connects as
 * @param superuser the password of the superuser, for operators
 */
record Passwords(String grow, String superuser) {

    static final String GROW = "grow";
    static final String SUPERUSER = "postgres";

    private static final int BYTES = 32;
    private static final Pattern FORM = Pattern.compile(
            "\\*:\\*:\\*:%s:(\\p{XDigit}{64})\\R\\*:\\*:\\*:%s:(\\p{XDigit}{64})\\R".formatted(GROW, SUPERUSER));

    static Passwords generate() {
        return new Passwords(random(), random());
    }

    private static String random() {
        var bytes = new byte[BYTES];
        new SecureRandom().nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }

    static Passwords read(Path file) throws IOException {
        var parts = FORM.matcher(Files.readString(file));
        if (!parts.matches()) {
            throw new IOException(
                    "%s is damaged; delete it, and the next start generates new passwords".formatted(file));
        }
        return new Passwords(parts.group(1), parts.group(2));
    }

    void write(Path file) throws IOException {
        DataDirectory.write(file, "*:*:*:%s:%s%n*:*:*:%s:%s%n".formatted(GROW, grow, SUPERUSER, superuser));
    }

    @Override
    public String toString() {
        return "Passwords[]";
    }
}
