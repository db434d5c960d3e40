package io.github.pinsink.api;

import java.net.InetSocketAddress;
import java.net.Proxy;
import java.util.Optional;

/**
 * An HTTP proxy. To an HTTPS address it only relays (CONNECT): it never sees the token.
 *
 * @param login what it asks for, where it does
 */
public record ProxyServer(String host, int port, Optional<Login> login) {
    /** A user, and a password where it needs one. */
    public record Login(String user, Optional<Secret> password) {}

    /** Its name is resolved when it is connected to, since the address behind it may change. */
    Proxy proxy() {
        return new Proxy(Proxy.Type.HTTP, InetSocketAddress.createUnresolved(host, port));
    }
}
