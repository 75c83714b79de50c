package com.grow.outreach.bootstrap;

import com.grow.outreach.adapter.persistence.Database;
import com.grow.outreach.application.port.out.book.BookAuditor.Finding;
import java.util.ArrayList;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The command {@code grow check}: checks the consistency of a database. */
@Command(
        name = "check",
        description =
                "Checks that the data of a database is consistent: states match histories, histories follow the state"
                        + " machine, and counters match the rows.",
        exitCodeListHeading = "Exit codes:%n",
        exitCodeList = {"0:the data is consistent", "1:the data is inconsistent, or the database can't be used"})
final class CheckCommand extends Subcommand {

    private static final int INCONSISTENT = 1;

    @Option(
            names = "--examples",
            paramLabel = "N",
            defaultValue = "10",
            description = "The maximum number of examples shown for each failed check. Default: 10.")
    int examples;

    @Mixin
    DatabaseOptions database = new DatabaseOptions();

    @Override
    public Integer call() throws StartException {
        if (examples < 0) {
            throw new StartException("--examples is %d; use 0 or more".formatted(examples));
        }
        return database.useExisting(this::check);
    }

    private int check(Database opened) {
        var wrong = new ArrayList<Finding>();
        opened.auditor().audit(examples, finding -> {
            show(finding);
            if (finding.contradictions() > 0) {
                wrong.add(finding);
            }
        });
        return wrong.isEmpty() ? 0 : INCONSISTENT;
    }

    private void show(Finding finding) {
        var out = out();
        if (finding.contradictions() == 0) {
            out.println("ok     " + finding.claim());
        } else {
            out.println("WRONG  %s. Exceptions: %,d".formatted(finding.claim(), finding.contradictions()));
            finding.examples().forEach(example -> out.println("       " + example));
            if (finding.examples().size() < finding.contradictions()) {
                out.println("       …");
            }
        }
        out.flush();
    }
}
