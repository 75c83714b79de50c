/** What can be done with outreaches, and what that needs of the outside. */
module com.grow.outreach.application {
    requires transitive com.grow.outreach.domain;
    requires static transitive org.jspecify;

    exports com.grow.outreach.application.port.in;
    exports com.grow.outreach.application.port.out;
    exports com.grow.outreach.application.query;
    exports com.grow.outreach.application.service;
}
