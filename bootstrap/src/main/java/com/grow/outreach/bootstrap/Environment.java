package com.grow.outreach.bootstrap;

import java.util.Map;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.IDefaultValueProvider;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.OptionSpec;

/** The variables of the environment that stand in for options which are not given; a blank one is as if absent. */
final class Environment implements IDefaultValueProvider {

    private static final Map<String, String> VARIABLES = Map.of(
            "--port", "PORT",
            "--host", "GROW_HOST",
            "--data-dir", "GROW_DATA_DIR",
            "--database-url", "DATABASE_URL",
            "--empty", "GROW_EMPTY",
            "--demo", "GROW_DEMO",
            "--cors-origin", "GROW_CORS_ORIGINS",
            "--max-body-size", "GROW_MAX_BODY_SIZE",
            "--webhook-allow-private", "GROW_WEBHOOK_ALLOW_PRIVATE");

    private final UnaryOperator<@Nullable String> variables;

    /** The environment of this process. */
    Environment() {
        this(System::getenv);
    }

    /**
     * Another environment.
     *
     * @param variables the value of a variable, null if there is none
     */
    Environment(UnaryOperator<@Nullable String> variables) {
        this.variables = variables;
    }

    @Override
    public @Nullable String defaultValue(ArgSpec argument) {
        if (!(argument instanceof OptionSpec option)) {
            return null;
        }
        var variable = VARIABLES.get(option.longestName());
        var value = variable == null ? null : variables.apply(variable);
        if (value == null || value.isBlank()) {
            return null;
        }
        return option.type() == boolean.class && value.equals("1") ? "true" : value;
    }
}
