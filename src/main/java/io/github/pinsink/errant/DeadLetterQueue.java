package io.github.pinsink.errant;

import io.github.pinsink.delivery.Backoff;
import java.time.Duration;
import java.util.function.DoubleSupplier;
import java.util.function.LongSupplier;

/**
 * The topic that errant records are written to, and for how long a write is retried.
 *
 * @param topic its name
 * @param timeout for how long one record is retried before the task fails, counted from its first attempt; positive
 * @param backoff the waits between attempts
 * @param nanoTime the time in nanoseconds; read again after an attempt, because an attempt can block for {@code max.block.ms}
 */
public record DeadLetterQueue(String topic, Duration timeout, Backoff backoff, LongSupplier nanoTime) {
    private static final Duration FIRST_WAIT = Duration.ofMillis(250);
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(10);

    /** With the backoff of a running task. @param random from 0 to 1, for the jitter */
    public static DeadLetterQueue of(String topic, Duration timeout, DoubleSupplier random, LongSupplier nanoTime) {
        return new DeadLetterQueue(topic, timeout, new Backoff(FIRST_WAIT, LONGEST_WAIT, random), nanoTime);
    }
}
