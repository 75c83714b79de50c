package com.grow.outreach.bootstrap;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/** An extension that shares one {@link Postgres} between tests. It stops after the last of them. */
final class SharedPostgres implements ParameterResolver {

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == Postgres.class;
    }

    @Override
    public Postgres resolveParameter(ParameterContext parameter, ExtensionContext context) {
        return context.getRoot()
                .getStore(Namespace.create(SharedPostgres.class))
                .computeIfAbsent(Postgres.class, type -> start(), Postgres.class);
    }

    private static Postgres start() {
        try {
            return new Postgres(Files.createTempDirectory("grow-postgres"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
