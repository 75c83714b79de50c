package com.grow.outreach.bootstrap;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** The script {@code ./grow}. */
@DisabledOnOs(OS.WINDOWS)
@Timeout(value = 3, unit = TimeUnit.MINUTES)
class LauncherIT {

    private static final Path SCRIPT = Path.of("..", "grow");

    @TempDir
    Path directory;

    private record Run(int exitCode, List<String> lines) {}

    private static Run run(Path script, String... words) throws Exception {
        var command = new ArrayList<>(List.of("sh", script.toString()));
        command.addAll(List.of(words));
        var process = new ProcessBuilder(command).redirectErrorStream(true).start();
        var lines = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8)
                .lines()
                .toList();
        return new Run(process.waitFor(), lines);
    }

    @Test
    void without_a_jdk_that_is_new_enough_it_says_so_in_one_line() throws Exception {
        var demanding = directory.resolve("grow");
        Files.writeString(demanding, Files.readString(SCRIPT).replace("required=25", "required=999"));
        var run = run(demanding, "serve");
        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.lines()).singleElement().asString().startsWith("grow: ").contains("999", "JAVA_HOME");
        assertThat(directory).isDirectoryNotContaining(path -> !path.equals(demanding));
    }

    @Test
    void it_finds_a_jdk() throws Exception {
        var run = run(SCRIPT, "--print-java-home");
        assertThat(run.exitCode()).isZero();
        assertThat(Path.of(run.lines().getLast(), "bin", "javac")).isExecutable();
    }

    @Test
    void it_hands_its_words_over_to_grow() throws Exception {
        // On its own, so that no source can be newer than the jar.
        var target = Files.createDirectories(directory.resolve("bootstrap").resolve("target"));
        Files.copy(Path.of("target", "grow.jar"), target.resolve("grow.jar"));
        var lib = Files.createSymbolicLink(
                target.resolve("lib"), Path.of("target", "lib").toAbsolutePath());
        var run = run(Files.copy(SCRIPT, directory.resolve("grow")), "srve", "--port");
        Files.delete(lib);
        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.lines()).singleElement().asString().startsWith("grow: ").contains("srve");
    }
}
