package io.github.pinsink.api;

import java.util.Objects;

/** A bearer token of the Pinterest API. It prints as {@code [hidden]}, so that no log line or message can carry it. */
public final class AccessToken {
    private final String secret;

    public AccessToken(String secret) {
        this.secret = Objects.requireNonNull(secret, "secret");
    }

    /** The value of the {@code Authorization} header; the only way the token leaves this class. */
    public String authorization() {
        return "Bearer " + secret;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof AccessToken token && secret.equals(token.secret);
    }

    @Override
    public int hashCode() {
        return secret.hashCode();
    }

    @Override
    public String toString() {
        return "[hidden]";
    }
}
