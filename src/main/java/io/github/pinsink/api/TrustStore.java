package io.github.pinsink.api;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
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
 * A file with the certificates to trust instead of the default ones of the JVM. It is read when a client is created.
 *
 * @param password empty if the file has none, as for PEM; the integrity of a key store is not verified then
 */
public record TrustStore(Path file, Type type, Optional<Secret> password) {
    /** A bundle of all public CAs has a few hundred kilobytes. */
    static final int MAX_BYTES = 10_000_000;

    /** The format of the file. */
    public enum Type {
        PEM,
        JKS,
        PKCS12
    }

    /**
     * @throws IOException if the file cannot be read or contains no certificate. The message names the file and the reason.
     *     It never includes a message of the JVM, which may quote bytes of the file: it may be any file of the worker
     */
    X509TrustManager trustManager() throws IOException {
        KeyStore store = keyStore(content());
        try {
            if (store.size() == 0) {
                throw new IOException(file + " contains no certificate");
            }
            TrustManagerFactory factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            factory.init(store);
            for (TrustManager manager : factory.getTrustManagers()) {
                if (manager instanceof X509TrustManager trust) {
                    return trust;
                }
            }
            throw new IOException("no X.509 trust manager is available for " + file);
        } catch (GeneralSecurityException e) {
            throw unusable();
        }
    }

    /** Why the file cannot be used; empty if it can. */
    public Optional<String> problem() {
        try {
            trustManager();
            return Optional.empty();
        } catch (IOException e) {
            return Optional.ofNullable(e.getMessage());
        }
    }

    /**
     * Checks the type and size before opening the file: a device never ends, and a pipe or a file of {@code /proc} (size 0)
     * may block the reader.
     */
    private byte[] content() throws IOException {
        BasicFileAttributes attributes = attributes();
        if (!attributes.isRegularFile()) {
            throw new IOException(file + " is not a regular file");
        }
        if (attributes.size() == 0) {
            throw new IOException(file + " is empty");
        }
        byte[] content = attributes.size() > MAX_BYTES ? new byte[0] : read();
        if (content.length == 0 || content.length > MAX_BYTES) {
            throw new IOException(file + " is larger than " + MAX_BYTES / 1_000_000 + " MB");
        }
        return content;
    }

    private BasicFileAttributes attributes() throws IOException {
        try {
            return Files.readAttributes(file, BasicFileAttributes.class);
        } catch (NoSuchFileException e) {
            throw new IOException(file + " does not exist");
        } catch (IOException e) {
            throw unreadable(e);
        }
    }

    private byte[] read() throws IOException {
        try (InputStream bytes = Files.newInputStream(file)) {
            return bytes.readNBytes(MAX_BYTES + 1);
        } catch (IOException e) {
            throw unreadable(e);
        }
    }

    private IOException unreadable(IOException e) {
        return new IOException(file + " cannot be read (" + e.getClass().getSimpleName() + ")");
    }

    private IOException unusable() {
        return new IOException(file + " is not a " + type + " file with certificates"
                + (password.isPresent() ? ", or its password is wrong" : ""));
    }

    private KeyStore keyStore(byte[] content) throws IOException {
        try {
            return type == Type.PEM ? pem(content) : loaded(content);
        } catch (IOException | GeneralSecurityException | RuntimeException | StackOverflowError e) {
            // Not even as a cause: the stack trace of the task would contain its message.
            throw unusable();
        }
    }

    private KeyStore loaded(byte[] content) throws IOException, GeneralSecurityException {
        KeyStore store = KeyStore.getInstance(type.name());
        store.load(
                new ByteArrayInputStream(content),
                password.map(secret -> secret.text().toCharArray()).orElse(null));
        return store;
    }

    private static KeyStore pem(byte[] content) throws IOException, GeneralSecurityException {
        KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
        store.load(null, null);
        Collection<? extends Certificate> certificates =
                CertificateFactory.getInstance("X.509").generateCertificates(new ByteArrayInputStream(content));
        int number = 0;
        for (Certificate certificate : certificates) {
            store.setCertificateEntry("certificate-" + number++, certificate);
        }
        return store;
    }
}
