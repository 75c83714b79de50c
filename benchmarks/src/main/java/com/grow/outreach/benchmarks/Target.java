package com.grow.outreach.benchmarks;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.regex.Pattern;

/** The product, running on a generated database of its own, and the way to that database past it. */
final class Target implements AutoCloseable {

    private static final Pattern UP = Pattern.compile("Grow is up: see http://localhost:(\\d+)/.*");

    private final Process process;
    private final int httpPort;
    private final int databasePort;

    private Target(Process process, int httpPort, int databasePort) {
        this.process = process;
        this.httpPort = httpPort;
        this.databasePort = databasePort;
    }

    /** Starts the packaged product with 512 MiB of heap. */
    static Target start(Path jar, Path data) throws IOException {
        var java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        var process = new ProcessBuilder(
                        java, "-Xmx512m", "-jar", jar.toString(), "serve", "--port", "0", "--data-dir", data.toString())
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        var lines = new BufferedReader(new InputStreamReader(process.getErrorStream(), StandardCharsets.UTF_8));
        for (var line = lines.readLine(); line != null; line = lines.readLine()) {
            var up = UP.matcher(line);
            if (up.matches()) {
                var pidFile = Files.readAllLines(data.resolve("postgresql/postmaster.pid"));
                return new Target(
                        process,
                        Integer.parseInt(up.group(1)),
                        Integer.parseInt(pidFile.get(3).strip()));
            }
        }
        throw new IOException("the product does not start on " + data);
    }

    HttpConnection http() throws IOException {
        return new HttpConnection(httpPort);
    }

    Connection sql() throws SQLException {
        return DriverManager.getConnection(
                "jdbc:postgresql://localhost:%d/postgres?user=postgres&prepareThreshold=1".formatted(databasePort));
    }

    int databasePort() {
        return databasePort;
    }

    @Override
    public void close() {
        process.destroy();
        process.onExit().join();
    }
}
