package com.grow.outreach.bootstrap;

import com.grow.outreach.adapter.persistence.Database;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.logging.LogManager;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ParameterException;

/** The command {@code grow}. */
@Command(
        name = "grow",
        description = "Manages the outreaches of a sales team.",
        mixinStandardHelpOptions = true,
        versionProvider = Grow.Version.class,
        subcommands = {
            ServeCommand.class,
            GenerateCommand.class,
            ImportCommand.class,
            ExportCommand.class,
            CheckCommand.class,
            DuplicatesCommand.class,
            UserCommand.class,
            TokenCommand.class
        },
        synopsisSubcommandLabel = "COMMAND")
final class Grow {

    private static final int FAILED = 1;

    private Grow() {}

    /**
     * Runs the command and exits with its status, 0 on success.
     *
     * @param args the command line arguments
     */
    public static void main(String[] args) {
        configureLogging();
        int status = commandLine().execute(args);
        if (status != 0) {
            System.exit(status);
        }
    }

    static CommandLine commandLine() {
        return new CommandLine(new Grow())
                .setParameterExceptionHandler(Grow::refuse)
                .setExecutionExceptionHandler(Grow::fail)
                .setCaseInsensitiveEnumValuesAllowed(true);
    }

    private static int refuse(ParameterException e, String[] args) {
        e.getCommandLine()
                .getErr()
                .printf(
                        "grow: %s; see '%s --help'%n",
                        firstLine(String.valueOf(e.getMessage())),
                        e.getCommandLine().getCommandSpec().qualifiedName());
        return FAILED;
    }

    private static int fail(Exception e, CommandLine commandLine, CommandLine.ParseResult parsed) throws Exception {
        if (!(e instanceof StartException)) {
            throw e;
        }
        commandLine.getErr().println("grow: " + e.getMessage());
        return FAILED;
    }

    private static String firstLine(String message) {
        return message.lines().findFirst().orElse(message).replace("is not an int", "is not a whole number");
    }

    private static void configureLogging() {
        try (var configuration = Grow.class.getResourceAsStream("/logging.properties")) {
            LogManager.getLogManager().readConfiguration(configuration);
            for (var handler : Logger.getLogger("").getHandlers()) {
                handler.setFilter(Grow::isWorthALine);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Drops the scheduler's stack traces of failed connection attempts, since the outage itself is logged once, and shortens
     * those of other temporary failures to one line.
     */
    private static boolean isWorthALine(LogRecord line) {
        var failure = line.getThrown();
        if (failure == null || !String.valueOf(line.getLoggerName()).startsWith("com.github.kagkarlsson.")) {
            return true;
        }
        if (Database.passes(failure)) {
            line.setMessage("%s (%s)".formatted(line.getMessage(), failure.getMessage()));
            line.setThrown(null);
        }
        return !Database.isUnavailable(failure);
    }

    /** The version of the jar. */
    static final class Version implements CommandLine.IVersionProvider {

        @Override
        public String[] getVersion() {
            var version = Grow.class.getPackage().getImplementationVersion();
            return new String[] {"grow " + (version == null ? "(not packaged)" : version)};
        }
    }
}
