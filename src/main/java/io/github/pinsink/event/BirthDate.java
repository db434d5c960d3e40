package io.github.pinsink.event;

import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;

/**
 * Normalizes a date of birth to {@code yyyyMMdd}. It is read by {@code mapping.birth.date.pattern} if that is set and
 * matches, else with the year first. Dates that do not exist, that nobody alive was born on, or that are in the future are
 * invalid.
 */
final class BirthDate extends FieldNormalizer {
    private static final int YEAR_DIGITS = 4;
    private static final int COMPACT_DIGITS = 8;
    private static final int FIRST_YEAR = 1900;
    private static final int LAST_YEAR = 9999;
    /** A date before this year is not in the future, whatever the time is. */
    private static final int FIRST_YEAR_TO_COMPARE = 2020;

    private static final long MILLIS_OF_DAY = 86_400_000;

    @Override
    String normalize(String text, EventRules rules) {
        if (rules.birthDatePattern().isPresent()) {
            try {
                LocalDate date = LocalDate.parse(text, rules.birthDatePattern().get());
                return isPossible(date.getYear(), date.getMonthValue(), date.getDayOfMonth())
                        ? date.format(DateTimeFormatter.BASIC_ISO_DATE)
                        : "";
            } catch (DateTimeException e) {
                // A date that does not match the pattern may have the year first, which is unambiguous.
            }
        }
        byte[] ascii = text.getBytes(StandardCharsets.US_ASCII);
        byte[] room = ascii.length < COMPACT_DIGITS ? Arrays.copyOf(ascii, COMPACT_DIGITS) : ascii;
        return new String(room, 0, yearFirst(room, ascii.length), StandardCharsets.US_ASCII);
    }

    @Override
    String normalize(String text, EventWriter event) {
        String date = normalize(text, event.rules());
        return date.isEmpty() || isFuture(date, event.nowMillis()) ? "" : date;
    }

    @Override
    boolean isContextFree() {
        return false;
    }

    private static boolean isFuture(String date, long nowMillis) {
        int digits = Integer.parseInt(date);
        long day = EpochDay.daysSince1970(digits / 10_000, digits / 100 % 100, digits % 100);
        return day > Math.floorDiv(nowMillis, MILLIS_OF_DAY);
    }

    @Override
    int normalizeAscii(String text, int from, int to, byte[] into, EventRules rules) {
        int length = rules.birthDatePattern().isPresent() ? NO_SHORTCUT : copyAscii(text, from, to, into);
        int written = length == NO_SHORTCUT ? NO_SHORTCUT : yearFirst(into, length);
        boolean isDecided = written <= 0 || number(into, 0, YEAR_DIGITS, written) < FIRST_YEAR_TO_COMPARE;
        return isDecided ? written : NO_SHORTCUT;
    }

    /** The first day of 1900 is what databases and spreadsheets hold for an unknown date. */
    private static boolean isPossible(int year, int month, int day) {
        return year >= FIRST_YEAR && year <= LAST_YEAR && (year > FIRST_YEAR || month > 1 || day > 1);
    }

    /** Eight digits, or three numbers with the same separator (dash, slash or dot). A time after a T or a space is ignored. */
    private static int yearFirst(byte[] text, int length) {
        int year = number(text, 0, YEAR_DIGITS, length);
        int month;
        int day;
        int end;
        if (length > YEAR_DIGITS && isSeparator(text[YEAR_DIGITS])) {
            int monthEnd = endOfNumber(text, YEAR_DIGITS + 1, length);
            month = number(text, YEAR_DIGITS + 1, monthEnd, length);
            end = endOfNumber(text, monthEnd + 1, length);
            day = monthEnd < length && text[monthEnd] == text[YEAR_DIGITS]
                    ? number(text, monthEnd + 1, end, length)
                    : -1;
        } else {
            end = COMPACT_DIGITS;
            month = number(text, YEAR_DIGITS, YEAR_DIGITS + 2, length);
            day = number(text, YEAR_DIGITS + 2, COMPACT_DIGITS, length);
        }
        boolean ends = end == length || (end < length && (text[end] == 'T' || text[end] == ' '));
        if (!ends || !EpochDay.exists(year, month, day) || !isPossible(year, month, day)) {
            return 0;
        }
        for (int i = YEAR_DIGITS - 1, rest = year; i >= 0; i--, rest /= 10) {
            text[i] = (byte) ('0' + rest % 10);
        }
        text[4] = (byte) ('0' + month / 10);
        text[5] = (byte) ('0' + month % 10);
        text[6] = (byte) ('0' + day / 10);
        text[7] = (byte) ('0' + day % 10);
        return COMPACT_DIGITS;
    }

    private static boolean isSeparator(byte c) {
        return c == '-' || c == '/' || c == '.';
    }

    /** The end of a number of at most two digits. */
    private static int endOfNumber(byte[] text, int from, int length) {
        int end = from;
        while (end < length && end < from + 2 && text[end] >= '0' && text[end] <= '9') {
            end++;
        }
        return end;
    }

    /** @return -1 when these are not digits */
    private static int number(byte[] text, int from, int to, int length) {
        if (to > length || from >= to) {
            return -1;
        }
        int number = 0;
        for (int i = from; i < to; i++) {
            if (text[i] < '0' || text[i] > '9') {
                return -1;
            }
            number = number * 10 + text[i] - '0';
        }
        return number;
    }
}
