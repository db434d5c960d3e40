package io.github.pinsink.event;

import java.time.DateTimeException;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Time zones by the names that records use. */
final class TimeZones {
    private static final int MAX_LENGTH = 60;

    /** RFC 822, and those of Europe. Others, such as IST and BST, mean different zones to different people. */
    private static final Map<String, Integer> HOURS_BY_ABBREVIATION = Map.ofEntries(
            Map.entry("Z", 0),
            Map.entry("UT", 0),
            Map.entry("UTC", 0),
            Map.entry("GMT", 0),
            Map.entry("WET", 0),
            Map.entry("WEST", 1),
            Map.entry("CET", 1),
            Map.entry("CEST", 2),
            Map.entry("EET", 2),
            Map.entry("EEST", 3),
            Map.entry("EST", -5),
            Map.entry("EDT", -4),
            Map.entry("CST", -6),
            Map.entry("CDT", -5),
            Map.entry("MST", -7),
            Map.entry("MDT", -6),
            Map.entry("PST", -8),
            Map.entry("PDT", -7));

    private TimeZones() {}

    /** The names of the IANA database in lower case; loaded only for a name that is not in their spelling. */
    private static final class Names {
        static final Map<String, String> BY_LOWER_CASE = new HashMap<>();

        static {
            ZoneId.getAvailableZoneIds().forEach(id -> BY_LOWER_CASE.put(id.toLowerCase(Locale.ROOT), id));
        }
    }

    /** A zone of the IANA database by its name, in any case, or an offset such as {@code +02:00} or {@code UTC+2}. */
    static Optional<ZoneId> named(String name) {
        if (name.isEmpty() || name.length() > MAX_LENGTH) {
            return Optional.empty();
        }
        try {
            return Optional.of(ZoneId.of(name));
        } catch (DateTimeException e) {
            return Optional.ofNullable(Names.BY_LOWER_CASE.get(name.toLowerCase(Locale.ROOT)))
                    .map(ZoneId::of);
        }
    }

    /** The zone at the end of a time: an abbreviation, an offset, or a name with a slash. */
    static Optional<ZoneId> ofTime(String text) {
        Integer hours = HOURS_BY_ABBREVIATION.get(text.toUpperCase(Locale.ROOT));
        if (hours != null) {
            return Optional.of(ZoneOffset.ofHours(hours));
        }
        boolean prefixed = text.length() > 3 && (text.startsWith("GMT") || text.startsWith("UTC"));
        String offset = prefixed ? text.substring(3) : text;
        if (!offset.isEmpty() && (offset.charAt(0) == '+' || offset.charAt(0) == '-')) {
            int seconds = IsoTime.offset(offset.length() == 2 ? offset.charAt(0) + "0" + offset.charAt(1) : offset, 0);
            return seconds == Integer.MIN_VALUE || Math.abs(seconds) > 18 * 3600
                    ? Optional.empty()
                    : Optional.of(ZoneOffset.ofTotalSeconds(seconds));
        }
        return text.indexOf('/') > 0 ? named(text) : Optional.empty();
    }
}
