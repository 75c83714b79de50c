package com.grow.outreach.bootstrap;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options that say which database a command is for. */
final class DatabaseOptions {

    @Option(
            names = "--data-dir",
            paramLabel = "DIR",
            defaultValue = ".grow",
            description = "Where the embedded PostgreSQL keeps its data; or GROW_DATA_DIR. Default: .grow")
    Path dataDir = Path.of("");

    @Option(
            names = "--database-url",
            paramLabel = "URL",
            description = "A PostgreSQL to use instead of the embedded one, postgresql://user:password@host/db or"
                    + " jdbc:postgresql:…; or DATABASE_URL. Default: none.")
    @Nullable String url;
}
