package io.github.pinsink.runtime;

import java.time.Duration;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Reports denied access at once, with what to do about it, and then once a minute as long as it lasts. */
final class DeniedAccessLog {
    private static final Logger log = LoggerFactory.getLogger(DeniedAccessLog.class);
    private static final long NANOS_BETWEEN = Duration.ofMinutes(1).toNanos();
    /** Something new is reported sooner, but records can name any number of ad accounts. */
    private static final long NANOS_BETWEEN_CHANGES = Duration.ofSeconds(10).toNanos();

    /** While requests are in flight, access may be denied and granted in turn. */
    private static final long NANOS_TO_BELIEVE = Duration.ofSeconds(1).toNanos();

    private String reported = "";
    private long reportedAt;
    private long deniedAt;

    /** @param denied which access is denied and what to do; empty when none is */
    void observe(Optional<String> denied, int bufferedEvents, long now) {
        if (denied.isPresent()) {
            deniedAt = now;
            long between = denied.get().equals(reported) ? NANOS_BETWEEN : NANOS_BETWEEN_CHANGES;
            if (reported.isEmpty() || now - reportedAt >= between) {
                log.warn(
                        "Pinterest denies access: {}. {} events are buffered; no data is lost. Retrying until"
                                + " access.denied.timeout.ms is over",
                        denied.get(),
                        bufferedEvents);
                reported = denied.get();
                reportedAt = now;
            }
        } else if (!reported.isEmpty() && now - deniedAt >= NANOS_TO_BELIEVE) {
            log.info("No access to Pinterest is denied any more");
            reported = "";
        }
    }
}
