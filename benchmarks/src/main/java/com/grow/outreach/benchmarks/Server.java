package com.grow.outreach.benchmarks;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * A running server of the product.
 *
 * @param port the port of its API
 */
record Server(Process process, int port) implements AutoCloseable {

    private static final Pattern UP = Pattern.compile("Grow is up: see http://localhost:(\\d+)/.*");

    /** Starts a server, and returns when it accepts requests. Prints what it logs. */
    static Server start(List<String> command, Map<String, String> environment) throws IOException {
        var builder = new ProcessBuilder(command).redirectOutput(ProcessBuilder.Redirect.DISCARD);
        builder.environment().putAll(environment);
        var process = builder.start();
        var lines = new BufferedReader(new InputStreamReader(process.getErrorStream(), StandardCharsets.UTF_8));
        for (var line = lines.readLine(); line != null; line = lines.readLine()) {
            var up = UP.matcher(line);
            if (up.matches()) {
                Thread.ofVirtual().start(() -> lines.lines().forEach(System.err::println));
                return new Server(process, Integer.parseInt(up.group(1)));
            }
            System.err.println(line);
        }
        throw new IOException("the product does not start: " + command);
    }

    @Override
    public void close() {
        process.destroy();
        process.onExit().join();
    }
}
