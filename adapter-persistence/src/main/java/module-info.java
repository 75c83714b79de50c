/** Keeps outreaches in PostgreSQL. */
module com.grow.outreach.adapter.persistence {
    requires transitive com.grow.outreach.application;
    requires com.github.kagkarlsson.scheduler;
    requires com.zaxxer.hikari;
    requires flyway.core;
    requires java.sql;
    requires jdk.net;
    requires org.jooq;
    requires org.postgresql.jdbc;
    requires static transitive org.jspecify;

    exports com.grow.outreach.adapter.persistence;

    // Flyway finds the migrations on the class path.
    opens db.migration;
}
