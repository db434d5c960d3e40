package io.github.pinsink.delivery;

import io.github.pinsink.api.Warnings;
import java.util.HashMap;
import java.util.Map;

/** The counters of a delivery. */
final class DeliveryCounters {
    private static final int MAX_WARNINGS = 64;
    private static final String OTHER_WARNINGS = "other warnings";

    private final Map<String, Long> warnings = new HashMap<>();
    private long retries;
    private long ambiguousEvents;
    private long throttled;
    private long splits;
    private long rateLimitWaitNanos;
    private boolean waitingForPermit;
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

    /** @param waits whether a request is ready now and has no permit */
    void waitingForPermit(boolean waits, long now) {
        if (waitingForPermit) {
            rateLimitWaitNanos += now - waitsSince;
        }
        waitingForPermit = waits;
        waitsSince = now;
    }

    void warned(Warnings drawn) {
        drawn.byKind().forEach((kind, events) -> {
            boolean known = warnings.containsKey(kind) || warnings.size() < MAX_WARNINGS;
            warnings.merge(known ? kind : OTHER_WARNINGS, (long) events, Long::sum);
        });
    }

    DeliveryCounts snapshot() {
        return new DeliveryCounts(retries, ambiguousEvents, throttled, splits, rateLimitWaitNanos, warnings);
    }
}
