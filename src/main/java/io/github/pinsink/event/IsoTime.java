package io.github.pinsink.event;

/**
 * Parses {@code 2026-01-31T23:59:59.123+01:00} and common variants without allocation: a space for the T, no seconds, a
 * fraction after a dot or a comma, an offset without colon or minutes, {@code UTC}, no offset, or only a date, with or without
 * an offset. A date stands for its first second.
 */
final class IsoTime {
    /** The result for a string of another form. */
    static final long NONE = Long.MIN_VALUE;

    private static final int DATE_LENGTH = 10;
    private static final int MINUTES_LENGTH = 16;
    private static final int SECONDS_LENGTH = 19;
    private static final long SECONDS_PER_DAY = 86_400;

    private IsoTime() {}

    /** @return Unix seconds, rounded down, or {@link #NONE}; a time without an offset is read as UTC */
    static long seconds(String text) {
        int length = text.length();
        if (length < DATE_LENGTH || text.charAt(4) != '-' || text.charAt(7) != '-') {
            return NONE;
        }
        int year = digits(text, 0, 4);
        int month = digits(text, 5, 7);
        int day = digits(text, 8, DATE_LENGTH);
        if (!EpochDay.exists(year, month, day)) {
            return NONE;
        }
        long midnight = EpochDay.daysSince1970(year, month, day) * SECONDS_PER_DAY;
        if (length == DATE_LENGTH) {
            return midnight;
        }
        return isOffset(text) ? withOffset(text, DATE_LENGTH, midnight) : withTime(text, midnight);
    }

    /** Whether {@code Z} or an offset such as {@code +02:00} follows the date, as in Debezium's IsoDate. */
    private static boolean isOffset(String text) {
        char sign = text.charAt(DATE_LENGTH);
        return text.length() == DATE_LENGTH + 1
                ? sign == 'Z'
                : text.length() == MINUTES_LENGTH && (sign == '+' || sign == '-') && text.charAt(13) == ':';
    }

    private static long withOffset(String text, int from, long local) {
        int offset = offset(text, from);
        return offset == Integer.MIN_VALUE ? NONE : local - offset;
    }

    /** Whether a text that {@link #seconds} accepts has an offset. */
    static boolean hasOffset(String text) {
        char last = text.charAt(text.length() - 1);
        if (last > '9') {
            return true;
        }
        for (int i = text.length() - 1; i >= DATE_LENGTH; i--) {
            char c = text.charAt(i);
            if (c == '+' || c == '-') {
                return true;
            }
        }
        return false;
    }

    private static long withTime(String text, long midnight) {
        char separator = text.charAt(DATE_LENGTH);
        if (text.length() < MINUTES_LENGTH
                || (separator != 'T' && separator != 't' && separator != ' ')
                || text.charAt(13) != ':') {
            return NONE;
        }
        int hour = digits(text, 11, 13);
        int minute = digits(text, 14, MINUTES_LENGTH);
        int second = 0;
        int at = MINUTES_LENGTH;
        if (at < text.length() && text.charAt(at) == ':') {
            second = digits(text, 17, SECONDS_LENGTH);
            at = fraction(text, SECONDS_LENGTH);
        }
        if (at < 0 || !isBelow(hour, 24) || !isBelow(minute, 60) || !isBelow(second, 60)) {
            return NONE;
        }
        return withOffset(text, at, midnight + hour * 3600L + minute * 60L + second);
    }

    /** @return the end of the fraction, or -1 when no digit follows the dot */
    private static int fraction(String text, int from) {
        int length = text.length();
        if (from >= length || (text.charAt(from) != '.' && text.charAt(from) != ',')) {
            return from;
        }
        int at = from + 1;
        while (at < length && text.charAt(at) >= '0' && text.charAt(at) <= '9') {
            at++;
        }
        return at == from + 1 ? -1 : at;
    }

    /** @return seconds east of Greenwich, or {@link Integer#MIN_VALUE} when the offset is invalid */
    static int offset(String text, int from) {
        int length = text.length();
        if (from == length) {
            return 0;
        }
        int at = text.charAt(from) == ' ' ? from + 1 : from;
        int left = length - at;
        if (left == 0) {
            return Integer.MIN_VALUE;
        }
        char sign = text.charAt(at);
        if (sign != '+' && sign != '-') {
            boolean isUtc = (left == 1 && (sign == 'Z' || sign == 'z'))
                    || (left == 3 && (text.startsWith("UTC", at) || text.startsWith("GMT", at)));
            return isUtc ? 0 : Integer.MIN_VALUE;
        }
        boolean colon = left == 6 && text.charAt(at + 3) == ':';
        int hours = digits(text, at + 1, at + 3);
        int minutes = left == 3 ? 0 : left == 5 || colon ? digits(text, length - 2, length) : -1;
        if (!isBelow(hours, 19) || !isBelow(minutes, 60)) {
            return Integer.MIN_VALUE;
        }
        int offset = hours * 3600 + minutes * 60;
        return sign == '-' ? -offset : offset;
    }

    private static boolean isBelow(int number, int limit) {
        return number >= 0 && number < limit;
    }

    /** @return -1 when these are not digits */
    private static int digits(String text, int from, int to) {
        if (to > text.length()) {
            return -1;
        }
        int number = 0;
        for (int i = from; i < to; i++) {
            char c = text.charAt(i);
            if (c < '0' || c > '9') {
                return -1;
            }
            number = number * 10 + c - '0';
        }
        return number;
    }
}
