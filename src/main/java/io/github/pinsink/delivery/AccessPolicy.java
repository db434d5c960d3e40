package io.github.pinsink.delivery;

import io.github.pinsink.api.AdAccountId;
import java.time.Duration;
import java.util.Optional;

/**
 * What happens when access is denied: the token, the address, the certificate, or an ad account.
 *
 * @param timeout how long access may be denied without a good response in between before the task gives up; zero for at
 *     once
 * @param configured the ad account of the configuration, whose denial fails the task; others were named by records
 * @param onDenied what then happens to events of an ad account that a record named
 * @param maxParkedEvents so many events of denied ad accounts may be buffered; beyond that they are given up before the
 *     time, so that they do not take the room of the others
 * @param maxParkedBytes the same for the memory they hold
 */
public record AccessPolicy(
        Duration timeout,
        Optional<AdAccountId> configured,
        OnDenied onDenied,
        int maxParkedEvents,
        long maxParkedBytes) {
    /** What happens to events of an ad account that a record named and that stays denied. */
    public enum OnDenied {
        /** Their records are errant. */
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
