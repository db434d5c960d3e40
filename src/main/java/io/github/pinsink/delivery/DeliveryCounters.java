package io.github.pinsink.delivery;

import io.github.pinsink.api.Warnings;
import java.util.HashMap;
import java.util.Map;

/** The counters of a delivery. */
final class DeliveryCounters {
    private static final int MOST_WARNINGS = 64;
    private static final String OTHER_WARNINGS = "other warnings";

    private final Map<String, Long> warnings = new HashMap<>();
    private long retries;
    private long ambiguousEvents;
    private long throttled;
    private long splits;
    private long rateLimitWaitNanos;
    private boolean waitsForPermit;
    private long waitsSince;

    void retry() {
        retries++;
    }

    void ambiguousResend(int events) {
        ambiguousEvents += events;
    }

    void throttled() {
        throttled++;
    }

    void split() {
        splits++;
    }

    /** Whether a request is ready now and there is no permit for it. */
    void waitsForPermit(boolean waits, long now) {
        if (waitsForPermit) {
            rateLimitWaitNanos += now - waitsSince;
        }
        waitsForPermit = waits;
        waitsSince = now;
    }

    void warned(Warnings drawn) {
        drawn.byKind().forEach((kind, events) -> {
            boolean known = warnings.containsKey(kind) || warnings.size() < MOST_WARNINGS;
            warnings.merge(known ? kind : OTHER_WARNINGS, (long) events, Long::sum);
        });
    }

    DeliveryCounts snapshot() {
        return new DeliveryCounts(retries, ambiguousEvents, throttled, splits, rateLimitWaitNanos, warnings);
    }
}
