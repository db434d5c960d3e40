package io.github.pinsink;

import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells when events begin to wait for Pinterest and when that is over: once a minute at most, not once a call. */
final class OutageLog {
    private static final Logger log = LoggerFactory.getLogger(OutageLog.class);
    private static final long NANOS_BETWEEN_LINES = TimeUnit.MINUTES.toNanos(1);

    private boolean told;
    private long toldAt;

    void observe(Optional<String> trouble, int waitingEvents, long now) {
        if (trouble.isPresent() && (!told || now - toldAt >= NANOS_BETWEEN_LINES)) {
            log.warn(
                    "Pinterest does not take events now: {}. {} events wait and are tried again; nothing is lost",
                    trouble.get(),
                    waitingEvents);
            told = true;
            toldAt = now;
        } else if (trouble.isEmpty() && told && now - toldAt >= NANOS_BETWEEN_LINES / 60) {
            log.info("Pinterest takes events again");
            told = false;
        }
    }
}
