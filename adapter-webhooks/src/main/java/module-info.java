/** Sends events to webhooks. */
module com.grow.outreach.adapter.webhooks {
    requires com.fasterxml.jackson.core;
    requires transitive com.grow.outreach.application;
    requires com.standardwebhooks;
    requires org.apache.httpcomponents.client5.httpclient5;
    requires org.apache.httpcomponents.core5.httpcore5;
    requires static transitive org.jspecify;

    exports com.grow.outreach.adapter.webhooks;
}
