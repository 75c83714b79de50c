package com.grow.outreach.bootstrap;

import java.io.PrintWriter;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** The settings and the output that all subcommands of {@code grow} share. */
@Command(
        mixinStandardHelpOptions = true,
        versionProvider = Grow.Version.class,
        defaultValueProvider = Environment.class,
        sortOptions = false,
        usageHelpAutoWidth = true)
abstract class Subcommand implements Callable<Integer> {

    @Spec
    @Nullable CommandSpec spec;

    /** Returns the writer for results. */
    final PrintWriter out() {
        return spec == null
                ? new PrintWriter(System.out, true)
                : spec.commandLine().getOut();
    }

    /** Prints a message to standard error. */
    final void say(String line) {
        var err = spec == null
                ? new PrintWriter(System.err, true)
                : spec.commandLine().getErr();
        err.println(line);
        err.flush();
    }
}
