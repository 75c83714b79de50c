/** How users prove who they are, by libraries. */
module com.grow.outreach.adapter.identity {
    requires transitive com.grow.outreach.application;
    requires spring.security.crypto;
    requires static transitive org.jspecify;

    exports com.grow.outreach.adapter.identity;
}
