package com.grow.outreach.bootstrap;

import com.grow.outreach.adapter.files.RecordFile;
import com.grow.outreach.application.imports.ImportKind;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;
import org.jspecify.annotations.Nullable;

/** The inputs of one import, with temporary copies of standard input and pipes. */
final class ImportInputs implements AutoCloseable {

    private static final String STANDARD_INPUT = "-";

    private final List<Spooled> copies = new ArrayList<>();

    /**
     * Opens an input.
     *
     * @param input the path of a file, or {@code -} for standard input
     * @param kind the kind of the rows, null to detect it
     */
    RecordFile open(String input, @Nullable ImportKind kind, Map<String, String> mapping, Charset charset)
            throws IOException {
        var path = Path.of(input);
        boolean standardInput = input.equals(STANDARD_INPUT);
        var name = standardInput ? "standard input" : String.valueOf(path.getFileName());
        RecordFile.Content content = () -> Files.newInputStream(path);
        long size = path.toFile().length();
        if (standardInput || Files.exists(path) && !Files.isRegularFile(path)) {
            // An import reads its files more than once, a pipe can be read only once.
            var copy = copy(standardInput ? System.in : Files.newInputStream(path));
            copies.add(copy);
            content = copy;
            size = copy.file().size();
        }
        long length = size;
        return new RecordFile(
                name,
                content,
                new RecordFile.Reading(kind, mapping, charset, bytes -> withProgress(bytes, name, length)));
    }

    private static Spooled copy(InputStream in) throws IOException {
        try (in) {
            return Spooled.of(in);
        }
    }

    private static InputStream withProgress(InputStream bytes, String name, long size) {
        var bar = new ProgressBarBuilder()
                .setTaskName(name)
                .setInitialMax(size)
                .setUnit(" MB", 1_000_000)
                .setStyle(ProgressBarStyle.ASCII);
        return ProgressBar.wrap(bytes, bar);
    }

    /** Deletes the temporary copies. */
    @Override
    public void close() throws StartException {
        try {
            for (var copy : copies) {
                copy.close();
            }
        } catch (IOException e) {
            throw new StartException("a temporary file can't be closed: " + e.getMessage(), e);
        }
    }
}
