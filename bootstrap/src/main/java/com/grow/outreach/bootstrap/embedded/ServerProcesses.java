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
 * The PostgreSQL processes of one cluster. A process belongs to the cluster if it runs a program in the data directory on
 * that cluster. Its process id alone is not enough, because the system reuses the ids of dead processes.
 */
final class ServerProcesses {

    private static final Duration KILL_LIMIT = Duration.ofSeconds(30);
    private static final long PAUSE_MILLIS = 50;

    private final DataDirectory directory;

    ServerProcesses(DataDirectory directory) {
        this.directory = directory;
    }

    /** Returns whether a process is running. A zombie process counts as ended. */
    static boolean isRunning(ProcessHandle process) {
        return process.isAlive() && process.info().command().isPresent();
    }

    /**
     * Stops all processes of the cluster. A server shuts down in fast mode, without waiting for its clients. Processes
     * without a server are killed.
     *
     * @param limit the time after which a server is killed
     * @throws IOException if a killed process does not exit, or if another PostgreSQL runs on the cluster
     */
    void stop(Duration limit) throws IOException {
        var asked = new HashSet<ProcessHandle>();
        long start = System.nanoTime();
        for (var processes = find(); !processes.isEmpty(); processes = find()) {
            var waited = Duration.ofNanos(System.nanoTime() - start);
            if (waited.compareTo(limit.plus(KILL_LIMIT)) > 0) {
                throw new IOException("process %d of an earlier server does not exit; kill it"
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

    /** Returns whether the arguments name a cluster. Those of a server's child processes do not. */
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
            // The process has ended, or this is not Linux.
            return Optional.empty();
        }
    }

    /** Requests a fast shutdown of a server. Java can only send SIGTERM, which waits until all clients disconnect. */
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
            throw new IOException("interrupted while the server stops", e);
        }
    }

    /** Returns the process with the id in PostgreSQL's pid file. The system may have reused the id. */
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

    /** Deletes a stale pid file. PostgreSQL does not start while any process has the id in it. */
    private void forgetStalePid() throws IOException {
        var process = recorded();
        if (process.isEmpty()) {
            return;
        }
        var command = process.get().info().command().orElse("");
        if (command.contains("postgres") && worksOnCluster(process.get())) {
            throw new IOException("process %d (%s) already uses its database; stop that process"
                    .formatted(process.get().pid(), command));
        }
        Files.delete(pidFile());
    }
}
