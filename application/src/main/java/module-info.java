/** What can be done with outreaches, and what that needs of the outside. */
module com.grow.outreach.application {
    requires transitive com.grow.outreach.domain;
    requires static transitive org.jspecify;

    exports com.grow.outreach.application.port.in;
    exports com.grow.outreach.application.port.in.access;
    exports com.grow.outreach.application.port.in.directory;
    exports com.grow.outreach.application.port.in.event;
    exports com.grow.outreach.application.port.in.imports;
    exports com.grow.outreach.application.port.in.outreach;
    exports com.grow.outreach.application.port.out;
    exports com.grow.outreach.application.port.out.access;
    exports com.grow.outreach.application.port.out.book;
    exports com.grow.outreach.application.port.out.enrichment;
    exports com.grow.outreach.application.port.out.file;
    exports com.grow.outreach.application.duplicate;
    exports com.grow.outreach.application.enrichment;
    exports com.grow.outreach.application.imports;
    exports com.grow.outreach.application.job;
    exports com.grow.outreach.application.query;
    exports com.grow.outreach.application.retention;
    exports com.grow.outreach.application.service;
    exports com.grow.outreach.application.service.access;
    exports com.grow.outreach.application.service.directory;
    exports com.grow.outreach.application.service.enrichment;
    exports com.grow.outreach.application.service.event;
    exports com.grow.outreach.application.service.imports;
    exports com.grow.outreach.application.service.outreach;
}
