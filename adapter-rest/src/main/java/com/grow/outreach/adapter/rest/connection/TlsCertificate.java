package com.grow.outreach.adapter.rest.connection;

import io.helidon.common.configurable.Resource;
import io.helidon.common.pki.Keys;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.ByteBuffer;
import java.nio.channels.ByteChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLException;
import tlschannel.HeapBufferAllocator;
import tlschannel.ServerTlsChannel;
import tlschannel.TlsChannel;

/**
 * The certificate of a server and its private key, from two PEM files. New connections use the changed files, and open
 * connections continue with the previous ones. If the changed files can't be used, new connections use the previous
 * ones, too.
 */
public final class TlsCertificate {

    private static final Logger LOG = System.getLogger(TlsCertificate.class.getName());

    /** The minimum time between two checks for changes. */
    private static final Duration PERIOD = Duration.ofSeconds(1);

    private static final String[] PROTOCOLS = {"TLSv1.3", "TLSv1.2"};
    /** The name of HTTP/2 in the negotiation of the protocol (RFC 7301). */
    static final String HTTP_2 = "h2";

    private static final String[] APPLICATION_PROTOCOLS = {HTTP_2, "http/1.1"};

    private final Path certificate;
    private final Path key;
    private final ReentrantLock checking = new ReentrantLock();

    private volatile long checked = System.nanoTime();
    private volatile String content;
    private volatile SSLContext context;

    private TlsCertificate(Path certificate, Path key, String content, SSLContext context) {
        this.certificate = certificate;
        this.key = key;
        this.content = content;
        this.context = context;
    }

    /** An exception that files are not a certificate and its private key. The message says why. */
    public static final class InvalidException extends Exception {

        private static final long serialVersionUID = 1;

        InvalidException(String message, Throwable cause) {
            super(message, cause);
        }

        InvalidException(String message) {
            super(message);
        }
    }

    /**
     * Loads a certificate.
     *
     * @param certificate the file of the certificate, followed by the certificates of its issuers except the root
     * @param key the file of the private key, RSA or EC, without a password
     */
    public static TlsCertificate load(Path certificate, Path key) throws InvalidException {
        return new TlsCertificate(certificate, key, content(certificate, key), context(certificate, key));
    }

    private SSLContext context() {
        long now = System.nanoTime();
        if (now - checked > PERIOD.toNanos() && checking.tryLock()) {
            try {
                checked = now;
                reloadIfChanged();
            } finally {
                checking.unlock();
            }
        }
        return context;
    }

    private void reloadIfChanged() {
        var now = content(certificate, key);
        if (now.equals(content)) {
            return;
        }
        content = now;
        try {
            context = context(certificate, key);
            LOG.log(Level.INFO, "New connections use the changed TLS certificate in %s.".formatted(certificate));
        } catch (InvalidException e) {
            LOG.log(
                    Level.WARNING,
                    "The changed TLS certificate can't be used: %s. New connections use the previous one."
                            .formatted(e.getMessage()));
        }
    }

    /**
     * Negotiates TLS with a client.
     *
     * @param network the channel to the client
     * @return the channel of the decrypted bytes
     * @throws IOException if the client has gone away, or if there is no agreement; the client then gets an alert
     */
    TlsChannel negotiate(ByteChannel network) throws IOException {
        var channel = ServerTlsChannel.newBuilder(network, context())
                .withEngineFactory(TlsCertificate::engine)
                .withPlainBufferAllocator(new HeapBufferAllocator())
                .withEncryptedBufferAllocator(new HeapBufferAllocator())
                .build();
        try {
            channel.handshake();
            return channel;
        } catch (SSLException e) {
            sendAlert(channel.getSslEngine(), network);
            throw e;
        }
    }

    /** Sends the reason for a failure, which the engine has prepared. */
    private static void sendAlert(SSLEngine engine, ByteChannel network) throws IOException {
        var alert = ByteBuffer.allocate(engine.getSession().getPacketBufferSize());
        engine.wrap(ByteBuffer.allocate(0), alert);
        network.write(alert.flip());
    }

    /** Returns the server's side of a connection. */
    private static SSLEngine engine(SSLContext context) {
        var engine = context.createSSLEngine();
        engine.setUseClientMode(false);
        var parameters = engine.getSSLParameters();
        parameters.setProtocols(PROTOCOLS);
        parameters.setApplicationProtocols(APPLICATION_PROTOCOLS);
        parameters.setUseCipherSuitesOrder(true);
        engine.setSSLParameters(parameters);
        return engine;
    }

    private static String content(Path certificate, Path key) {
        try {
            return Files.readString(certificate, StandardCharsets.ISO_8859_1)
                    + Files.readString(key, StandardCharsets.ISO_8859_1);
        } catch (IOException e) {
            return "";
        }
    }

    private static SSLContext context(Path certificate, Path key) throws InvalidException {
        var chain = chain(certificate);
        var privateKey = privateKey(key);
        try {
            if (!belongTogether(chain.getFirst(), privateKey)) {
                throw new InvalidException(
                        "the key in %s does not belong to the first certificate in %s".formatted(key, certificate));
            }
            var store = KeyStore.getInstance("PKCS12");
            store.load(null, null);
            store.setKeyEntry("server", privateKey, new char[0], chain.toArray(Certificate[]::new));
            var keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
            keys.init(store, new char[0]);
            var context = SSLContext.getInstance("TLS");
            context.init(keys.getKeyManagers(), null, null);
            return context;
        } catch (GeneralSecurityException | IOException e) {
            throw new InvalidException("%s and %s can't be used: %s".formatted(certificate, key, e.getMessage()), e);
        }
    }

    private static List<X509Certificate> chain(Path file) throws InvalidException {
        requireReadable(file);
        try {
            var chain = Keys.builder()
                    .pem(pem -> pem.certChain(Resource.create(file)))
                    .build()
                    .certChain();
            if (chain.isEmpty()) {
                throw new InvalidException(file + " has no certificate in PEM format");
            }
            return chain;
        } catch (RuntimeException e) {
            throw new InvalidException(file + " is not a certificate in PEM format", e);
        }
    }

    private static PrivateKey privateKey(Path file) throws InvalidException {
        requireReadable(file);
        var unusable = ("%1$s is not a private key in PEM format without a password, RSA or EC; to convert it, run:"
                        + " openssl pkey -in %1$s -out FILE")
                .formatted(file);
        try {
            return Keys.builder()
                    .pem(pem -> pem.key(Resource.create(file)))
                    .build()
                    .privateKey()
                    .orElseThrow(() -> new InvalidException(unusable));
        } catch (RuntimeException e) {
            throw new InvalidException(unusable, e);
        }
    }

    private static void requireReadable(Path file) throws InvalidException {
        if (!Files.isRegularFile(file) || !Files.isReadable(file)) {
            throw new InvalidException(file + " does not exist or can't be read");
        }
    }

    private static boolean belongTogether(X509Certificate certificate, PrivateKey key) throws GeneralSecurityException {
        if (!certificate.getPublicKey().getAlgorithm().equals(key.getAlgorithm())) {
            return false;
        }
        var signature = Signature.getInstance(key.getAlgorithm().equals("EC") ? "SHA256withECDSA" : "SHA256withRSA");
        var message = PROTOCOLS[0].getBytes(StandardCharsets.US_ASCII);
        signature.initSign(key);
        signature.update(message);
        var signed = signature.sign();
        signature.initVerify(certificate);
        signature.update(message);
        return signature.verify(signed);
    }
}
