package com.grow.outreach.bootstrap;

import com.grow.outreach.adapter.persistence.Database;
import com.grow.outreach.application.port.out.book.BookOfBusiness;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The command {@code grow generate}: fills an empty database with realistic data of any size. */
@Command(name = "generate", description = "Fills an empty database with generated data of any size.")
final class GenerateCommand extends Subcommand {

    @Option(
            names = "--outreaches",
            paramLabel = "N",
            required = true,
            description = "The number of outreaches; the numbers of other records follow from it.")
    int outreaches;

    @Option(
            names = "--seed",
            paramLabel = "S",
            defaultValue = "1",
            description = "The seed of the random data; the same seed generates the same data. Default: 1.")
    long seed;

    @Mixin
    DatabaseOptions database = new DatabaseOptions();

    @Override
    public Integer call() throws StartException {
        if (outreaches < 1) {
            throw new StartException("--outreaches is %d; use 1 or more".formatted(outreaches));
        }
        if (database.url == null) {
            try (var embedded = EmbeddedDatabase.start(database.dataDir.toAbsolutePath())) {
                DatabaseOptions.use(embedded.settings(), this::fill);
                embedded.complete();
            }
        } else {
            DatabaseOptions.use(DatabaseUrl.parse(database.url), this::fill);
        }
        return 0;
    }

    private int fill(Database opened) throws StartException {
        if (!opened.bookLoader().loadIfEmpty(withProgress(new GeneratedBook(outreaches, seed).book()))) {
            throw new StartException("the database has data already; use an empty one");
        }
        say("Generated %,d outreaches.".formatted(outreaches));
        return 0;
    }

    /** Returns the book with a progress bar for each pass over its outreaches. */
    private BookOfBusiness withProgress(BookOfBusiness book) {
        var passes = new int[1];
        return new BookOfBusiness(book.users(), book.companies(), book.people(), book.sequences(), () -> {
            passes[0]++;
            return ProgressBar.wrap(
                    book.outreaches().iterator(),
                    new ProgressBarBuilder()
                            .setTaskName(passes[0] == 1 ? "Outreaches" : "Histories, then indexes")
                            .setInitialMax(outreaches)
                            .setStyle(ProgressBarStyle.ASCII));
        });
    }
}
