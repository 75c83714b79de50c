package com.grow.outreach.bootstrap;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.Base64;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/**
 * A certificate for {@code localhost} and its private key, in PEM files.
 *
 * @param certificate the file of the certificate
 * @param key the file of the private key
 * @param client a client's context that trusts this certificate alone
 */
public record CertificateFiles(Path certificate, Path key, SSLContext client) {

    private static final char[] PASSWORD = "changeit".toCharArray();

    /** Makes a certificate with the JDK's keytool. */
    public static CertificateFiles make(Path directory) {
        try {
            var store = keytool(directory.resolve("store.p12"));
            return new CertificateFiles(
                    pem(directory, "CERTIFICATE", store.getCertificate("server").getEncoded()),
                    pem(
                            directory,
                            "PRIVATE KEY",
                            store.getKey("server", PASSWORD).getEncoded()),
                    trusting(store));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (GeneralSecurityException | InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    /** Returns the options with which Grow uses the files. */
    public String[] options() {
        return new String[] {"--tls-cert", certificate.toString(), "--tls-key", key.toString()};
    }

    private static KeyStore keytool(Path file) throws GeneralSecurityException, IOException, InterruptedException {
        var java = Path.of(System.getProperty("java.home"), "bin", "keytool").toString();
        var command =
                "-genkeypair -alias server -keyalg EC -dname CN=localhost -ext san=dns:localhost -storetype PKCS12"
                        + " -storepass changeit -keystore";
        var process = new ProcessBuilder((java + " " + command + " " + file).split(" "))
                .inheritIO()
                .start();
        assertThat(process.waitFor()).isZero();
        return KeyStore.getInstance(file.toFile(), PASSWORD);
    }

    private static Path pem(Path directory, String kind, byte[] content) throws IOException {
        var lines = Base64.getMimeEncoder().encodeToString(content);
        return Files.writeString(
                directory.resolve(kind + ".pem"),
                "-----BEGIN %1$s-----\n%2$s\n-----END %1$s-----\n".formatted(kind, lines));
    }

    private static SSLContext trusting(KeyStore store) throws GeneralSecurityException, IOException {
        var trusted = KeyStore.getInstance("PKCS12");
        trusted.load(null, null);
        trusted.setCertificateEntry("server", store.getCertificate("server"));
        var managers = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        managers.init(trusted);
        var context = SSLContext.getInstance("TLS");
        context.init(null, managers.getTrustManagers(), null);
        return context;
    }
}
