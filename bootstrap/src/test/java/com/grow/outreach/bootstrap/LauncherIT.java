package com.grow.outreach.bootstrap;

import static java.nio.file.StandardCopyOption.COPY_ATTRIBUTES;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** The scripts {@code ./grow} and {@code ./mvnw}. */
@DisabledOnOs(OS.WINDOWS)
@Timeout(value = 3, unit = TimeUnit.MINUTES)
class LauncherIT {

    private static final Path SCRIPT = Path.of("..", "grow");
    private static final Path FIND_JDK = Path.of("..", ".mvn", "find-jdk");

    @TempDir
    Path directory;

    private record Run(int exitCode, List<String> lines) {}

    private static Run run(Path script, String... words) throws Exception {
        return run(Map.of(), script, words);
    }

    private static Run run(Map<String, String> environment, Path script, String... words) throws Exception {
        var command = new ArrayList<>(List.of("sh", script.toString()));
        command.addAll(List.of(words));
        var builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().putAll(environment);
        var process = builder.start();
        var lines = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8)
                .lines()
                .toList();
        return new Run(process.waitFor(), lines);
    }

    @Test
    void reports_a_missing_or_old_jdk_in_one_line() throws Exception {
        var demanding = copyOfLauncher();
        var findJdk = directory.resolve(".mvn").resolve("find-jdk");
        Files.writeString(findJdk, Files.readString(findJdk).replace("required=25", "required=999"));
        var run = run(demanding, "serve");
        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.lines()).singleElement().asString().startsWith("grow: ").contains("999", "JAVA_HOME");
        assertThat(directory).isDirectoryNotContaining(path -> path.endsWith("bootstrap"));
    }

    @Test
    void maven_uses_a_newer_jdk_if_the_default_is_too_old() throws Exception {
        var older = directory.resolve("jdk-17");
        for (var tool : List.of("java", "javac")) {
            var fake = Files.createDirectories(older.resolve("bin")).resolve(tool);
            Files.writeString(fake, "#!/bin/sh\nexit 17\n");
            assertThat(fake.toFile().setExecutable(true)).isTrue();
        }
        Files.writeString(older.resolve("release"), "JAVA_VERSION=\"17.0.15\"\n");
        var found = Path.of(run(SCRIPT, "--print-java-home").lines().getLast());
        // The launcher searches the home directory on every system.
        var link = Files.createSymbolicLink(
                Files.createDirectories(directory.resolve(".jdks")).resolve("jdk-25"), found);
        var maven = Path.of(System.getProperty("user.home"), ".m2");
        var environment = Map.of(
                "JAVA_HOME", older.toString(),
                "PATH", older.resolve("bin") + ":" + System.getenv("PATH"),
                "HOME", directory.toString(),
                "MAVEN_USER_HOME", maven.toString());

        var run = run(environment, Path.of("..", "mvnw"), "--version");
        Files.delete(link);

        assertThat(run.exitCode()).isZero();
        assertThat(run.lines()).anySatisfy(line -> assertThat(line).matches("Java version: (2[5-9]|[3-9]\\d).*"));
    }

    private Path copyOfLauncher() throws IOException {
        Files.copy(FIND_JDK, Files.createDirectories(directory.resolve(".mvn")).resolve("find-jdk"), COPY_ATTRIBUTES);
        return Files.copy(SCRIPT, directory.resolve("grow"), COPY_ATTRIBUTES);
    }

    @Test
    void finds_a_jdk() throws Exception {
        var run = run(SCRIPT, "--print-java-home");
        assertThat(run.exitCode()).isZero();
        assertThat(Path.of(run.lines().getLast(), "bin", "javac")).isExecutable();
    }

    @Test
    void passes_its_arguments_to_grow() throws Exception {
        // In a directory without sources, so that no source is newer than the jar.
        var target = Files.createDirectories(directory.resolve("bootstrap").resolve("target"));
        Files.copy(Path.of("target", "grow.jar"), target.resolve("grow.jar"));
        var lib = Files.createSymbolicLink(
                target.resolve("lib"), Path.of("target", "lib").toAbsolutePath());
        var run = run(copyOfLauncher(), "srve", "--port");
        Files.delete(lib);
        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.lines()).singleElement().asString().startsWith("grow: ").contains("srve");
    }
}
