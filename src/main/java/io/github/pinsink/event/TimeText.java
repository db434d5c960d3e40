package io.github.pinsink.event;

import java.time.DateTimeException;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Optional;

/** Reads times as text in the forms that {@link IsoTime} does not know. */
final class TimeText {
    private static final int DATE_LENGTH = 10;
    private static final int MINUTES_LENGTH = 16;

    private TimeText() {}

    static Optional<ParsedTime> parse(String text) {
        String compact = CompactTime.toIso(text);
        Optional<ParsedTime> iso = iso(compact.isEmpty() ? withDashes(text) : compact);
        return iso.isPresent() ? iso : MonthNameTime.parse(text);
    }

    /** Whether it begins with a date whose day and month could be either of its first two numbers. */
    static boolean hasDayOrMonthFirst(String text) {
        int first = endOfNumber(text, 0);
        int second = first < text.length() ? endOfNumber(text, first + 1) : first;
        return first >= 1
                && first <= 2
                && second - first >= 2
                && second - first <= 3
                && second < text.length()
                && "/.-".indexOf(text.charAt(first)) >= 0
                && text.charAt(first) == text.charAt(second)
                && endOfNumber(text, second + 1) >= second + 3;
    }

    /** Behind the digits that begin there. */
    static int endOfNumber(String text, int from) {
        int end = from;
        while (end < text.length() && text.charAt(end) >= '0' && text.charAt(end) <= '9') {
            end++;
        }
        return end;
    }

    /** The date of {@code 2026/01/31} or {@code 2026.01.31} in the form of ISO 8601. */
    private static String withDashes(String text) {
        boolean yearFirst = text.length() >= DATE_LENGTH
                && endOfNumber(text, 0) == 4
                && text.charAt(4) == text.charAt(7)
                && (text.charAt(4) == '/' || text.charAt(4) == '.');
        return yearFirst ? text.substring(0, 4) + '-' + text.substring(5, 7) + '-' + text.substring(8) : text;
    }

    private static Optional<ParsedTime> iso(String text) {
        long seconds = IsoTime.seconds(text);
        if (seconds != IsoTime.NONE) {
            return Optional.of(IsoTime.hasOffset(text) ? ParsedTime.utc(seconds) : ParsedTime.local(seconds));
        }
        int end = endOfClock(text);
        long local = end < 0 ? IsoTime.NONE : IsoTime.seconds(text.substring(0, end));
        if (local == IsoTime.NONE || IsoTime.hasOffset(text.substring(0, end))) {
            return zoned(text);
        }
        Optional<ZoneId> zone = zone(text.substring(end).strip());
        return zone.isPresent() ? Optional.of(ParsedTime.local(local).in(zone.get())) : zoned(text);
    }

    /** Where the zone begins: after the time, at a space, a bracket or a letter. */
    private static int endOfClock(String text) {
        for (int i = MINUTES_LENGTH; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == ' ' || c == '[' || Character.isLetter(c)) {
                return i;
            }
        }
        return -1;
    }

    /** A name, also in brackets, or an offset that an abbreviation may follow. */
    private static Optional<ZoneId> zone(String text) {
        if (text.startsWith("[") && text.endsWith("]")) {
            return TimeZones.named(text.substring(1, text.length() - 1));
        }
        int space = text.indexOf(' ');
        boolean isOffset = text.startsWith("+") || text.startsWith("-");
        return TimeZones.ofTime(space > 0 && isOffset ? text.substring(0, space) : text);
    }

    private static Optional<ParsedTime> zoned(String text) {
        try {
            return Optional.of(ParsedTime.utc(ZonedDateTime.parse(text, DateTimeFormatter.ISO_ZONED_DATE_TIME)
                    .toEpochSecond()));
        } catch (DateTimeException e) {
            // Its message quotes the string.
            return Optional.empty();
        }
    }
}
