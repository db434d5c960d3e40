package io.github.pinsink.api;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.util.Collection;
import java.util.Optional;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;

/**
 * A file with the certificates that are trusted instead of those of the Java runtime. It is read when a client is made.
 *
 * @param password empty where the file has none, as PEM never has; then a key store is not held to its checksum
 */
public record TrustStore(Path file, Type type, Optional<Secret> password) {
    /** How the file is written. */
    public enum Type {
        PEM,
        JKS,
        PKCS12
    }

    /** @throws IOException when it cannot be read, or holds no certificate; the message names the file and the reason */
    X509TrustManager trustManager() throws IOException {
        try {
            KeyStore store = type == Type.PEM ? pem() : keyStore();
            if (store.size() == 0) {
                throw new IOException(file + " holds no certificate");
            }
            TrustManagerFactory factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            factory.init(store);
            for (TrustManager manager : factory.getTrustManagers()) {
                if (manager instanceof X509TrustManager trust) {
                    return trust;
                }
            }
            throw new IOException("this Java runtime makes no trust manager of " + file);
        } catch (GeneralSecurityException e) {
            throw new IOException(file + " is no " + type + " file with certificates", e);
        }
    }

    /** What is wrong with it; empty when it can be used. */
    public Optional<String> problem() {
        try {
            trustManager();
            return Optional.empty();
        } catch (IOException e) {
            // Only our own say what is wrong: the message of the others is a path, or there is none.
            return Optional.of(Optional.ofNullable(e.getMessage())
                    .filter(message -> e.getClass().equals(IOException.class))
                    .orElse("cannot be read (" + e.getClass().getSimpleName() + ")"));
        }
    }

    private KeyStore keyStore() throws IOException, GeneralSecurityException {
        KeyStore store = KeyStore.getInstance(type.name());
        try (InputStream bytes = Files.newInputStream(file)) {
            store.load(
                    bytes, password.map(secret -> secret.text().toCharArray()).orElse(null));
        }
        return store;
    }

    private KeyStore pem() throws IOException, GeneralSecurityException {
        KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
        store.load(null, null);
        try (InputStream bytes = Files.newInputStream(file)) {
            Collection<? extends Certificate> certificates =
                    CertificateFactory.getInstance("X.509").generateCertificates(bytes);
            int number = 0;
            for (Certificate certificate : certificates) {
                store.setCertificateEntry("certificate-" + number++, certificate);
            }
        }
        return store;
    }
}
