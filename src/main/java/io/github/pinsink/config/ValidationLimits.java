package io.github.pinsink.config;

import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * What a validation may do and how long it may take. Validation runs on a thread of the worker's REST interface, for anyone
 * who may call it.
 *
 * @param liveHosts where the token may be sent
 * @param longest what is not checked by then is reported as not checked
 * @param nanoTime the clock, as {@link System#nanoTime}
 */
public record ValidationLimits(AllowedHosts liveHosts, Duration longest, LongSupplier nanoTime) {
    private static final Duration LONGEST = Duration.ofSeconds(10);

    /** Of the worker that this runs in. */
    public static ValidationLimits ofThisWorker() {
        return new ValidationLimits(AllowedHosts.ofThisWorker(), LONGEST, System::nanoTime);
    }
}
