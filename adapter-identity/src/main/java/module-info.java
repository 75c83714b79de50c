/** How users prove who they are, by libraries. */
module com.grow.outreach.adapter.identity {
    requires com.nimbusds.jose.jwt;
    requires transitive com.grow.outreach.application;
    requires oauth2.oidc.sdk;
    requires spring.security.crypto;
    requires static transitive org.jspecify;

    exports com.grow.outreach.adapter.identity;
    exports com.grow.outreach.adapter.identity.oidc;
}
