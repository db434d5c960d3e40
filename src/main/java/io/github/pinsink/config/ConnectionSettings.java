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

/** Connections to the API: timeouts, HTTP version, proxy and trust store. */
final class ConnectionSettings {
    static final String CONNECT_TIMEOUT = "connect.timeout.ms";
    static final String REQUEST_TIMEOUT = "request.timeout.ms";
    static final String IDLE_TIMEOUT = "connection.idle.timeout.ms";
    static final EnumSetting<HttpVersion> HTTP_VERSION =
            new EnumSetting<>("http.version", HttpVersion.HTTP_1_1, version -> version.number);
    static final String PROXY_URL = "proxy.url";
    static final String PROXY_USER = "proxy.user";
    static final String PROXY_PASSWORD = "proxy.password";
    static final String TRUST_STORE = "ssl.truststore.location";
    static final String TRUST_STORE_PASSWORD = "ssl.truststore.password";
    static final EnumSetting<TrustStore.Type> TRUST_STORE_TYPE =
            new EnumSetting<>("ssl.truststore.type", TrustStore.Type.PEM, TrustStore.Type::name);

    /** The protocol version to offer to the server. */
    enum HttpVersion {
        HTTP_1_1("1.1"),
        HTTP_2("2");

        private final String number;

        HttpVersion(String number) {
            this.number = number;
        }
    }

    private ConnectionSettings() {}

    static List<Setting> all() {
        return List.of(
                Setting.withDefault(
                                CONNECT_TIMEOUT,
                                Type.LONG,
                                10_000L,
                                "Connect timeout (ms)",
                                "Maximum time to establish a connection, in milliseconds.")
                        .check(Range.between(1, 600_000)),
                Setting.withDefault(
                                REQUEST_TIMEOUT,
                                Type.LONG,
                                30_000L,
                                "Request timeout (ms)",
                                "Maximum time for a request including its response, in milliseconds.")
                        .check(Range.between(1, 600_000)),
                Setting.withDefault(
                                IDLE_TIMEOUT,
                                Type.LONG,
                                60_000L,
                                "Idle connection timeout (ms)",
                                "How long an unused connection stays open for reuse, in milliseconds. Set it lower than the"
                                        + " idle timeout of any firewall in the path.")
                        .check(Range.between(1, 3_600_000)),
                HTTP_VERSION.declare(
                        "HTTP version",
                        "1.1: each request in flight uses a connection of its own. 2: if the server supports HTTP/2, all"
                                + " requests share one connection; this is easier on proxies and firewalls and slower"
                                + " for large requests."),
                Setting.optional(
                                PROXY_URL,
                                Type.STRING,
                                "Proxy URL",
                                "HTTP proxy for requests to the API, such as http://proxy.example.com:3128. If it is not"
                                        + " set, the JVM's proxy settings apply (https.proxyHost). If it is set, "
                                        + PinterestSettings.API_URL + " must use https.")
                        .check(ConnectionSettings::checkProxyUrl)
                        .dependents(PROXY_USER)
                        .width(Width.LONG),
                Setting.optional(
                                PROXY_USER,
                                Type.STRING,
                                "Proxy user",
                                "User name for a proxy that requires authentication.")
                        .check(UnresolvedReference::check)
                        .dependents(PROXY_PASSWORD)
                        .dependsOn(PROXY_URL),
                Setting.optional(
                                PROXY_PASSWORD,
                                Type.PASSWORD,
                                "Proxy password",
                                "Password of " + PROXY_USER + ". Refer to it through a config provider.")
                        .check(UnresolvedReference::check)
                        .dependsOn(PROXY_USER),
                Setting.optional(
                                TRUST_STORE,
                                Type.STRING,
                                "Trust store location",
                                "Path, on every worker, of a file with the certificates to trust instead of those of the"
                                        + " Java runtime. Needed when a proxy intercepts TLS. If the certificate that is"
                                        + " presented remains untrusted for " + DeliverySettings.DENIED_TIMEOUT
                                        + ", the task fails. Must be a regular file of at most 10 MB.")
                        .check(ConnectionSettings::checkFile)
                        .dependents(TRUST_STORE_PASSWORD, TRUST_STORE_TYPE.key())
                        .width(Width.LONG),
                Setting.optional(
                                TRUST_STORE_PASSWORD,
                                Type.PASSWORD,
                                "Trust store password",
                                "Password of the trust store, if it has one. Refer to it through a config provider.")
                        .check(UnresolvedReference::check)
                        .dependsOn(TRUST_STORE),
                TRUST_STORE_TYPE
                        .declare("Trust store type", "File format of the trust store.")
                        .dependsOn(TRUST_STORE));
    }

    static TransportSettings transport(AbstractConfig values) {
        return new TransportSettings(
                Duration.ofMillis(values.getLong(CONNECT_TIMEOUT)),
                Duration.ofMillis(values.getLong(REQUEST_TIMEOUT)),
                Duration.ofMillis(values.getLong(IDLE_TIMEOUT)),
                HTTP_VERSION.get(values) == HttpVersion.HTTP_2,
                text(values, PROXY_URL).map(url -> proxyServer(values, URI.create(url))),
                trustStore(values));
    }

    static Optional<TrustStore> trustStore(AbstractConfig values) {
        return text(values, TRUST_STORE)
                .map(file -> new TrustStore(
                        Path.of(file), TRUST_STORE_TYPE.get(values), secret(values, TRUST_STORE_PASSWORD)));
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

    /** The problem of a config with a proxy and a URL of the API that is not https. */
    static String httpThroughProxy() {
        return "must use https if " + PROXY_URL
                + " is set, because the proxy could read the token. Use https or remove " + PROXY_URL;
    }

    private static void checkFile(String key, Object value) {
        UnresolvedReference.check(key, value);
        if (value == null || value.toString().isBlank()) {
            return;
        }
        try {
            if (Path.of(value.toString().strip()).getNameCount() == 0) {
                throw new ConfigException(key + ": expected the path of a file, got the path of a directory");
            }
        } catch (InvalidPathException e) {
            throw new ConfigException(key + ": contains a character that is not allowed in a file path");
        }
    }

    private static void checkProxyUrl(String key, Object value) {
        UnresolvedReference.check(key, value);
        if (value == null || value.toString().isBlank()) {
            return;
        }
        try {
            URI url = new URI(value.toString().strip());
            boolean hasPath = url.getRawPath() != null && url.getRawPath().length() > 1;
            if ("http".equalsIgnoreCase(url.getScheme())
                    && url.getHost() != null
                    && url.getPort() > 0
                    && url.getPort() <= 65_535
                    && url.getRawUserInfo() == null
                    && !hasPath) {
                return;
            }
        } catch (URISyntaxException e) {
            throw new ConfigException(key + ": invalid URL: " + e.getReason());
        }
        throw new ConfigException(key + ": expected only http://host:port. Set the user in " + PROXY_USER
                + " and the password in " + PROXY_PASSWORD);
    }
}
