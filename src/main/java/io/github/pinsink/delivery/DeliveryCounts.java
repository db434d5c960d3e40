package io.github.pinsink.delivery;

import java.util.Map;

/**
 * What a delivery has done since it began.
 *
 * @param retries requests put back to be sent again, throttled ones and those with a refused token included
 * @param ambiguousEvents events sent again although they may have been taken before
 * @param throttledRequests requests answered with 429
 * @param splits refused requests that were halved
 * @param rateLimitWaitNanos time during which a request was ready and waited for a permit
 * @param warnings how many events drew a warning of each kind; a few kinds
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
