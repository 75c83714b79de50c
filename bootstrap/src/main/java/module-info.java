/** The command line and the wiring of all modules. */
module com.grow.outreach.bootstrap {
    requires com.grow.outreach.adapter.contacts;
    requires com.grow.outreach.adapter.enrichment;
    requires com.grow.outreach.adapter.files;
    requires com.grow.outreach.adapter.identity;
    requires com.grow.outreach.adapter.persistence;
    requires com.grow.outreach.adapter.rest;
    requires com.grow.outreach.adapter.webhooks;
    requires info.picocli;
    requires java.logging;
    requires jdk.security.auth;
    requires me.tongfei.progressbar;
    requires org.apache.commons.compress;
    requires org.tukaani.xz;
    requires static org.jspecify;

    opens com.grow.outreach.bootstrap to
            info.picocli;
}
