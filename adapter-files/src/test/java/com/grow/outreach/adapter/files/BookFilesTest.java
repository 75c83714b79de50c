package com.grow.outreach.adapter.files;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.grow.outreach.application.port.out.book.BookOfBusiness;
import com.grow.outreach.application.port.out.book.BookOfBusiness.Created;
import com.grow.outreach.domain.User;
import com.grow.outreach.domain.UserId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BookFilesTest {

    private static final Instant NOW = Instant.parse("2026-03-02T09:00:00Z");

    @TempDir
    Path directory;

    private static BookOfBusiness book(String user) {
        var users = List.of(new Created<>(new User(new UserId("usr_1"), user, "u@grow.example"), NOW));
        return new BookOfBusiness(users, List.of(), List.of(), List.of(), List.of());
    }

    private TreeMap<String, String> files() throws IOException {
        var files = new TreeMap<String, String>();
        try (var paths = Files.list(directory)) {
            for (var path : paths.filter(Files::isRegularFile).toList()) {
                files.put(path.getFileName().toString(), Files.readString(path));
            }
        }
        return files;
    }

    @Test
    void replaces_an_earlier_export() throws IOException {
        new BookFiles(directory, RowFormat.CSV).write(book("Uma"));
        Files.writeString(directory.resolve(".users.csv.part"), "of one that was killed");

        new BookFiles(directory, RowFormat.CSV).write(book("Ada"));

        assertThat(files())
                .containsOnlyKeys(
                        "companies.csv",
                        "outreaches.csv",
                        "people.csv",
                        "sequences.csv",
                        "transitions.csv",
                        "users.csv")
                .containsEntry("users.csv", "id,name,email,created_at\nusr_1,Ada,u@grow.example,%s\n".formatted(NOW));
    }

    @Test
    void keeps_the_earlier_export_when_an_export_fails() throws IOException {
        new BookFiles(directory, RowFormat.CSV).write(book("Uma"));
        var before = files();
        var cut = new BookOfBusiness(book("Ada").users(), List.of(), List.of(), List.of(), () -> {
            throw new IllegalStateException("the database went away");
        });

        assertThatThrownBy(() -> new BookFiles(directory, RowFormat.CSV).write(cut))
                .isInstanceOf(IllegalStateException.class);

        assertThat(files()).isEqualTo(before);
    }

    @Test
    void never_mixes_the_files_of_two_exports() throws IOException {
        new BookFiles(directory, RowFormat.CSV).write(book("Uma"));
        // A directory that is not empty can't be replaced.
        Files.delete(directory.resolve("transitions.csv"));
        Files.createDirectories(directory.resolve("transitions.csv").resolve("of mine"));

        assertThatThrownBy(() -> new BookFiles(directory, RowFormat.CSV).write(book("Ada")))
                .isInstanceOf(IOException.class);

        var users = files().get("users.csv");
        assertThat(users == null || requireNonNull(users).contains("Uma")).isTrue();
    }
}
