package io.github.pinsink.api;

import java.util.Optional;

/** A bearer token of the Pinterest API. {@link #toString} returns {@code [hidden]}, so that no log line or message can
 * contain it. */
public final class AccessToken {
    private static final char FIRST_VISIBLE = '!';
    private static final char LAST_VISIBLE = '~';

    private final String secret;

    /** @throws IllegalArgumentException if the string cannot be a token (see {@link #problem}); the message does not contain it */
    public AccessToken(String secret) {
        problem(secret).ifPresent(problem -> {
            throw new IllegalArgumentException("the access token " + problem);
        });
        this.secret = secret;
    }

    /**
     * Why a string cannot be a token; empty if it can. Such a string is never sent. This detects, for example, a reference
     * that no config provider resolved, and the login page of a secret store.
     *
     * @return a message that contains no part of the string
     */
    public static Optional<String> problem(String text) {
        if (text.isBlank()) {
            return Optional.of("is empty");
        }
        if (text.contains("${")) {
            return Optional.of(
                    "contains ${, probably a reference that no config provider resolved (config.providers in the"
                            + " worker's properties)");
        }
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c < FIRST_VISIBLE || c > LAST_VISIBLE) {
                return Optional.of("contains a character other than visible ASCII at position " + (i + 1) + " of "
                        + text.length());
            }
        }
        return Optional.empty();
    }

    /** The value of the {@code Authorization} header; the only method that returns the token. */
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
