package io.github.pinsink.event;

import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.Optional;

/**
 * A time as a text or a number says it.
 *
 * @param seconds since 1970 on a clock of the zone
 * @param zone empty for a local time, which says no zone
 */
record ParsedTime(long seconds, Optional<ZoneId> zone) {
    /** The seconds since 1970-01-01T00:00:00Z, which are those on a clock in UTC. */
    static ParsedTime utc(long seconds) {
        return new ParsedTime(seconds, Optional.of(ZoneOffset.UTC));
    }

    static ParsedTime local(long seconds) {
        return new ParsedTime(seconds, Optional.empty());
    }

    ParsedTime in(ZoneId other) {
        return new ParsedTime(seconds, Optional.of(other));
    }

    /**
     * Unix seconds of a local time in a zone. A time that a clock of the zone skips is moved forward by the length of the gap;
     * of a time that it shows twice, the first is meant.
     */
    static long unixSeconds(long local, ZoneId zone) {
        if (zone == ZoneOffset.UTC) {
            return local;
        }
        LocalDateTime clock = LocalDateTime.ofEpochSecond(local, 0, ZoneOffset.UTC);
        return ZonedDateTime.ofLocal(clock, zone, null).toEpochSecond();
    }
}
