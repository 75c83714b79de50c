package com.grow.outreach.adapter.persistence;

import com.grow.outreach.adapter.persistence.transaction.SessionSettings;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A database server that meets Grow's requirements.
 *
 * @param version the version as a number, for example 150004
 * @param searchPath the search path in SQL syntax; empty before it is known
 * @param pooled whether a connection pooler such as PgBouncer drops the settings of connections, so that each
 *     transaction must set them
 */
record Server(int version, String searchPath, boolean pooled) {

    private static final int OLDEST = 150_000;
    private static final int TRANSACTION_TIMEOUT_SINCE = 170_000;

    private static final String FACTS = """
            select
              current_user::text as role,
              current_database()::text as database,
              current_schema()::text as schema,
              (select string_agg(quote_ident(name), ', ') from unnest(current_schemas(false)) as schemas (name))
                as search_path,
              pg_is_in_recovery() as standby,
              current_setting('transaction_read_only') = 'on' as read_only,
              current_setting('server_encoding') as encoding,
              current_setting('session_replication_role') as replication_role,
              exists (select from pg_collation where collname = 'und-x-icu') as icu,
              has_database_privilege(current_database(), 'temporary') as temporary,
              current_setting('max_connections')::integer - current_setting('superuser_reserved_connections')::integer
                as connections,
              exists (
                select from pg_class
                where relnamespace = to_regnamespace(quote_ident(current_schema())) and relname = 'flyway_schema_history')
                as migrated,
              (
                select min(nspname::text)
                from pg_class history join pg_namespace on pg_namespace.oid = history.relnamespace
                where history.relname = 'flyway_schema_history'
                  and nspname is distinct from current_schema()
                  and exists (
                    select from pg_class
                    where relnamespace = history.relnamespace and relname = 'outreach_transitions'))
                as elsewhere,
              (
                select string_agg(relname::text, ', ' order by relname)
                from pg_class
                where relnamespace = to_regnamespace(quote_ident(current_schema()))
                  and relname in ('users', 'companies', 'people', 'sequences', 'outreaches', 'outreach_transitions')
                  and not (has_table_privilege(oid, 'select') and has_table_privilege(oid, 'insert')
                    and has_table_privilege(oid, 'update') and has_table_privilege(oid, 'delete')))
                as forbidden
            """;

    private static final String RIGHTS_TO_MIGRATE = """
            select
              current_user::text as role,
              current_database()::text as database,
              current_schema()::text as schema,
              has_schema_privilege(current_schema(), 'create') as may_create,
              (
                select min(pg_get_userbyid(relowner)::text)
                from pg_class
                where relnamespace = to_regnamespace(quote_ident(current_schema()))
                  and relname in ('flyway_schema_history', 'outreaches', 'outreach_transitions')
                  and not pg_has_role(relowner, 'usage'))
                as owner,
              exists (select from pg_available_extensions where name = 'pg_trgm') as trigrams_available,
              (
                select extnamespace::regnamespace::text
                from pg_extension where extname = 'pg_trgm')
                as trigrams,
              (
                select extnamespace::regnamespace::text
                from pg_extension
                where extname = 'pg_trgm'
                  and not exists (
                    select from unnest(current_schemas(true)) as schemas (name)
                    where to_regnamespace(quote_ident(name)) = extnamespace))
                as hidden_trigrams,
              has_database_privilege(current_database(), 'create') as may_extend
            """;

    /**
     * Checks the requirements that apply with and without pending migrations. Changes nothing.
     *
     * @param connection a new connection with the options of {@link SessionSettings}, or without them
     * @param settings the settings with the size of the pool
     * @throws DatabaseOpenException if a requirement isn't met
     */
    static Server inspect(Connection connection, DatabaseSettings settings) throws DatabaseOpenException, SQLException {
        var version = version(connection);
        try (var statement = connection.createStatement();
                var facts = statement.executeQuery(FACTS)) {
            facts.next();
            requireUsable(facts);
            requireSchema(facts);
            requireRights(facts);
            boolean pooled = !isMarked(connection);
            require(
                    pooled || facts.getInt("connections") >= settings.maxConnections(),
                    "its server allows %d connections, but the pool needs %d; use a smaller pool, or raise"
                            + " max_connections",
                    facts.getInt("connections"),
                    settings.maxConnections());
            return new Server(version, facts.getString("search_path"), pooled);
        }
    }

    private static int version(Connection connection) throws DatabaseOpenException, SQLException {
        int version = Integer.parseInt(show("server_version_num", connection));
        require(
                version >= OLDEST,
                "its server is PostgreSQL %s; Grow needs version %d or newer",
                show("server_version", connection),
                OLDEST / 10_000);
        return version;
    }

    private static String show(String parameter, Connection connection) throws SQLException {
        try (var statement = connection.createStatement();
                var rows = statement.executeQuery("show " + parameter)) {
            rows.next();
            return rows.getString(1);
        }
    }

    private static boolean isMarked(Connection connection) throws SQLException {
        try (var statement = connection.createStatement();
                var rows = statement.executeQuery(
                        "select current_setting('%s', true) = '1'".formatted(SessionSettings.MARK))) {
            rows.next();
            return rows.getBoolean(1);
        }
    }

    private static void requireUsable(ResultSet facts) throws DatabaseOpenException, SQLException {
        require(
                !facts.getBoolean("standby"),
                "its server is a standby, which is read-only; name the primary, or all servers and"
                        + " ?target_session_attrs=read-write");
        require(
                !facts.getBoolean("read_only"),
                "it is read-only; set default_transaction_read_only to off for the database %s and the role %s",
                facts.getString("database"),
                facts.getString("role"));
        require(
                facts.getString("encoding").equals("UTF8"),
                "its encoding is %s; create one with: create database grow encoding 'UTF8' template template0",
                facts.getString("encoding"));
        require(
                facts.getBoolean("icu"),
                "its server has no ICU collations; use a PostgreSQL that is built with ICU, as the packages of all"
                        + " distributions are");
    }

    private static void requireSchema(ResultSet facts) throws DatabaseOpenException, SQLException {
        var role = facts.getString("role");
        var schema = facts.getString("schema");
        require(
                schema != null,
                "no schema of the search path exists or may be used by the role %1$s; create one with: create schema"
                        + " authorization %1$s",
                role);
        require(
                facts.getBoolean("migrated") || facts.getString("elsewhere") == null,
                "the data of Grow is in its schema %1$s, but connections use the schema %2$s; set the search path with:"
                        + " alter role %3$s in database %4$s set search_path = %1$s",
                facts.getString("elsewhere"),
                schema,
                role,
                facts.getString("database"));
    }

    private static void requireRights(ResultSet facts) throws DatabaseOpenException, SQLException {
        var role = facts.getString("role");
        require(
                !facts.getBoolean("migrated") || facts.getString("forbidden") == null,
                "the role %1$s may not read and change the tables %2$s; run: grant select, insert, update, delete on all"
                        + " tables in schema %3$s to %1$s",
                role,
                facts.getString("forbidden"),
                facts.getString("schema"));
        require(
                facts.getBoolean("temporary"),
                "the role %1$s may not create temporary tables; run: grant temporary on database %2$s to %1$s",
                role,
                facts.getString("database"));
        require(
                facts.getString("replication_role").equals("origin"),
                "session_replication_role is '%s' for the role %s, which turns triggers off; reset it",
                facts.getString("replication_role"),
                role);
    }

    /**
     * Checks the requirements of a migration. Changes nothing.
     *
     * @throws DatabaseOpenException if a right or an extension is missing
     */
    static void requireMigratable(Connection connection) throws DatabaseOpenException, SQLException {
        try (var statement = connection.createStatement();
                var rights = statement.executeQuery(RIGHTS_TO_MIGRATE)) {
            rights.next();
            var role = rights.getString("role");
            var database = rights.getString("database");
            require(
                    rights.getBoolean("may_create"),
                    "the role %1$s may not create tables in the schema %2$s; run: grant create on schema %2$s to %1$s",
                    role,
                    rights.getString("schema"));
            require(
                    rights.getString("owner") == null,
                    "its schema needs a migration, which only the owner of its tables can run; start this version"
                            + " of Grow once as the role %s",
                    rights.getString("owner"));
            boolean missing = rights.getString("trigrams") == null;
            require(
                    !missing || rights.getBoolean("trigrams_available"),
                    "the extension pg_trgm isn't installed on its server; install PostgreSQL's contrib package there");
            require(
                    !missing || rights.getBoolean("may_extend"),
                    "the role %1$s may not create the extension pg_trgm; run: grant create on database %2$s to %1$s",
                    role,
                    database);
            require(
                    rights.getString("hidden_trigrams") == null,
                    "the extension pg_trgm is in the schema %s, which isn't in the search path of the role %s; add it there",
                    rights.getString("hidden_trigrams"),
                    role);
        }
    }

    private static void require(boolean met, String otherwise, @Nullable Object... values)
            throws DatabaseOpenException {
        if (!met) {
            throw new DatabaseOpenException(otherwise.formatted(values));
        }
    }

    /** Returns the parameters that every session on this server needs. */
    Map<String, String> sessionParameters() {
        var parameters = new LinkedHashMap<String, String>();
        if (version >= TRANSACTION_TIMEOUT_SINCE) {
            parameters.put("transaction_timeout", "0");
        }
        if (!searchPath.isEmpty()) {
            parameters.put("search_path", searchPath);
        }
        return parameters;
    }

    /** Returns a server with unknown properties. */
    static Server unknown() {
        return new Server(OLDEST, "", false);
    }

    /** Returns a connection pooler in front of an unknown server. */
    static Server pooler() {
        return new Server(OLDEST, "", true);
    }
}
