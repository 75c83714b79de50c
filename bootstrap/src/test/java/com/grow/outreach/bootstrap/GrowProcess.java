package com.grow.outreach.bootstrap;

import static java.util.Objects.requireNonNull;

import java.io.EOFException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The packaged application in a separate process, on the JDK of the test. */
public final class GrowProcess implements AutoCloseable {

    private static final Path JAR =
            Path.of("..", "bootstrap", "target", "grow.jar").toAbsolutePath();
    private static final Pattern UP = Pattern.compile("Grow is up: see https?://localhost:(\\d+)/ .*");

    private final Process process;
    private final List<String> lines = new ArrayList<>();
    private final CompletableFuture<Integer> port = new CompletableFuture<>();
    private final Thread reader = Thread.ofVirtual().unstarted(this::read);

    private GrowProcess(Process process) {
        this.process = process;
        reader.start();
    }

    public static GrowProcess run(String... words) {
        return run(Map.of(), words);
    }

    /** Starts it with these variables, without Grow's variables of this process. */
    public static GrowProcess run(Map<String, String> variables, String... words) {
        return run(variables, Stream.of(), words);
    }

    private static GrowProcess run(Map<String, String> variables, Stream<String> prefix, String... words) {
        var java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        var command =
                Stream.concat(prefix, Stream.concat(Stream.of(java, "-jar", JAR.toString()), Arrays.stream(words)));
        var builder = new ProcessBuilder(command.toList()).redirectErrorStream(true);
        builder.environment().keySet().removeIf(name -> name.matches("PORT|DATABASE_URL|GROW_.*|JAVA_TOOL_OPTIONS"));
        builder.environment().putAll(variables);
        try {
            return new GrowProcess(builder.start());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Starts {@code grow serve} on a free port and waits until it accepts requests. */
    public static GrowProcess serve(Path dataDir, String... options) {
        var words = Stream.concat(
                Stream.of("serve", "--port", "0", "--data-dir", dataDir.toString()), Arrays.stream(options));
        var grow = run(words.toArray(String[]::new));
        grow.http();
        return grow;
    }

    /** Starts as {@link #serve} does, with a umask that gives all users access to new files. */
    static GrowProcess serveWithoutUmask(Path dataDir, String... options) {
        var words = Stream.concat(
                Stream.of("serve", "--port", "0", "--data-dir", dataDir.toString()), Arrays.stream(options));
        var grow = run(Map.of(), Stream.of("sh", "-c", "umask 000; exec \"$0\" \"$@\""), words.toArray(String[]::new));
        grow.http();
        return grow;
    }

    private void read() {
        try (var out = process.inputReader()) {
            for (var line = out.readLine(); line != null; line = out.readLine()) {
                synchronized (lines) {
                    lines.add(line);
                }
                var up = UP.matcher(line);
                if (up.matches()) {
                    port.complete(Integer.valueOf(up.group(1)));
                }
            }
        } catch (IOException e) {
            port.completeExceptionally(e);
        }
        port.completeExceptionally(new EOFException("it ended before it was up"));
    }

    /** Waits until the server accepts requests, and returns a client. */
    public Http http() {
        try {
            return new Http(port.get());
        } catch (InterruptedException | ExecutionException e) {
            throw new AssertionError(String.join("\n", lines()), e);
        }
    }

    /** Returns the output so far, standard output and standard error. */
    public List<String> lines() {
        synchronized (lines) {
            return List.copyOf(lines);
        }
    }

    /** Waits until the process has ended. */
    public int exitCode() {
        try {
            int code = process.waitFor();
            reader.join();
            return code;
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    /** Sends SIGTERM. */
    public void terminate() {
        process.destroy();
    }

    /** Sends SIGKILL. */
    public void kill() {
        process.destroyForcibly();
        exitCode();
    }

    /** Ends the process, by SIGKILL if SIGTERM is not enough. */
    @Override
    public void close() {
        terminate();
        process.onExit().completeOnTimeout(process, 1, TimeUnit.MINUTES).join();
        kill();
    }

    /** Returns the process of the PostgreSQL on a data directory. */
    public static ProcessHandle postgres(Path dataDir) {
        return ProcessHandle.of(Long.parseLong(pidFile(dataDir).getFirst())).orElseThrow();
    }

    /** Returns the JDBC URL of the PostgreSQL on a data directory, for its superuser. */
    public static String jdbcUrl(Path dataDir) {
        return jdbcUrl(dataDir, "postgres", "postgres");
    }

    /** Returns the JDBC URL of a database of the PostgreSQL on a data directory, for one of its roles. */
    static String jdbcUrl(Path dataDir, String role, String database) {
        return "jdbc:postgresql://localhost:%s/%s?user=%s&password=%s"
                .formatted(pidFile(dataDir).get(3), database, role, password(dataDir, role));
    }

    private static String password(Path dataDir, String role) {
        try (var lines = Files.lines(dataDir.resolve("pgpass"))) {
            var start = "*:*:*:" + role + ":";
            return lines.filter(line -> line.startsWith(start))
                    .findFirst()
                    .orElseThrow()
                    .substring(start.length());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<String> pidFile(Path dataDir) {
        try {
            return Files.readAllLines(
                    requireNonNull(dataDir.resolve("postgresql").resolve("postmaster.pid")));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
