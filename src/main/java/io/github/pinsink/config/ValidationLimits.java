package io.github.pinsink.config;

import java.time.Duration;
import java.time.InstantSource;
import java.util.function.LongSupplier;

/**
 * What a validation may do and how long it may take. Validation runs on a thread of the worker's REST interface, for anyone
 * who may call it.
 *
 * @param liveHosts where the token may be sent
 * @param longest what is not checked by then is reported as not checked
 * @param nanoTime a clock that never goes back, as {@link System#nanoTime}
 * @param clock the wall clock
 */
public record ValidationLimits(AllowedHosts liveHosts, Duration longest, LongSupplier nanoTime, InstantSource clock) {
    private static final Duration LONGEST = Duration.ofSeconds(10);

    /** Of the worker that this runs in. */
    public static ValidationLimits ofThisWorker(LongSupplier nanoTime, InstantSource clock) {
        return new ValidationLimits(AllowedHosts.ofThisWorker(), LONGEST, nanoTime, clock);
    }
}
