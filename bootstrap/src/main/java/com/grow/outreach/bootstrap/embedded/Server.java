package com.grow.outreach.bootstrap.embedded;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.time.Duration;

/** A PostgreSQL server on a data directory. It accepts only local connections with a password. */
public final class Server {

    static final String DATABASE = "postgres";

    private static final String HOST = "127.0.0.1";
    private static final int ATTEMPTS = 3;

    /** The time for a start, including crash recovery. A start that fails returns immediately. */
    private static final Duration START_LIMIT = Duration.ofMinutes(30);

    private static final Duration STOP_LIMIT = Duration.ofMinutes(5);
    private static final Duration ORPHAN_STOP_LIMIT = Duration.ofSeconds(30);

    /** The maximum length of a socket path that all systems support, in bytes. */
    private static final int LONGEST_SOCKET = 103;

    private final DataDirectory directory;
    private final Command command;
    private final ServerProcesses processes;
    private final Passwords passwords;
    private final int port;
    private final ProcessHandle process;

    private Server(
            DataDirectory directory,
            Command command,
            ServerProcesses processes,
            Passwords passwords,
            int port,
            ProcessHandle process) {
        this.directory = directory;
        this.command = command;
        this.processes = processes;
        this.passwords = passwords;
        this.port = port;
        this.process = process;
    }

    /**
     * Stops the server of an earlier process, if there is one, and starts a new one. The caller holds the lock of the
     * directory.
     *
     * @param fresh whether to create a new database and delete an incomplete one
     * @throws IOException if the server doesn't start; the message is the reason
     */
    public static Server start(DataDirectory directory, boolean fresh) throws IOException {
        var processes = new ServerProcesses(directory);
        processes.stop(ORPHAN_STOP_LIMIT);
        if (fresh) {
            directory.delete(DataDirectory.CLUSTER);
        }
        directory.restrict();
        var command = new Command(directory, ServerPrograms.in(directory));
        if (fresh) {
            directory.createEmpty(DataDirectory.CLUSTER);
            command.require(
                    "",
                    "initdb",
                    "--auth=reject",
                    "--username=" + Passwords.SUPERUSER,
                    "--encoding=UTF-8",
                    "--locale-provider=builtin",
                    "--builtin-locale=C.UTF-8",
                    "--locale=C",
                    "-D",
                    directory.cluster().toString());
        }
        var passwords = Roles.in(directory, command);
        return start(directory, command, processes, passwords, 0);
    }

    private static Server start(
            DataDirectory directory, Command command, ServerProcesses processes, Passwords passwords, int fixedPort)
            throws IOException {
        for (int attempt = 1; ; attempt++) {
            deleteSockets(directory);
            int port = fixedPort == 0 ? freePort() : fixedPort;
            long logged = Files.size(directory.log());
            var result = command.run("", "pg_ctl", arguments(directory, port));
            var process = processes.recorded();
            if (result.exitCode() == 0 && process.isPresent()) {
                var server = new Server(directory, command, processes, passwords, port, process.get());
                server.writeServices();
                return server;
            }
            var output = result.output() + log(directory, logged);
            // Also stops a server that an earlier process was about to start.
            processes.stop(ORPHAN_STOP_LIMIT);
            boolean passing =
                    fixedPort == 0 && output.contains(Command.PORT_TAKEN) || output.contains("postmaster.pid");
            if (attempt == ATTEMPTS || !passing) {
                throw new IOException(command.reason(output));
            }
        }
    }

    private static String[] arguments(DataDirectory directory, int port) {
        var settings = String.join(
                " -c ",
                "-p " + port,
                "listen_addresses=" + HOST,
                // A path relative to the cluster is never too long.
                "unix_socket_directories=.",
                "unix_socket_permissions=0700",
                "hba_file=pg_hba.conf",
                "password_encryption=scram-sha-256",
                "timezone=UTC",
                "max_connections=100",
                "fsync=on",
                "full_page_writes=on",
                "synchronous_commit=on");
        return new String[] {
            "start",
            "-D",
            directory.cluster().toString(),
            "-l",
            directory.log().toString(),
            "-w",
            "-t",
            Long.toString(START_LIMIT.toSeconds()),
            "-s",
            "-o",
            settings
        };
    }

    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0, 1, InetAddress.getByName(HOST))) {
            return socket.getLocalPort();
        }
    }

    private static void deleteSockets(DataDirectory directory) throws IOException {
        try (var sockets = Files.newDirectoryStream(directory.cluster(), ".s.PGSQL.*")) {
            for (var socket : sockets) {
                Files.delete(socket);
            }
        }
    }

    private static String log(DataDirectory directory, long from) throws IOException {
        try (var file = new RandomAccessFile(directory.log().toFile(), "r")) {
            file.seek(from);
            var bytes = new byte[(int) Math.min(file.length() - from, 1 << 20)];
            file.readFully(bytes);
            return new String(bytes, StandardCharsets.UTF_8);
        }
    }

    /** Writes the service file, with which operators connect without the port and the password. */
    private void writeServices() throws IOException {
        var socket = directory.cluster().resolve(".s.PGSQL." + port).toString();
        boolean usable = socket.getBytes(StandardCharsets.UTF_8).length <= LONGEST_SOCKET;
        var services = new StringBuilder();
        for (var role : new String[] {Passwords.GROW, Passwords.SUPERUSER}) {
            services.append("""
                    [%s]
                    host=%s
                    port=%d
                    dbname=%s
                    user=%s
                    passfile=%s
                    """.formatted(
                            role,
                            usable ? directory.cluster() : HOST,
                            port,
                            DATABASE,
                            role,
                            directory.path().resolve(DataDirectory.PASSWORDS)));
        }
        DataDirectory.write(directory.path().resolve(DataDirectory.SERVICES), services.toString());
    }

    /** Returns the JDBC URL of the database, without user and password. */
    public String jdbcUrl() {
        // With any other method, a foreign process on the port could receive the password.
        return "jdbc:postgresql://%s:%d/%s?requireAuth=scram-sha-256".formatted(HOST, port, DATABASE);
    }

    /** Returns the role that Grow connects as. */
    public String user() {
        return Passwords.GROW;
    }

    /** Returns the password of that role. */
    public String password() {
        return passwords.grow();
    }

    /** Returns whether the server runs. It may be restarting its child processes. */
    public boolean isRunning() {
        return ServerProcesses.isRunning(process);
    }

    /**
     * Restarts a server that has ended, on the same port.
     *
     * @throws IOException if the server doesn't start; the message is the reason
     */
    public Server restart() throws IOException {
        processes.stop(ORPHAN_STOP_LIMIT);
        return start(directory, command, processes, passwords, port);
    }

    /** Stops the server without waiting for clients to disconnect. */
    public void stop() throws IOException {
        processes.stop(STOP_LIMIT);
    }
}
