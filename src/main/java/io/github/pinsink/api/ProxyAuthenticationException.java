package io.github.pinsink.api;

import java.io.IOException;

/** The proxy wants another user or password than the ones configured. */
final class ProxyRefusedException extends IOException {
    private static final long serialVersionUID = 1L;

    ProxyRefusedException() {
        super("the proxy refuses the user and password");
    }
}
