package com.grow.outreach.bootstrap.embedded;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;

/**
 * The processes that work on one cluster. They are known by what they run, which is in the data directory, and by the cluster
 * they run it on, never by a process id alone: the system gives the id of a dead server to somebody else.
 */
final class ServerProcesses {

    private static final Duration KILL_LIMIT = Duration.ofSeconds(30);
    private static final long PAUSE_MILLIS = 50;

    private final DataDirectory directory;

    ServerProcesses(DataDirectory directory) {
        this.directory = directory;
    }

    /** Whether a process still runs what it ran. One that ended but wasn't reaped counts as ended. */
    static boolean isRunning(ProcessHandle process) {
        return process.isAlive() && process.info().command().isPresent();
    }

    /**
     * Stops all processes of the cluster: a server shuts down fast, without waiting for its clients; processes without a
     * server are killed.
     *
     * @param limit how long a server has before it is killed, too
     * @throws IOException if a process does not even end then, or another PostgreSQL runs on the cluster
     */
    void stop(Duration limit) throws IOException {
        var asked = new HashSet<ProcessHandle>();
        long start = System.nanoTime();
        for (var processes = find(); !processes.isEmpty(); processes = find()) {
            var waited = Duration.ofNanos(System.nanoTime() - start);
            if (waited.compareTo(limit.plus(KILL_LIMIT)) > 0) {
                throw new IOException("process %d of an earlier server does not end"
                        .formatted(processes.getFirst().pid()));
            }
            for (var process : processes) {
                boolean child = process.parent().filter(processes::contains).isPresent();
                if (waited.compareTo(limit) > 0 || !child && !isServer(process)) {
                    process.destroyForcibly();
                } else if (!child && asked.add(process)) {
                    interrupt(process);
                }
            }
            pause();
        }
        forgetStalePid();
    }

    private List<ProcessHandle> find() {
        return ProcessHandle.allProcesses().filter(this::isOurs).toList();
    }

    private boolean isOurs(ProcessHandle process) {
        return process.info()
                        .command()
                        .filter(command -> Path.of(command).startsWith(directory.path()))
                        .isPresent()
                && worksOnCluster(process);
    }

    private boolean worksOnCluster(ProcessHandle process) {
        return workingDirectory(process).filter(directory.cluster()::equals).isPresent()
                || arguments(process).contains(directory.cluster().toString());
    }

    /** Whether it was told a cluster to work on, unlike the processes that a server starts. */
    private static boolean isServer(ProcessHandle process) {
        return arguments(process).contains("-D");
    }

    private static List<String> arguments(ProcessHandle process) {
        return Arrays.asList(process.info().arguments().orElseGet(() -> new String[0]));
    }

    private static Optional<Path> workingDirectory(ProcessHandle process) {
        try {
            return Optional.of(Files.readSymbolicLink(Path.of("/proc", Long.toString(process.pid()), "cwd")));
        } catch (IOException e) {
            // It has ended, or this is not Linux.
            return Optional.empty();
        }
    }

    /** Asks a server for a fast shutdown. Java itself can only ask for one that waits for all clients to leave. */
    private static void interrupt(ProcessHandle server) throws IOException {
        new ProcessBuilder("sh", "-c", "kill -INT \"$0\"", Long.toString(server.pid()))
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
    }

    private static void pause() throws IOException {
        try {
            Thread.sleep(PAUSE_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while a server stops", e);
        }
    }

    /** The process that PostgreSQL's own file names, which may be any by now. */
    Optional<ProcessHandle> recorded() throws IOException {
        try (var lines = Files.lines(pidFile())) {
            return lines.findFirst()
                    .map(String::strip)
                    .filter(line -> line.matches("\\d{1,18}"))
                    .flatMap(line -> ProcessHandle.of(Long.parseLong(line)));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        }
    }

    private Path pidFile() {
        return directory.cluster().resolve("postmaster.pid");
    }

    /** PostgreSQL refuses to start as long as any process has the id that an earlier server left behind. */
    private void forgetStalePid() throws IOException {
        var process = recorded();
        if (process.isEmpty()) {
            return;
        }
        var command = process.get().info().command().orElse("");
        if (command.contains("postgres") && worksOnCluster(process.get())) {
            throw new IOException("process %d, %s, already runs on it; stop that one"
                    .formatted(process.get().pid(), command));
        }
        Files.delete(pidFile());
    }
}
