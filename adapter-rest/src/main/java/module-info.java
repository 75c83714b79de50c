/** Answers the HTTP API. */
module com.grow.outreach.adapter.rest {
    requires com.fasterxml.jackson.core;
    requires transitive com.grow.outreach.application;
    requires io.github.bucket4j.core;
    requires io.helidon.common.configurable;
    requires io.helidon.common.pki;
    requires io.helidon.webserver;
    requires io.netty.buffer;
    requires io.netty.codec.http2;
    requires io.netty.common;
    requires io.netty.transport;
    requires jdk.management;
    requires org.apache.commons.codec;
    requires org.apache.commons.csv;
    requires org.apache.commons.fileupload2.core;
    requires tls.channel;
    requires static transitive org.jspecify;

    exports com.grow.outreach.adapter.rest;
    exports com.grow.outreach.adapter.rest.connection;
}
