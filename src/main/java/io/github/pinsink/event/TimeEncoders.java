package io.github.pinsink.event;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.time.DateTimeException;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;

/** Unix seconds, rounded down: of numbers of s, ms, µs or ns, told apart by their magnitude, or of ISO-8601 text. */
final class TimeEncoders extends FieldEncoder {
    /** As seconds that is the year 5138; as milliseconds it is 1973, before there were any records. */
    private static final long LARGEST_SECONDS = 100_000_000_000L;

    private static final int MOST_SCALE = 40;
    private static final int MOST_DIGITS = 20;
    private static final int LONGEST_TEXT = 64;

    @Override
    boolean write(Object value, EventWriter to) throws InvalidValueException {
        long seconds;
        if (value instanceof String given) {
            String text = FieldEncoders.plainText(given);
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
            throw unfit(value);
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
        // The smallest long has no absolute value; it is a number of nanoseconds like its neighbours.
        while (unit < 1_000_000_000 && (size < 0 || size / unit >= LARGEST_SECONDS)) {
            unit *= 1000;
        }
        return Math.floorDiv(number, unit);
    }

    private static long seconds(BigDecimal number, Object value) throws InvalidValueException {
        // Writing out 1E-999999999 would take a billion digits.
        boolean writable = Math.abs((long) number.scale()) <= MOST_SCALE
                && (long) number.precision() - number.scale() <= MOST_DIGITS;
        BigInteger whole = writable ? number.setScale(0, RoundingMode.FLOOR).toBigInteger() : BigInteger.ZERO;
        if (!writable || whole.bitLength() >= Long.SIZE) {
            throw unfit(value);
        }
        return seconds(whole.longValue());
    }

    private static long seconds(String text, Object value) throws InvalidValueException {
        if (text.length() > LONGEST_TEXT) {
            throw unfit(value);
        }
        long iso = IsoTime.seconds(text);
        if (iso != IsoTime.NONE) {
            return iso;
        }
        if (NumberEncoders.areDigits(text)) {
            return seconds(Long.parseLong(text));
        }
        if (looksLikeNumber(text)) {
            return seconds(NumberEncoders.exact(text, "a Unix time or an ISO-8601 time"), value);
        }
        try {
            return ZonedDateTime.parse(text, DateTimeFormatter.ISO_ZONED_DATE_TIME)
                    .toEpochSecond();
        } catch (DateTimeException e) {
            // Its message quotes the text.
            throw unfit(value);
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

    private static InvalidValueException unfit(Object value) {
        return new InvalidValueException(value, "a Unix time or an ISO-8601 time");
    }
}
