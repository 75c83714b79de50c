package com.grow.outreach.bootstrap.embedded;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Runs the programs of PostgreSQL.
 *
 * @param directory the data directory
 * @param programs where the programs are
 */
record Command(DataDirectory directory, Path programs) {

    private static final Pattern REASON = Pattern.compile("(?:FATAL|PANIC|ERROR|error): +(.*)");
    private static final String DISK_FULL = "No space left on device";
    static final String PORT_TAKEN = "Address already in use";

    /** Less than what PostgreSQL needs for one more file of its log. */
    private static final long LITTLE_SPACE = 16 << 20;

    /**
     * What a program has said.
     *
     * @param exitCode 0 if it succeeded
     * @param output on either stream
     */
    record Result(int exitCode, String output) {}

    /** Runs a program to its end, with that as its input. */
    Result run(String input, String program, String... arguments) throws IOException {
        var words = new ArrayList<String>();
        if (DataDirectory.isRoots()) {
            // PostgreSQL refuses to run as root; in a user namespace it runs as nobody, without root's rights.
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
            // It has ended already; its output says why.
        }
        var output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        try {
            int exitCode = process.waitFor();
            if (exitCode != 0 && output.startsWith("unshare: ")) {
                throw new IOException("PostgreSQL doesn't run as root, and this system allows no user namespace;"
                        + " run Grow as another user, or name a database by --database-url");
            }
            return new Result(exitCode, output);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while %s runs".formatted(program), e);
        }
    }

    /** Runs a program that has to succeed. */
    void require(String input, String program, String... arguments) throws IOException {
        var result = run(input, program, arguments);
        if (result.exitCode() != 0) {
            throw new IOException(reason(result.output()));
        }
    }

    /** The reason for a failure: what the system or PostgreSQL says last. */
    String reason(String output) throws IOException {
        if (output.contains(DISK_FULL)
                || !REASON.matcher(output).find()
                        && Files.getFileStore(directory.path()).getUsableSpace() < LITTLE_SPACE) {
            // On a full disk, the log may not even say so.
            return DISK_FULL;
        }
        if (output.contains(PORT_TAKEN)) {
            return "another process has taken its port";
        }
        return REASON.matcher(output)
                .results()
                .map(match -> match.group(1).strip())
                .reduce((first, last) -> last)
                .orElseGet(() -> output.lines()
                        .map(String::strip)
                        .filter(line -> !line.isEmpty())
                        .findFirst()
                        .orElse("it doesn't say why"));
    }
}
