package io.github.pinsink.runtime;

import io.github.pinsink.metrics.LogThrottle;
import java.time.Duration;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells when events begin to wait for Pinterest and when that is over: once a minute at most, not once a call. */
final class OutageLog {
    private static final Logger log = LoggerFactory.getLogger(OutageLog.class);
    /** Between two bad answers there may be a good one; that is no end. */
    private static final long NANOS_TO_BELIEVE = Duration.ofSeconds(1).toNanos();

    private final LogThrottle line = new LogThrottle(Duration.ofMinutes(1));
    private boolean told;
    private long troubledAt;

    void observe(Optional<String> trouble, int waitingEvents, long now) {
        if (trouble.isPresent()) {
            troubledAt = now;
            if (line.isTime(now)) {
                log.warn(
                        "Pinterest does not take events now: {}. {} events wait and are tried again; nothing is lost",
                        trouble.get(),
                        waitingEvents);
                told = true;
            }
        } else if (told && now - troubledAt >= NANOS_TO_BELIEVE) {
            log.info("Pinterest takes events again");
            told = false;
        }
    }
}
