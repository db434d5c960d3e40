package io.github.pinsink.api;

import java.net.InetSocketAddress;
import java.net.Proxy;
import java.util.Optional;

/**
 * An HTTP proxy. For an HTTPS address it only opens a tunnel (CONNECT), so it never sees the token.
 *
 * @param login empty if the proxy requires no authentication
 */
public record ProxyServer(String host, int port, Optional<Login> login) {
    /** A user, and a password if there is one. */
    public record Login(String user, Optional<Secret> password) {}

    /** Resolves the host name at each connect, because its address may change. */
    Proxy proxy() {
        return new Proxy(Proxy.Type.HTTP, InetSocketAddress.createUnresolved(host, port));
    }
}
