package io.github.pinsink.delivery;

import java.time.Duration;
import java.util.Optional;

/**
 * The bounds of a delivery.
 *
 * @param maxEvents events per request; the API accepts 1 to 1,000 (20 in test mode)
 * @param maxBytes bytes of events per request; a larger event is sent alone
 * @param linger how long an event may wait for its batch to fill
 * @param maxInFlight requests in flight at once, over all ad accounts
 * @param maxInFlightBytes bytes of events in flight at once; one request may always be sent
 * @param backoff the waits between attempts
 * @param retryTimeout how long a request is retried before delivery fails; empty for no limit
 * @param unreadableAttempts attempts for a request whose responses cannot be parsed, before its events are rejected
 * @param maxExcessRejections by how many the events rejected with one message may exceed those accepted since, before that
 *     counts as a fault common to all events
 * @param access how long access may be denied, and what then happens
 * @param ambiguity what happens to events that may have been accepted
 * @param dropsRejected whether the records of rejected events are dropped, since there is no dead letter queue
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
        AmbiguityPolicy ambiguity,
        boolean dropsRejected) {
    /** For the failure of a delivery that has rejected events: what has become of their records and of the others. */
    String lossOfRejected() {
        return (dropsRejected
                        ? "The records of the rejected events were dropped; set errors.deadletterqueue.topic.name to keep such"
                                + " records. No"
                        : "No data is lost; no")
                + " offsets are committed past undelivered records.";
    }
}
