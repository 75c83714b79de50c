package com.grow.outreach.bootstrap;

import com.grow.outreach.adapter.persistence.Database;
import com.grow.outreach.application.port.out.book.BookAuditor.Finding;
import com.grow.outreach.application.service.directory.DirectoryServices;
import com.grow.outreach.domain.contact.ContactRepair;
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

    @Option(
            names = "--repair-contacts",
            description =
                    "Instead of the checks, brings contact data that earlier versions stored into the form of this"
                            + " version, and prints it as tab-separated columns: id, field, stored, repaired. An invalid value is"
                            + " printed with the reason and stays.")
    boolean repairContacts;

    @Option(names = "--dry-run", description = "With --repair-contacts: changes nothing.")
    boolean dryRun;

    @Mixin
    RegionOption region = new RegionOption();

    @Mixin
    DatabaseOptions database = new DatabaseOptions();

    @Override
    public Integer call() throws StartException {
        if (examples < 0) {
            throw new StartException("--examples is %d; use 0 or more".formatted(examples));
        }
        if (dryRun && !repairContacts) {
            throw new StartException("--dry-run needs --repair-contacts; a check changes nothing");
        }
        return database.useExisting(repairContacts ? this::repair : this::check);
    }

    private int repair(Database opened) throws StartException {
        var counts = new long[2];
        DirectoryServices.repair(opened.bookReader(), opened.taskTransactions(), opened.clock(), region.formats())
                .repair(dryRun, (id, finding) -> {
                    counts[finding.reason() == null ? 0 : 1]++;
                    out().println(String.join("\t", id.value(), finding.field(), finding.stored(), outcome(finding)));
                });
        out().flush();
        say("%s %,d values. Invalid and kept: %,d."
                .formatted(dryRun ? "Dry run, would repair" : "Repaired", counts[0], counts[1]));
        if (counts[0] > 0 && !dryRun) {
            say("The server searches for duplicates; ./grow duplicates finds them now.");
        }
        return 0;
    }

    private static String outcome(ContactRepair.Finding finding) {
        if (finding.reason() != null) {
            return "invalid: " + finding.reason();
        }
        return finding.canonical() == null ? "removed" : finding.canonical();
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
