/** Wires the rooms together and brings the command. */
module com.grow.outreach.bootstrap {
    requires com.grow.outreach.adapter.enrichment;
    requires com.grow.outreach.adapter.files;
    requires com.grow.outreach.adapter.persistence;
    requires com.grow.outreach.adapter.rest;
    requires com.grow.outreach.adapter.webhooks;
    requires embedded.postgres;
    requires info.picocli;
    requires java.logging;
    requires me.tongfei.progressbar;
    requires static org.jspecify;

    opens com.grow.outreach.bootstrap to
            info.picocli;
}
