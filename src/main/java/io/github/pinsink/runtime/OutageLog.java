package io.github.pinsink.runtime;

import io.github.pinsink.delivery.AmbiguityPolicy;
import io.github.pinsink.metrics.LogThrottle;
import java.time.Duration;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Logs when Pinterest stops accepting events, once a minute while it lasts, and when it accepts them again. */
final class OutageLog {
    /** Events have to be accepted for that long: during an outage, single requests may succeed. */
    private static final long NANOS_TO_END = Duration.ofSeconds(1).toNanos();

    private final String host;
    /** Of buffered events. */
    private final String outcome;

    private final Logger log;
    private final LogThrottle throttle = new LogThrottle(Duration.ofMinutes(1));
    private boolean logged;
    private long lastSeen;

    /** @param host of the API */
    OutageLog(String host, AmbiguityPolicy ambiguity) {
        this(host, ambiguity, LoggerFactory.getLogger(OutageLog.class));
    }

    OutageLog(String host, AmbiguityPolicy ambiguity, Logger log) {
        this.host = host;
        this.log = log;
        outcome = ambiguity
                .notResent()
                .map(events -> "no offsets are committed past them. Exception: " + events
                        + " that Pinterest may already have accepted are not sent again, and their records are rejected ("
                        + ambiguity.setting() + ")")
                .orElse("no data is lost, and no offsets are committed past them");
    }

    void observe(Optional<String> outage, int bufferedEvents, long now) {
        if (outage.isPresent()) {
            lastSeen = now;
            if (throttle.isDue(now)) {
                log.warn(
                        "Pinterest ({}) is not accepting events: {}. {} will be sent when it does; {}",
                        host,
                        outage.get(),
                        bufferedEvents == 0
                                ? "No events are buffered now. New ones"
                                : bufferedEvents + " events are buffered and",
                        outcome);
                throttle.logged(now);
                logged = true;
            }
        } else if (logged && now - lastSeen >= NANOS_TO_END) {
            log.info("Pinterest ({}) is accepting events again", host);
            logged = false;
        }
    }
}
