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

    /** Access has to be granted for that long: responses to requests in flight may be of both kinds. */
    private static final long NANOS_TO_END = Duration.ofSeconds(1).toNanos();

    private String reported = "";
    private long reportedAt;
    private long deniedAt;

    /**
     * @param denied which access with waiting events is denied and what to do; empty when there is none
     * @param isDenied whether any access is denied, also that of ad accounts whose events are rejected
     */
    void observe(Optional<String> denied, boolean isDenied, int bufferedEvents, long now) {
        if (denied.isPresent()) {
            deniedAt = now;
            long between = denied.get().equals(reported) ? NANOS_BETWEEN : NANOS_BETWEEN_CHANGES;
            if (reported.isEmpty() || now - reportedAt >= between) {
                log.warn(
                        "Pinterest denies access: {}. {} events are buffered; no data is lost. Retrying; if access is still"
                                + " denied after access.denied.timeout.ms, the task fails, or the records that name the ad"
                                + " account are rejected (ad.account.on.denied)",
                        denied.get(),
                        bufferedEvents);
                reported = denied.get();
                reportedAt = now;
            }
        } else if (!isDenied && !reported.isEmpty() && now - deniedAt >= NANOS_TO_END) {
            log.info("Pinterest grants access again");
            reported = "";
        }
    }
}
