package com.grow.outreach.bootstrap;

import com.grow.outreach.adapter.rest.RestSettings;
import com.grow.outreach.adapter.rest.connection.TlsCertificate;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options for TLS. */
final class TlsOptions {

    @Option(
            names = "--tls-cert",
            paramLabel = "FILE",
            description = "The PEM file of the server's certificate, followed by the certificates of its issuers; or"
                    + " GROW_TLS_CERT. The server then accepts only HTTPS. Default: no TLS.")
    @Nullable Path certificate;

    @Option(
            names = "--tls-key",
            paramLabel = "FILE",
            description = "The PEM file of the certificate's private key, RSA or EC, without a password; or"
                    + " GROW_TLS_KEY.")
    @Nullable Path key;

    /** Returns settings with TLS if the options are given. */
    RestSettings applyTo(RestSettings settings) throws StartException {
        if (certificate == null && key == null) {
            return settings;
        }
        if (certificate == null || key == null) {
            throw new StartException("TLS needs both --tls-cert and --tls-key; %s is missing"
                    .formatted(certificate == null ? "--tls-cert" : "--tls-key"));
        }
        try {
            return settings.withTls(TlsCertificate.load(certificate, key));
        } catch (TlsCertificate.InvalidException e) {
            throw new StartException("can't use TLS: " + e.getMessage(), e);
        }
    }
}
