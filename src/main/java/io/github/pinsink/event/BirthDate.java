package io.github.pinsink.event;

import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;

/**
 * A date of birth as {@code yyyyMMdd}: by {@code mapping.birth.date.pattern} where that is set and fits, else year first.
 * Dates that do not exist are not usable.
 */
final class BirthDate extends FieldNormalizer {
    private static final int YEAR = 4;
    private static final int COMPACT = 8;

    @Override
    String of(String text, EventRules rules) {
        if (rules.birthDatePattern().isPresent()) {
            try {
                return LocalDate.parse(text, rules.birthDatePattern().get()).format(DateTimeFormatter.BASIC_ISO_DATE);
            } catch (DateTimeException e) {
                // Not written by the pattern, which is no error: a date with the year first cannot be mistaken.
            }
        }
        byte[] ascii = text.getBytes(StandardCharsets.US_ASCII);
        byte[] room = ascii.length < COMPACT ? java.util.Arrays.copyOf(ascii, COMPACT) : ascii;
        return new String(room, 0, yearFirst(room, ascii.length), StandardCharsets.US_ASCII);
    }

    @Override
    int ascii(String text, int from, int to, byte[] into, EventRules rules) {
        int length = rules.birthDatePattern().isPresent() ? NO_SHORTCUT : copied(text, from, to, into);
        return length == NO_SHORTCUT ? NO_SHORTCUT : yearFirst(into, length);
    }

    /** Eight digits, or three numbers between the same dash, slash or dot; what follows a T or a space is the time. */
    private static int yearFirst(byte[] text, int length) {
        int year = number(text, 0, YEAR, length);
        int month;
        int day;
        int end;
        if (length > YEAR && isSeparator(text[YEAR])) {
            int monthEnd = endOfNumber(text, YEAR + 1, length);
            month = number(text, YEAR + 1, monthEnd, length);
            end = endOfNumber(text, monthEnd + 1, length);
            day = monthEnd < length && text[monthEnd] == text[YEAR] ? number(text, monthEnd + 1, end, length) : -1;
        } else {
            end = COMPACT;
            month = number(text, YEAR, YEAR + 2, length);
            day = number(text, YEAR + 2, COMPACT, length);
        }
        boolean ends = end == length || (end < length && (text[end] == 'T' || text[end] == ' '));
        if (!ends || !EpochDay.exists(year, month, day)) {
            return 0;
        }
        for (int i = YEAR - 1, rest = year; i >= 0; i--, rest /= 10) {
            text[i] = (byte) ('0' + rest % 10);
        }
        text[4] = (byte) ('0' + month / 10);
        text[5] = (byte) ('0' + month % 10);
        text[6] = (byte) ('0' + day / 10);
        text[7] = (byte) ('0' + day % 10);
        return COMPACT;
    }

    private static boolean isSeparator(byte c) {
        return c == '-' || c == '/' || c == '.';
    }

    /** Of at most two digits. */
    private static int endOfNumber(byte[] text, int from, int length) {
        int end = from;
        while (end < length && end < from + 2 && text[end] >= '0' && text[end] <= '9') {
            end++;
        }
        return end;
    }

    /** @return -1 when there are not these digits */
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
