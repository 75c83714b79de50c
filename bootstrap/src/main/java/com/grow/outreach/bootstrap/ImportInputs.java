package com.grow.outreach.bootstrap;

import com.grow.outreach.adapter.files.RecordFile;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;

/** The inputs of one import, with temporary copies of standard input and pipes. */
final class ImportInputs implements AutoCloseable {

    private static final String STANDARD_INPUT = "-";

    private final List<Spooled> copies = new ArrayList<>();

    /**
     * Opens an input.
     *
     * @param input the path of a file, or {@code -} for standard input
     * @param reading the options for reading; progress is shown on a terminal
     */
    RecordFile open(String input, RecordFile.Reading reading) throws IOException {
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
                new RecordFile.Reading(
                        reading.kind(),
                        reading.mapping(),
                        reading.charset(),
                        reading.layout(),
                        bytes -> withProgress(bytes, name, length)));
    }

    private static Spooled copy(InputStream in) throws IOException {
        try (in) {
            return Spooled.of(in);
        }
    }

    private static InputStream withProgress(InputStream bytes, String name, long size) {
        if (!Terminal.isInteractive()) {
            return bytes;
        }
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
