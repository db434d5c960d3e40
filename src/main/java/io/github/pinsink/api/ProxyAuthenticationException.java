package io.github.pinsink.api;

import java.io.IOException;

/** The proxy rejected the configured user or password, or requires them and none are configured (407). */
final class ProxyAuthenticationException extends IOException {
    private static final long serialVersionUID = 1L;

    ProxyAuthenticationException() {
        super("the proxy rejected the user and password");
    }
}
