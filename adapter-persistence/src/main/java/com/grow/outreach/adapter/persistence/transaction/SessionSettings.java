package com.grow.outreach.adapter.persistence.transaction;

import static java.util.stream.Collectors.joining;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Settings of a database session. They take precedence over those of the database and the role, so that Grow behaves the
 * same everywhere and no statement waits without a limit.
 *
 * @param lock how long a statement waits for one lock
 * @param statement how long a statement runs
 * @param idle how long a transaction stays open without a statement
 */
public record SessionSettings(Duration lock, Duration statement, Duration idle) {

    /**
     * For HTTP requests. They wait for locks in short attempts and release the connection in between, so that waiting
     * requests don't exhaust the pool.
     */
    public static final SessionSettings REQUESTS =
            new SessionSettings(Duration.ofMillis(200), Duration.ofSeconds(15), Duration.ofSeconds(30));

    /** For jobs, imports, deliveries and housekeeping. */
    public static final SessionSettings BACKGROUND =
            new SessionSettings(Duration.ofSeconds(10), Duration.ofMinutes(5), Duration.ofMinutes(5));

    /** For commands that load, export or audit the whole database. */
    public static final SessionSettings BULK =
            new SessionSettings(Duration.ofHours(1), Duration.ofHours(6), Duration.ofHours(1));

    /** For migrations; Flyway keeps a transaction open for its lock meanwhile. */
    public static final SessionSettings MIGRATIONS =
            new SessionSettings(Duration.ofSeconds(30), Duration.ofHours(6), Duration.ofHours(6));

    /** A custom parameter. It shows whether the options of a connection reached the server. */
    public static final String MARK = "grow.session";

    private static final String READ_COMMITTED = "read committed";

    /**
     * Returns the parameter {@code options} of a new connection.
     *
     * @param ofServer further parameters, which depend on the server
     */
    public String options(Map<String, String> ofServer) {
        var parameters = new LinkedHashMap<String, String>();
        parameters.put(MARK, "1");
        parameters.put("default_transaction_isolation", READ_COMMITTED);
        parameters.put("default_transaction_deferrable", "off");
        parameters.put("standard_conforming_strings", "on");
        parameters.put("idle_session_timeout", "0");
        // Statements are short and frequent, so parallel workers and JIT compilation don't pay off.
        parameters.put("max_parallel_workers_per_gather", "0");
        parameters.put("jit", "off");
        parameters.putAll(limits(ofServer));
        return parameters.entrySet().stream()
                .map(parameter -> "-c %s=%s".formatted(parameter.getKey(), escaped(parameter.getValue())))
                .collect(joining(" "));
    }

    /**
     * Returns statements that apply the settings to the transaction that begins with them.
     *
     * @param ofServer further parameters, which depend on the server
     */
    public String local(Map<String, String> ofServer) {
        var settings = new LinkedHashMap<String, String>();
        settings.put("max_parallel_workers_per_gather", "0");
        settings.put("jit", "off");
        settings.putAll(limits(ofServer));
        return "set transaction isolation level %s; ".formatted(READ_COMMITTED) + statements(settings);
    }

    /** Returns statements that set the limits for the rest of a transaction. */
    public String localLimits() {
        return statements(limits());
    }

    private static String statements(Map<String, String> settings) {
        return settings.entrySet().stream()
                .map(setting -> setting.getKey().equals("search_path")
                        ? "set local search_path = " + setting.getValue()
                        : "set local %s = '%s'".formatted(setting.getKey(), setting.getValue()))
                .collect(joining("; "));
    }

    private Map<String, String> limits(Map<String, String> ofServer) {
        var limits = new LinkedHashMap<>(limits());
        limits.putAll(ofServer);
        return limits;
    }

    private Map<String, String> limits() {
        var limits = new LinkedHashMap<String, String>();
        limits.put("lock_timeout", String.valueOf(lock.toMillis()));
        limits.put("statement_timeout", String.valueOf(statement.toMillis()));
        limits.put("idle_in_transaction_session_timeout", String.valueOf(idle.toMillis()));
        return limits;
    }

    private static String escaped(String value) {
        return value.replace("\\", "\\\\").replace(" ", "\\ ");
    }
}
