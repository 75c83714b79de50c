/** The rules of an outreach, free of any technology. */
module com.grow.outreach.domain {
    requires static transitive org.jspecify;

    exports com.grow.outreach.domain;
    exports com.grow.outreach.domain.access;
    exports com.grow.outreach.domain.contact;
}
