package io.github.pinsink.event;

import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;

/**
 * Normalizes a date of birth to {@code yyyyMMdd}. It is read by {@code mapping.birth.date.pattern} if that is set and
 * matches, else with the year first. Dates that do not exist are invalid.
 */
final class BirthDate extends FieldNormalizer {
    private static final int YEAR_DIGITS = 4;
    private static final int COMPACT_DIGITS = 8;

    @Override
    String normalize(String text, EventRules rules) {
        if (rules.birthDatePattern().isPresent()) {
            try {
                return LocalDate.parse(text, rules.birthDatePattern().get()).format(DateTimeFormatter.BASIC_ISO_DATE);
            } catch (DateTimeException e) {
                // A date that does not match the pattern may have the year first, which is unambiguous.
            }
        }
        byte[] ascii = text.getBytes(StandardCharsets.US_ASCII);
        byte[] room = ascii.length < COMPACT_DIGITS ? Arrays.copyOf(ascii, COMPACT_DIGITS) : ascii;
        return new String(room, 0, yearFirst(room, ascii.length), StandardCharsets.US_ASCII);
    }

    @Override
    int normalizeAscii(String text, int from, int to, byte[] into, EventRules rules) {
        int length = rules.birthDatePattern().isPresent() ? NO_SHORTCUT : copyAscii(text, from, to, into);
        return length == NO_SHORTCUT ? NO_SHORTCUT : yearFirst(into, length);
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
        if (!ends || !EpochDay.exists(year, month, day)) {
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
