package com.grow.outreach.bootstrap.embedded;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * A runner of PostgreSQL's programs.
 *
 * @param directory the data directory
 * @param programs the folder of the programs
 */
record Command(DataDirectory directory, Path programs) {

    private static final Pattern REASON = Pattern.compile("(?:FATAL|PANIC|ERROR|error): +(.*)");
    private static final String DISK_FULL = "No space left on device";
    static final String PORT_TAKEN = "Address already in use";

    /** The size of one WAL segment, in bytes. With less free space, PostgreSQL can't write. */
    private static final long LITTLE_SPACE = 16 << 20;

    /**
     * The result of a program.
     *
     * @param exitCode 0 on success
     * @param output the standard output and the standard error
     */
    record Result(int exitCode, String output) {}

    /** Runs a program with the given input and waits for its end. */
    Result run(String input, String program, String... arguments) throws IOException {
        var words = new ArrayList<String>();
        if (DataDirectory.isRoots()) {
            // PostgreSQL refuses to run as root. In a user namespace it runs as nobody, without root's rights.
            words.addAll(List.of("unshare", "--user"));
        }
        words.add(programs.resolve(program).toString());
        words.addAll(List.of(arguments));
        var builder = new ProcessBuilder(words)
                .directory(directory.cluster().toFile())
                .redirectErrorStream(true);
        builder.environment().keySet().removeIf(name -> name.startsWith("PG"));
        builder.environment().put("LC_ALL", "C");
        var process = builder.start();
        try (var in = process.outputWriter(StandardCharsets.UTF_8)) {
            in.write(input);
        } catch (IOException e) {
            // The program has ended already. Its output has the reason.
        }
        var output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        try {
            int exitCode = process.waitFor();
            if (exitCode != 0 && output.startsWith("unshare: ")) {
                throw new IOException("PostgreSQL doesn't run as root, and this system does not allow user namespaces;"
                        + " run Grow as another user, or use a database with --database-url");
            }
            return new Result(exitCode, output);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while %s runs".formatted(program), e);
        }
    }

    /** Runs a program. Throws the reason if it fails. */
    void require(String input, String program, String... arguments) throws IOException {
        var result = run(input, program, arguments);
        if (result.exitCode() != 0) {
            throw new IOException(reason(result.output()));
        }
    }

    /** Returns the reason for a failure: the last error of the system or of PostgreSQL. */
    String reason(String output) throws IOException {
        if (output.contains(DISK_FULL)
                || !REASON.matcher(output).find()
                        && Files.getFileStore(directory.path()).getUsableSpace() < LITTLE_SPACE) {
            // On a full disk, the log may not contain the reason.
            return DISK_FULL;
        }
        if (output.contains(PORT_TAKEN)) {
            return "another process uses its port";
        }
        return REASON.matcher(output)
                .results()
                .map(match -> match.group(1).strip())
                .reduce((first, last) -> last)
                .orElseGet(() -> output.lines()
                        .map(String::strip)
                        .filter(line -> !line.isEmpty())
                        .findFirst()
                        .orElse("the log has no reason"));
    }
}
