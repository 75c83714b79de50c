package com.grow.outreach.adapter.rest;

import com.grow.outreach.adapter.rest.connection.ConnectionLimits;
import com.grow.outreach.adapter.rest.connection.TlsCertificate;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.function.UnaryOperator;

/**
 * The API with TLS.
 *
 * @param api the API
 * @param trusted its certificate
 */
record ApiOverTls(Api api, TestCertificate trusted) implements AutoCloseable {

    private record Made(TestCertificate certificate, TlsCertificate loaded) {

        private static final Made ONCE = make();

        private static Made make() {
            try {
                var directory = Files.createTempDirectory("grow-tls");
                var file = directory.resolve("cert.pem");
                var key = directory.resolve("key.pem");
                var certificate = TestCertificate.make(directory, "EC");
                certificate.write(file, key);
                var loaded = TlsCertificate.load(file, key);
                file.toFile().deleteOnExit();
                key.toFile().deleteOnExit();
                return new Made(certificate, loaded);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            } catch (TlsCertificate.InvalidException e) {
                throw new AssertionError(e);
            }
        }
    }

    /** Starts a server with other limits than the usual ones. */
    static ApiOverTls start(UnaryOperator<ConnectionLimits> limits) {
        var api = Api.over(
                Api.book(),
                settings -> settings.withTls(Made.ONCE.loaded())
                        .withLimits(limits.apply(ConnectionLimits.ofThisProcess())));
        return new ApiOverTls(api, Made.ONCE.certificate());
    }

    /** Opens a connection of HTTP/2 that has not begun. */
    RawHttp2 connect() {
        return new RawHttp2(api, trusted);
    }

    @Override
    public void close() {
        api.close();
    }
}
