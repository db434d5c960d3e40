package io.github.pinsink.delivery;

import io.github.pinsink.api.AdAccountId;
import java.time.Duration;
import java.util.Optional;

/**
 * What happens when access is denied: to the API (token, address, certificate) or to an ad account.
 *
 * @param timeout how long access may be denied without a good response before delivery fails; zero for at once
 * @param configured the ad account of the configuration, whose denial fails the task; others were named by records
 * @param onDenied what happens after the timeout to events of an ad account that a record named
 * @param maxParkedEvents how many events of denied ad accounts may be buffered; more are rejected before the timeout, so that
 *     other ad accounts keep their part of the buffers
 * @param maxParkedBytes the same for their memory
 */
public record AccessPolicy(
        Duration timeout,
        Optional<AdAccountId> configured,
        OnDenied onDenied,
        int maxParkedEvents,
        long maxParkedBytes) {
    /** What happens to events of an ad account that a record named and that stays denied. */
    public enum OnDenied {
        /** Their records become errant. */
        DLQ,
        /** The task fails. */
        FAIL
    }

    /** Whether the denial of the ad account fails the task. */
    boolean failsTask(AdAccountId account) {
        return onDenied == OnDenied.FAIL || isConfigured(account);
    }

    boolean isConfigured(AdAccountId account) {
        return configured.isPresent() && configured.get().equals(account);
    }
}
