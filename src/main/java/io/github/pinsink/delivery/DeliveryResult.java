package io.github.pinsink.delivery;

import java.util.Optional;

/**
 * What became of an event.
 *
 * @param rejection why the API rejected it; empty when it was delivered
 */
public record DeliveryResult<R>(R origin, Optional<String> rejection) {
    static <R> DeliveryResult<R> delivered(R origin) {
        return new DeliveryResult<>(origin, Optional.empty());
    }

    static <R> DeliveryResult<R> rejected(R origin, String why) {
        return new DeliveryResult<>(origin, Optional.of(why));
    }
}
