package io.github.pinsink.event;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.time.DateTimeException;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;

/**
 * Encodes a time as Unix seconds, rounded down. Accepts numbers of s, ms, µs or ns, distinguished by their magnitude, and
 * ISO 8601 strings.
 */
final class TimeEncoders extends FieldEncoder {
    /** The year 5138 in seconds. In milliseconds it is 1973, earlier than any record. */
    private static final long MAX_SECONDS = 100_000_000_000L;

    private static final String EXPECTED = "a Unix time or an ISO 8601 time";
    private static final int MAX_SCALE = 40;
    private static final int MAX_DIGITS = 20;
    private static final int MAX_STRING = 64;

    @Override
    boolean write(Object value, EventWriter to) throws InvalidValueException {
        long seconds;
        if (value instanceof String given) {
            String text = FieldEncoders.plainString(given);
            if (text.isEmpty()) {
                return false;
            }
            seconds = seconds(text, value);
        } else if (value instanceof Long || value instanceof Integer) {
            seconds = seconds(((Number) value).longValue());
        } else if (value instanceof java.util.Date date) {
            seconds = Math.floorDiv(date.getTime(), 1000L);
        } else if (value instanceof Number) {
            seconds = seconds(NumberEncoders.exact(value, "a time"), value);
        } else {
            throw invalid(value);
        }
        if (seconds < 0) {
            throw new InvalidValueException(value, "a time since 1970");
        }
        to.number(seconds);
        return true;
    }

    private static long seconds(long number) {
        long size = Math.abs(number);
        long unit = 1;
        // Long.MIN_VALUE has no absolute value; it counts as nanoseconds.
        while (unit < 1_000_000_000 && (size < 0 || size / unit >= MAX_SECONDS)) {
            unit *= 1000;
        }
        return Math.floorDiv(number, unit);
    }

    private static long seconds(BigDecimal number, Object value) throws InvalidValueException {
        // 1E-999999999 would need a billion digits.
        boolean isShort = Math.abs((long) number.scale()) <= MAX_SCALE
                && (long) number.precision() - number.scale() <= MAX_DIGITS;
        BigInteger whole = isShort ? number.setScale(0, RoundingMode.FLOOR).toBigInteger() : BigInteger.ZERO;
        if (!isShort || whole.bitLength() >= Long.SIZE) {
            throw invalid(value);
        }
        return seconds(whole.longValue());
    }

    private static long seconds(String text, Object value) throws InvalidValueException {
        if (text.length() > MAX_STRING) {
            throw invalid(value);
        }
        long iso = IsoTime.seconds(text);
        if (iso != IsoTime.NONE) {
            return iso;
        }
        if (NumberEncoders.areDigits(text)) {
            return seconds(Long.parseLong(text));
        }
        if (looksLikeNumber(text)) {
            return seconds(NumberEncoders.exact(text, EXPECTED), value);
        }
        try {
            return ZonedDateTime.parse(text, DateTimeFormatter.ISO_ZONED_DATE_TIME)
                    .toEpochSecond();
        } catch (DateTimeException e) {
            // The message of e quotes the string.
            throw invalid(value);
        }
    }

    private static boolean looksLikeNumber(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if ((c < '0' || c > '9') && "+-.eE".indexOf(c) < 0) {
                return false;
            }
        }
        return true;
    }

    private static InvalidValueException invalid(Object value) {
        return new InvalidValueException(value, EXPECTED);
    }
}
