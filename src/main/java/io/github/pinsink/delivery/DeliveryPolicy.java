package io.github.pinsink.delivery;

import java.time.Duration;
import java.util.Optional;

/**
 * The bounds of a delivery.
 *
 * @param maxEvents events per request; the API takes 1 to 1,000 (20 in test mode)
 * @param maxBytes bytes of events per request; an event larger than that travels alone
 * @param linger how long an event may wait for company
 * @param maxInFlight requests under way at once, over all ad accounts
 * @param maxInFlightBytes bytes of events under way at once; one request goes however large it is
 * @param backoff how long a request that could not be answered waits before its next attempt
 * @param retryTimeout how long a request may be retried before the task gives up; empty for ever
 * @param unreadableAttempts attempts for a request whose answers cannot be read, before its events are refused
 * @param maxExcessRejections by how many the events refused with one message may exceed the events delivered since, before
 *     this counts as a fault common to all events
 * @param access how long access may be denied, and what then happens
 * @param resendAmbiguousOffline whether an {@code offline} event that may have been taken is sent again; Pinterest does
 *     not deduplicate those
 */
public record DeliveryPolicy(
        int maxEvents,
        int maxBytes,
        Duration linger,
        int maxInFlight,
        long maxInFlightBytes,
        Backoff backoff,
        Optional<Duration> retryTimeout,
        int unreadableAttempts,
        int maxExcessRejections,
        AccessPolicy access,
        boolean resendAmbiguousOffline) {}
