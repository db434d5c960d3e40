package io.github.pinsink.api;

import java.time.Duration;
import java.util.Optional;

/**
 * How to connect to the API.
 *
 * @param requestTimeout from the start of a call to the end of its response
 * @param idleTimeout how long an idle connection is kept for the next call
 * @param http2 whether to use HTTP/2 if the server offers it; all calls then share one connection
 * @param proxy empty to use the proxy settings of the JVM
 * @param trust empty to use the default trust store of the JVM
 */
public record TransportSettings(
        Duration connectTimeout,
        Duration requestTimeout,
        Duration idleTimeout,
        boolean http2,
        Optional<ProxyServer> proxy,
        Optional<TrustStore> trust) {
    /** No configured proxy, and the default trust store of the JVM. */
    public static TransportSettings direct(Duration connectTimeout, Duration requestTimeout) {
        return new TransportSettings(
                connectTimeout, requestTimeout, Duration.ofMinutes(1), false, Optional.empty(), Optional.empty());
    }

    /** The same settings with shorter timeouts. */
    TransportSettings noLongerThan(Duration longest) {
        return new TransportSettings(
                shorter(connectTimeout, longest), shorter(requestTimeout, longest), idleTimeout, http2, proxy, trust);
    }

    private static Duration shorter(Duration one, Duration other) {
        return one.compareTo(other) < 0 ? one : other;
    }
}
