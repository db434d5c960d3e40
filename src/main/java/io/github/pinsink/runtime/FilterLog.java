package io.github.pinsink.runtime;

import io.github.pinsink.metrics.LogThrottle;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Warns when the filter of a topic passes no record: after the first 1,000 records, and then once an hour while it passes
 * none. A filter that never matches looks like a topic that is up to date. Not thread-safe.
 */
final class FilterLog {
    private static final int MIN_RECORDS = 1_000;
    /** A transform may make a topic of each record; the names must not fill the memory, nor the lines the log. */
    private static final int MAX_TOPICS = 100;

    private static final Duration INTERVAL = Duration.ofHours(1);
    private static final long INTERVAL_NANOS = INTERVAL.toNanos();

    private final Logger log;
    private final Map<String, Topic> topics = new HashMap<>();

    private static final class Topic {
        /** Since the last one that passed. */
        private long filtered;

        private boolean hasPassed;
        private long passedAt;
        private final LogThrottle throttle = new LogThrottle(INTERVAL);
    }

    FilterLog() {
        this(LoggerFactory.getLogger(FilterLog.class));
    }

    FilterLog(Logger log) {
        this.log = log;
    }

    /** Null for a topic beyond the limit. */
    private @Nullable Topic topic(String name) {
        Topic known = topics.get(name);
        return known == null && topics.size() < MAX_TOPICS ? topics.computeIfAbsent(name, key -> new Topic()) : known;
    }

    /** A record passed the filter, or there is none. */
    void passed(String name, long now) {
        Topic topic = topic(name);
        if (topic == null) {
            return;
        }
        topic.filtered = 0;
        topic.hasPassed = true;
        topic.passedAt = now;
    }

    void filtered(String name, long now) {
        Topic topic = topic(name);
        if (topic == null) {
            return;
        }
        topic.filtered++;
        boolean isLong = !topic.hasPassed || now - topic.passedAt >= INTERVAL_NANOS;
        if (topic.filtered >= MIN_RECORDS && isLong && topic.throttle.isDue(now)) {
            topic.throttle.logged(now);
            log.warn(
                    "The filter of topic {} was not true for any of the last {} records. They were skipped: not sent, not"
                            + " written to the dead letter queue, and their offsets are committed. If that is not"
                            + " intended, run pinsink preview on such a record, correct the filter, and reset the offsets",
                    name,
                    topic.filtered);
        }
    }
}
