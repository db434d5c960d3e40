package io.github.pinsink.config;

import io.github.pinsink.api.ProxyServer;
import io.github.pinsink.api.Secret;
import io.github.pinsink.api.TransportSettings;
import io.github.pinsink.api.TrustStore;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.common.config.AbstractConfig;
import org.apache.kafka.common.config.ConfigDef.Range;
import org.apache.kafka.common.config.ConfigDef.Type;
import org.apache.kafka.common.config.ConfigDef.Width;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.config.types.Password;

/** How the API is reached. */
final class ConnectionSettings {
    static final String CONNECT_TIMEOUT = "connect.timeout.ms";
    static final String REQUEST_TIMEOUT = "request.timeout.ms";
    static final String IDLE_TIMEOUT = "connection.idle.timeout.ms";
    static final String HTTP_VERSION = "http.version";
    static final String PROXY_URL = "proxy.url";
    static final String PROXY_USER = "proxy.user";
    static final String PROXY_PASSWORD = "proxy.password";
    static final String TRUST_STORE = "ssl.truststore.location";
    static final String TRUST_STORE_PASSWORD = "ssl.truststore.password";
    static final String TRUST_STORE_TYPE = "ssl.truststore.type";

    private static final String HTTP_1 = "1.1";
    private static final String HTTP_2 = "2";

    private ConnectionSettings() {}

    static List<Setting> rows() {
        return List.of(
                Setting.withDefault(
                                CONNECT_TIMEOUT,
                                Type.LONG,
                                10_000L,
                                "Connecting (ms)",
                                "How long connecting may take, in milliseconds.")
                        .check(Range.between(1, 600_000)),
                Setting.withDefault(
                                REQUEST_TIMEOUT,
                                Type.LONG,
                                30_000L,
                                "Call (ms)",
                                "How long a call may take, in milliseconds.")
                        .check(Range.between(1, 600_000)),
                Setting.withDefault(
                                IDLE_TIMEOUT,
                                Type.LONG,
                                60_000L,
                                "Idle connection (ms)",
                                "How long a connection that is not used is kept for the next call, in milliseconds. Less"
                                        + " than what a firewall in between allows.")
                        .check(Range.between(1, 3_600_000)),
                Setting.withDefault(
                                HTTP_VERSION,
                                Type.STRING,
                                HTTP_1,
                                "HTTP version",
                                "1.1: each call under way has a connection of its own. 2: where the other side offers"
                                        + " HTTP/2, all share one, which is gentler to proxies and firewalls and slower"
                                        + " for large requests.")
                        .oneOf(HTTP_1, HTTP_2),
                Setting.optional(
                                PROXY_URL,
                                Type.STRING,
                                "Proxy",
                                "An HTTP proxy to go through, such as http://proxy.example.com:3128. Without it, what"
                                        + " the worker's JVM is told counts (https.proxyHost). pinterest.api.url has to"
                                        + " be https then.")
                        .check(ConnectionSettings::proxy)
                        .dependents(PROXY_USER)
                        .width(Width.LONG),
                Setting.optional(
                                PROXY_USER, Type.STRING, "User at the proxy", "The user, where the proxy asks for one.")
                        .dependents(PROXY_PASSWORD)
                        .dependsOn(PROXY_URL),
                Setting.optional(
                                PROXY_PASSWORD,
                                Type.PASSWORD,
                                "Password at the proxy",
                                "The password of proxy.user. Refer to it through a config provider.")
                        .dependsOn(PROXY_USER),
                Setting.optional(
                                TRUST_STORE,
                                Type.STRING,
                                "Trust store",
                                "A file with the certificates to trust instead of the Java runtime's, on every worker;"
                                        + " needed where a proxy breaks TLS open. If no certificate that was presented"
                                        + " was trusted for access.denied.timeout.ms, the task fails. A regular file of"
                                        + " at most 10 MB.")
                        .check(ConnectionSettings::file)
                        .dependents(TRUST_STORE_PASSWORD, TRUST_STORE_TYPE)
                        .width(Width.LONG),
                Setting.optional(
                                TRUST_STORE_PASSWORD,
                                Type.PASSWORD,
                                "Password of the trust store",
                                "The password of the trust store, where it has one.")
                        .dependsOn(TRUST_STORE),
                Setting.withDefault(
                                TRUST_STORE_TYPE,
                                Type.STRING,
                                TrustStore.Type.PEM.name(),
                                "Type of the trust store",
                                "How the trust store is written.")
                        .oneOf(TrustStore.Type.PEM.name(), TrustStore.Type.JKS.name(), TrustStore.Type.PKCS12.name())
                        .dependsOn(TRUST_STORE));
    }

    static TransportSettings transport(AbstractConfig values) {
        return new TransportSettings(
                Duration.ofMillis(values.getLong(CONNECT_TIMEOUT)),
                Duration.ofMillis(values.getLong(REQUEST_TIMEOUT)),
                Duration.ofMillis(values.getLong(IDLE_TIMEOUT)),
                values.getString(HTTP_VERSION).equals(HTTP_2),
                text(values, PROXY_URL).map(url -> proxyServer(values, URI.create(url))),
                trustStore(values));
    }

    static Optional<TrustStore> trustStore(AbstractConfig values) {
        return text(values, TRUST_STORE)
                .map(file -> new TrustStore(
                        Path.of(file),
                        TrustStore.Type.valueOf(values.getString(TRUST_STORE_TYPE)),
                        secret(values, TRUST_STORE_PASSWORD)));
    }

    private static ProxyServer proxyServer(AbstractConfig values, URI url) {
        return new ProxyServer(
                url.getHost(),
                url.getPort(),
                text(values, PROXY_USER).map(user -> new ProxyServer.Login(user, secret(values, PROXY_PASSWORD))));
    }

    private static Optional<Secret> secret(AbstractConfig values, String key) {
        return Optional.ofNullable(values.getPassword(key))
                .map(Password::value)
                .filter(text -> !text.isEmpty())
                .map(Secret::new);
    }

    private static Optional<String> text(AbstractConfig values, String key) {
        return Optional.ofNullable(values.getString(key)).map(String::strip).filter(text -> !text.isEmpty());
    }

    private static void file(String key, Object value) {
        if (value == null || value.toString().isBlank()) {
            return;
        }
        try {
            if (Path.of(value.toString().strip()).getNameCount() == 0) {
                throw new ConfigException(key + ": expected the path of a file, and found that of a directory");
            }
        } catch (InvalidPathException e) {
            throw new ConfigException(key + ": has a character that is not allowed in the path of a file");
        }
    }

    private static void proxy(String key, Object value) {
        if (value == null || value.toString().isBlank()) {
            return;
        }
        try {
            URI url = new URI(value.toString().strip());
            boolean path = url.getRawPath() != null && url.getRawPath().length() > 1;
            if ("http".equalsIgnoreCase(url.getScheme())
                    && url.getHost() != null
                    && url.getPort() > 0
                    && url.getPort() <= 65_535
                    && url.getRawUserInfo() == null
                    && !path) {
                return;
            }
        } catch (URISyntaxException e) {
            throw new ConfigException(key + ": is not a URL: " + e.getReason());
        }
        throw new ConfigException(key + ": expected http://host:port and nothing else. User and password have keys of"
                + " their own, " + PROXY_USER + " and " + PROXY_PASSWORD);
    }
}
