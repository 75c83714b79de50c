package com.grow.outreach.jooqcodegen;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.flywaydb.core.Flyway;
import org.jooq.codegen.GenerationTool;
import org.jooq.meta.jaxb.Configuration;
import org.jooq.meta.jaxb.Database;
import org.jooq.meta.jaxb.ForcedType;
import org.jooq.meta.jaxb.Generate;
import org.jooq.meta.jaxb.Generator;
import org.jooq.meta.jaxb.Jdbc;
import org.jooq.meta.jaxb.Logging;
import org.jooq.meta.jaxb.Target;

/** A generator of jOOQ classes. It runs the migrations on an embedded PostgreSQL and reads the resulting schema. */
public final class JooqCodegen {

    private static final Logger ROOT_LOGGER = Logger.getLogger("");

    private JooqCodegen() {}

    /**
     * Generates the classes, unless they are up to date with the migrations.
     *
     * @param args the folder of the migrations, the target folder, and the package of the classes
     */
    public static void main(String[] args) throws Exception {
        var migrations = Path.of(args[0]);
        var target = Path.of(args[1]);
        var stamp = target.resolve(".migrations.sha256");
        var hash = hash(migrations);
        if (Files.exists(stamp) && Files.readString(stamp).equals(hash)) {
            return;
        }
        ROOT_LOGGER.setLevel(Level.WARNING);
        try (var postgres = EmbeddedPostgres.start()) {
            Flyway.configure()
                    .dataSource(postgres.getPostgresDatabase())
                    .locations("filesystem:" + migrations)
                    .load()
                    .migrate();
            GenerationTool.generate(
                    configuration(postgres.getJdbcUrl("postgres", "postgres"), target.toString(), args[2]));
        }
        Files.writeString(stamp, hash);
    }

    private static Configuration configuration(String jdbcUrl, String directory, String packageName) {
        return new Configuration()
                .withLogging(Logging.WARN)
                .withJdbc(new Jdbc().withUrl(jdbcUrl))
                .withGenerator(new Generator()
                        .withDatabase(new Database()
                                .withInputSchema("public")
                                .withOutputSchemaToDefault(true)
                                // The functions of pg_trgm do not belong to Grow's schema.
                                .withExcludes("flyway_schema_history|.*trgm.*|.*similarity.*|(set|show)_limit")
                                .withForcedTypes(
                                        new ForcedType().withName("INSTANT").withIncludeTypes("timestamptz")))
                        // Two references of one table to another would get one name for the way between the others.
                        .withGenerate(new Generate().withImplicitJoinPathsManyToMany(false))
                        .withTarget(new Target().withDirectory(directory).withPackageName(packageName)));
    }

    private static String hash(Path migrations) throws Exception {
        var digest = MessageDigest.getInstance("SHA-256");
        try (var files = Files.list(migrations)) {
            files.sorted().forEach(file -> {
                digest.update(file.getFileName().toString().getBytes(StandardCharsets.UTF_8));
                try {
                    digest.update(Files.readAllBytes(file));
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            });
        }
        return HexFormat.of().formatHex(digest.digest());
    }
}
