package io.github.pinsink.config;

import java.time.Duration;
import java.time.InstantSource;
import java.util.function.LongSupplier;

/**
 * How long a validation may take, and where it may send the token. Validation runs on a thread of the worker's REST API,
 * for anyone who can call it.
 *
 * @param tokenHosts the hosts to which the token may be sent
 * @param timeout keys that are not checked by then are reported as not checked
 * @param nanoTime a monotonic clock, such as {@link System#nanoTime}
 * @param clock the wall clock
 * @param credentials the results of the last checks of credentials
 */
public record ValidationLimits(
        AllowedHosts tokenHosts,
        Duration timeout,
        LongSupplier nanoTime,
        InstantSource clock,
        CredentialsCache credentials) {
    private static final CredentialsCache CREDENTIALS = new CredentialsCache();

    private static final Duration TIMEOUT = Duration.ofSeconds(10);

    /** The limits on this worker. */
    public static ValidationLimits ofThisWorker(LongSupplier nanoTime, InstantSource clock) {
        return new ValidationLimits(AllowedHosts.ofThisWorker(), TIMEOUT, nanoTime, clock, CREDENTIALS);
    }
}
