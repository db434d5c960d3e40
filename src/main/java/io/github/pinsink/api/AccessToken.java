package io.github.pinsink.api;

import java.util.Optional;

/** A bearer token of the Pinterest API. It prints as {@code [hidden]}, so that no log line or message can carry it. */
public final class AccessToken {
    private static final char FIRST_VISIBLE = '!';
    private static final char LAST_VISIBLE = '~';

    private final String secret;

    /** @throws IllegalArgumentException when it cannot be a token ({@link #problem}); the message does not hold it */
    public AccessToken(String secret) {
        problem(secret).ifPresent(problem -> {
            throw new IllegalArgumentException("the access token " + problem);
        });
        this.secret = secret;
    }

    /**
     * Why a string cannot be a token, so that it is never sent; empty when it can. What no config provider resolved and
     * the page of a secret store that asks for a login are found here instead of at Pinterest.
     *
     * @return a message that does not hold any of the string
     */
    public static Optional<String> problem(String text) {
        if (text.isBlank()) {
            return Optional.of("is empty");
        }
        if (text.contains("${")) {
            return Optional.of("holds ${, which looks like a reference that no config provider resolved");
        }
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c < FIRST_VISIBLE || c > LAST_VISIBLE) {
                return Optional.of(
                        "has a character that is not visible ASCII at position " + (i + 1) + " of " + text.length());
            }
        }
        return Optional.empty();
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
