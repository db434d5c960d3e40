package io.github.pinsink.delivery;

import io.github.pinsink.event.Problem;
import java.util.Optional;

/**
 * What became of an event.
 *
 * @param rejection why the API rejected it; empty when it was delivered
 */
public record DeliveryResult<R>(R origin, Optional<Problem> rejection) {
    static <R> DeliveryResult<R> delivered(R origin) {
        return new DeliveryResult<>(origin, Optional.empty());
    }

    static <R> DeliveryResult<R> rejected(R origin, Problem why) {
        return new DeliveryResult<>(origin, Optional.of(why));
    }
}
