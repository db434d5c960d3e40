package io.github.pinsink.delivery;

import java.util.Optional;

/**
 * The end of an event's way.
 *
 * @param refusal why the API refused it; empty when it was delivered
 */
public record Settled<R>(R origin, Optional<String> refusal) {
    static <R> Settled<R> delivered(R origin) {
        return new Settled<>(origin, Optional.empty());
    }

    static <R> Settled<R> refused(R origin, String why) {
        return new Settled<>(origin, Optional.of(why));
    }
}
