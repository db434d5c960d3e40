package io.github.pinsink.delivery;

import java.util.Map;

/**
 * What a delivery has done since it started.
 *
 * @param retries requests put back for another attempt, throttled ones and those with a rejected token included
 * @param ambiguousEvents events sent again although they may have been accepted before
 * @param throttledRequests requests answered with 429
 * @param splits rejected requests that were split
 * @param rateLimitWaitNanos time during which a request was ready and waited for a permit
 * @param warnings the number of events with a warning, by kind
 */
public record DeliveryCounts(
        long retries,
        long ambiguousEvents,
        long throttledRequests,
        long splits,
        long rateLimitWaitNanos,
        Map<String, Long> warnings) {
    public DeliveryCounts {
        warnings = Map.copyOf(warnings);
    }
}
