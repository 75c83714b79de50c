package com.grow.outreach.bootstrap;

import com.grow.outreach.adapter.persistence.Database;
import com.grow.outreach.application.port.out.BookAuditor.Finding;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The command {@code grow check}: tells whether all that a database holds agrees with itself. */
@Command(
        name = "check",
        description =
                "Looks at all that a database holds and tells whether it agrees with itself: states with histories,"
                        + " histories with the rules, and what is counted with what is there.",
        exitCodeListHeading = "Exit codes:%n",
        exitCodeList = {"0:all is right", "1:something is not, or the database can't be used"},
        mixinStandardHelpOptions = true,
        versionProvider = Grow.Version.class,
        defaultValueProvider = Environment.class,
        sortOptions = false,
        usageHelpAutoWidth = true)
final class CheckCommand implements Callable<Integer> {

    private static final int WRONG = 1;

    @Option(
            names = "--examples",
            paramLabel = "N",
            defaultValue = "10",
            description = "How many examples to show at most of each thing that is wrong. Default: 10.")
    int examples;

    @Mixin
    DatabaseOptions database = new DatabaseOptions();

    @Spec
    @Nullable CommandSpec spec;

    @Override
    public Integer call() throws StartException {
        if (examples < 0) {
            throw new StartException("%d examples can't be shown; name 0 or more".formatted(examples));
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
        return wrong.isEmpty() ? 0 : WRONG;
    }

    private void show(Finding finding) {
        var out = spec == null
                ? new PrintWriter(System.out, true)
                : spec.commandLine().getOut();
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
