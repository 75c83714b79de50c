package com.grow.outreach.bootstrap;

import com.grow.outreach.adapter.files.BookFiles;
import com.grow.outreach.adapter.files.RowFormat;
import com.grow.outreach.adapter.persistence.Database;
import com.grow.outreach.application.port.out.book.BookOfBusiness;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The command {@code grow export}: writes all data to files that {@code grow import} reads. */
@Command(
        name = "export",
        description =
                "Exports a consistent snapshot of all data to files that 'grow import' reads, one file for each kind.")
final class ExportCommand extends Subcommand {

    @Option(
            names = "--format",
            paramLabel = "FORMAT",
            defaultValue = "csv",
            description = "The format of the files: csv or ndjson. Default: csv.")
    RowFormat format = RowFormat.CSV;

    @Option(names = "--output", paramLabel = "DIR", required = true, description = "The directory for the files.")
    Path output = Path.of("");

    @Mixin
    DatabaseOptions database = new DatabaseOptions();

    @Override
    public Integer call() throws StartException {
        return database.useExisting(this::run);
    }

    private int run(Database opened) throws StartException {
        try {
            opened.bookReader().read(book -> write(withProgress(book)));
        } catch (UncheckedIOException e) {
            throw new StartException("the files can't be written to %s: %s".formatted(output, e.getMessage()), e);
        }
        say("Exported to %s.".formatted(output));
        return 0;
    }

    private boolean write(BookOfBusiness book) {
        try {
            new BookFiles(output, format).write(book);
            return true;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static BookOfBusiness withProgress(BookOfBusiness book) {
        if (!Terminal.isInteractive()) {
            return book;
        }
        return new BookOfBusiness(
                withProgress("Users", book.users()),
                withProgress("Companies", book.companies()),
                withProgress("People", book.people()),
                withProgress("Sequences", book.sequences()),
                withProgress("Outreaches", book.outreaches()));
    }

    /** Adds a progress bar without a maximum, since the number of rows is unknown until they are read. */
    private static <T> Iterable<T> withProgress(String task, Iterable<T> rows) {
        return () -> ProgressBar.wrap(
                rows.iterator(),
                new ProgressBarBuilder().setTaskName(task).setInitialMax(-1).setStyle(ProgressBarStyle.ASCII));
    }
}
