package com.grow.outreach.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** The running product with its generated database, and direct access to that database. */
final class Target implements AutoCloseable {

    private static final Pattern COLLECTION = Pattern.compile("(\\d+)M->(\\d+)M\\(");
    private static final int HEAP = 512;

    private final Process process;
    private final Path collections;
    private final int httpPort;
    private final int databasePort;
    private final String password;
    private final long outreaches;

    private Target(Process process, Path collections, int httpPort, int databasePort, String password)
            throws SQLException {
        this.process = process;
        this.collections = collections;
        this.httpPort = httpPort;
        this.databasePort = databasePort;
        this.password = password;
        try (var sql = sql()) {
            this.outreaches = sql.number("select count(*) from outreaches");
        }
    }

    /** Starts the packaged product with 512 MiB of heap. It exits on an OutOfMemoryError, so that the benchmark fails. */
    static Target start(Path jar, Path data) throws IOException, SQLException {
        var collections = Files.createTempFile("collections", ".log");
        var server = Server.start(
                List.of(
                        java(),
                        "-Xmx" + HEAP + "m",
                        "-XX:+ExitOnOutOfMemoryError",
                        "-Xlog:gc:file=%s::filecount=0".formatted(collections),
                        "-jar",
                        jar.toString(),
                        "serve",
                        "--port",
                        "0",
                        "--data-dir",
                        data.toString()),
                Map.of());
        var pidFile = Files.readAllLines(data.resolve("postgresql/postmaster.pid"));
        return new Target(
                server.process(),
                collections,
                server.port(),
                Integer.parseInt(pidFile.get(3).strip()),
                password(data));
    }

    static String java() {
        return Path.of(System.getProperty("java.home"), "bin", "java").toString();
    }

    private static String password(Path data) throws IOException {
        var start = "*:*:*:postgres:";
        try (var lines = Files.lines(data.resolve("pgpass"))) {
            return lines.filter(line -> line.startsWith(start))
                    .findFirst()
                    .orElseThrow()
                    .substring(start.length());
        }
    }

    HttpConnection http() throws IOException {
        return new HttpConnection(httpPort, "");
    }

    Sql sql() throws SQLException {
        return Sql.connect(jdbcUrl("postgres"));
    }

    /** Returns the URL of a database of the server, for the superuser. */
    String jdbcUrl(String database) {
        return "jdbc:postgresql://localhost:%d/%s?user=postgres&password=%s"
                .formatted(databasePort, database, password);
    }

    /** Returns the URL of the database in libpq's form, for the superuser. */
    String databaseUrl() {
        return "postgresql://postgres:%s@localhost:%d/postgres".formatted(password, databasePort);
    }

    /** Returns the password of the superuser. */
    String password() {
        return password;
    }

    int databasePort() {
        return databasePort;
    }

    /** Returns the number of outreaches. Their ids are {@code out_1} to this number, and so are their keys. */
    long outreaches() {
        return outreaches;
    }

    /** Returns how much heap the product has used so far, as text. */
    String heap() throws IOException {
        long before = 0;
        long after = 0;
        for (var line : Files.readAllLines(collections)) {
            var collection = COLLECTION.matcher(line);
            if (collection.find()) {
                before = Math.max(before, Long.parseLong(collection.group(1)));
                after = Math.max(after, Long.parseLong(collection.group(2)));
            }
        }
        return "at most %d MiB of %d, at most %d MiB after a collection".formatted(before, HEAP, after);
    }

    @Override
    public void close() {
        process.destroy();
        process.onExit().join();
    }
}
