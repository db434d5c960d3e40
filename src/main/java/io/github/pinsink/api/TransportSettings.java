package io.github.pinsink.api;

import java.time.Duration;
import java.util.Optional;

/**
 * How the API is reached.
 *
 * @param requestTimeout from the start of a call to the end of its answer
 * @param idleTimeout how long a connection that nobody uses is kept for the next call
 * @param http2 whether HTTP/2 is spoken where the other side offers it; all calls then share one connection
 * @param proxy empty for what the Java runtime is told to use
 * @param trust empty for what the Java runtime trusts
 */
public record TransportSettings(
        Duration connectTimeout,
        Duration requestTimeout,
        Duration idleTimeout,
        boolean http2,
        Optional<ProxyServer> proxy,
        Optional<TrustStore> trust) {
    /** Straight to the API, by the runtime's own certificates. */
    public static TransportSettings direct(Duration connectTimeout, Duration requestTimeout) {
        return new TransportSettings(
                connectTimeout, requestTimeout, Duration.ofMinutes(1), false, Optional.empty(), Optional.empty());
    }

    /** The same way, but giving up sooner. */
    TransportSettings noLongerThan(Duration longest) {
        return new TransportSettings(
                shorter(connectTimeout, longest), shorter(requestTimeout, longest), idleTimeout, http2, proxy, trust);
    }

    private static Duration shorter(Duration one, Duration other) {
        return one.compareTo(other) < 0 ? one : other;
    }
}
