package io.github.pinsink.event;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.time.ZoneId;
import java.util.Optional;

/**
 * Encodes a time as Unix seconds, rounded down. Accepts numbers of s, ms, µs or ns, distinguished by their magnitude, numbers
 * such as {@code yyyyMMddHHmmss}, ISO 8601 strings, and times with the name of the month. A time that says no zone is local.
 */
final class TimeEncoders extends FieldEncoder {
    /** The year 5138 in seconds. In milliseconds it is 1973, earlier than any record. */
    private static final long MAX_SECONDS = 100_000_000_000L;

    private static final String EXPECTED = "a Unix time or an ISO 8601 time";
    private static final String YEAR_FIRST =
            "a time with the year first, such as 2026-11-24T11:58:20, since the order of day and month is not known"
                    + " (rearrange it in the expression)";
    private static final int MAX_SCALE = 40;
    private static final int MAX_DIGITS = 20;
    private static final int MAX_STRING = 100;

    @Override
    boolean write(Object value, EventWriter to) throws InvalidValueException {
        if (value instanceof String given) {
            String text = FieldEncoders.plainString(given);
            return !text.isEmpty() && writeText(text, value, to);
        }
        if (value instanceof Long || value instanceof Integer) {
            return writeNumber(((Number) value).longValue(), value, to);
        }
        if (value instanceof java.util.Date date) {
            return write(Math.floorDiv(date.getTime(), 1000L), true, value, to);
        }
        if (value instanceof Number) {
            return writeNumber(whole(NumberEncoders.exact(value, "a time"), value), value, to);
        }
        throw invalid(value);
    }

    @Override
    boolean isContextFree() {
        return false;
    }

    private static boolean writeText(String text, Object value, EventWriter to) throws InvalidValueException {
        if (text.length() > MAX_STRING) {
            throw invalid(value);
        }
        long iso = IsoTime.seconds(text);
        if (iso != IsoTime.NONE) {
            return write(iso, IsoTime.hasOffset(text), value, to);
        }
        if (NumberEncoders.areDigits(text)) {
            return writeNumber(Long.parseLong(text), value, to);
        }
        Optional<ParsedTime> parsed = TimeText.parse(text);
        if (parsed.isPresent()) {
            long seconds = parsed.get().seconds();
            Optional<ZoneId> zone = parsed.get().zone();
            return zone.isPresent()
                    ? write(ParsedTime.unixSeconds(seconds, zone.get()), true, value, to)
                    : write(seconds, false, value, to);
        }
        if (looksLikeNumber(text)) {
            return writeNumber(whole(NumberEncoders.exact(text, expected(text)), value), value, to);
        }
        throw new InvalidValueException(value, expected(text));
    }

    private static String expected(String text) {
        return TimeText.hasDayOrMonthFirst(text) ? YEAR_FIRST : EXPECTED;
    }

    private static boolean writeNumber(long number, Object value, EventWriter to) throws InvalidValueException {
        long local = CompactTime.seconds(number);
        return local == CompactTime.NONE ? write(seconds(number), true, value, to) : write(local, false, value, to);
    }

    /** @param hasZone whether these are Unix seconds, and not those on a local clock */
    private static boolean write(long seconds, boolean hasZone, Object value, EventWriter to)
            throws InvalidValueException {
        long unix = hasZone ? seconds : to.locale().unixSeconds(seconds);
        if (unix < 0) {
            throw new InvalidValueException(value, "a time since 1970");
        }
        to.time(unix, !hasZone);
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

    private static long whole(BigDecimal given, Object value) throws InvalidValueException {
        // Zeros at the end of the fraction are no digits.
        BigDecimal number = given.scale() > MAX_SCALE ? given.stripTrailingZeros() : given;
        // 1E-999999999 would need a billion digits.
        boolean isShort = Math.abs((long) number.scale()) <= MAX_SCALE
                && (long) number.precision() - number.scale() <= MAX_DIGITS;
        BigInteger whole = isShort ? number.setScale(0, RoundingMode.FLOOR).toBigInteger() : BigInteger.ZERO;
        if (!isShort || whole.bitLength() >= Long.SIZE) {
            throw invalid(value);
        }
        return whole.longValue();
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
