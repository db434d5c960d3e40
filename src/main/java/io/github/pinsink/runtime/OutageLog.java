package io.github.pinsink.runtime;

import io.github.pinsink.metrics.LogThrottle;
import java.time.Duration;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Logs when Pinterest stops accepting events, once a minute while it lasts, and when it accepts them again. */
final class OutageLog {
    private static final Logger log = LoggerFactory.getLogger(OutageLog.class);

    /** Events have to be accepted for that long: during an outage, single requests may succeed. */
    private static final long NANOS_TO_END = Duration.ofSeconds(1).toNanos();

    private final String host;
    private final LogThrottle throttle = new LogThrottle(Duration.ofMinutes(1));
    private boolean logged;
    private long lastSeen;

    /** @param host of the API */
    OutageLog(String host) {
        this.host = host;
    }

    void observe(Optional<String> outage, int bufferedEvents, long now) {
        if (outage.isPresent()) {
            lastSeen = now;
            if (throttle.isDue(now)) {
                log.warn(
                        "Pinterest ({}) is not accepting events: {}. {} events are buffered and will be sent when it does;"
                                + " no data is lost, and no offsets are committed past them",
                        host,
                        outage.get(),
                        bufferedEvents);
                throttle.logged(now);
                logged = true;
            }
        } else if (logged && now - lastSeen >= NANOS_TO_END) {
            log.info("Pinterest ({}) is accepting events again", host);
            logged = false;
        }
    }
}
