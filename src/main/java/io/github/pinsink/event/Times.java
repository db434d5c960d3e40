package io.github.pinsink.event;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;

/** Unix seconds, rounded down: of numbers of s, ms, µs or ns, told apart by their magnitude, or of ISO-8601 text. */
final class Times {
    /** As seconds that is the year 5138; as milliseconds it is 1973, before there were any records. */
    private static final long LARGEST_SECONDS = 100_000_000_000L;

    private static final int SECONDS_A_DAY = 86_400;
    private static final int MOST_SCALE = 40;
    private static final int LONGEST_TEXT = 64;
    private static final int FRACTION = 19;

    private Times() {}

    static boolean write(Object value, EventWriter to) throws UnfitValueException {
        if (value instanceof Long || value instanceof Integer) {
            return number(seconds(((Number) value).longValue()), value, to);
        }
        if (value instanceof java.util.Date date) {
            return number(Math.floorDiv(date.getTime(), 1000L), value, to);
        }
        if (value instanceof Number number) {
            return number(seconds(Numbers.exact(Numbers.number(number, "a time")), value), value, to);
        }
        String text = Forms.plainText(value);
        return !text.isEmpty() && number(seconds(text, value), value, to);
    }

    private static boolean number(long seconds, Object value, EventWriter to) throws UnfitValueException {
        if (seconds < 0) {
            throw new UnfitValueException(value, "a time since 1970");
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

    private static long seconds(BigDecimal number, Object value) throws UnfitValueException {
        if (Math.abs((long) number.scale()) > MOST_SCALE) {
            // Rounding 1E-999999999 would write out a billion digits.
            throw new UnfitValueException(value, "a time");
        }
        for (long unit = 1; unit <= 1_000_000_000; unit *= 1000) {
            BigDecimal seconds = number.divide(BigDecimal.valueOf(unit), MathContext.DECIMAL128);
            if (seconds.abs().compareTo(BigDecimal.valueOf(LARGEST_SECONDS)) < 0) {
                return seconds.setScale(0, RoundingMode.FLOOR).longValueExact();
            }
        }
        throw new UnfitValueException(value, "a time");
    }

    private static long seconds(String text, Object value) throws UnfitValueException {
        if (text.length() > LONGEST_TEXT) {
            throw unfit(value);
        }
        if (isUtc(text)) {
            return utc(text);
        }
        if (isNumber(text)) {
            return seconds(Numbers.exact(Numbers.number(text, "a time")), value);
        }
        return instant(text, value).getEpochSecond();
    }

    /** The usual form, {@code 2026-01-31T23:59:59Z} with or without a fraction, and only days that each month has. */
    private static boolean isUtc(String text) {
        int length = text.length();
        if (length < 20 || text.charAt(length - 1) != 'Z') {
            return false;
        }
        for (int i = 0; i < length - 1; i++) {
            char c = text.charAt(i);
            boolean fits = switch (i) {
                case 4, 7 -> c == '-';
                case 10 -> c == 'T';
                case 13, 16 -> c == ':';
                case FRACTION -> c == '.' && length > FRACTION + 2;
                default -> c >= '0' && c <= '9';
            };
            if (!fits) {
                return false;
            }
        }
        int month = digits(text, 5, 7);
        int day = digits(text, 8, 10);
        return month >= 1
                && month <= 12
                && day >= 1
                && day <= 28
                && digits(text, 11, 13) < 24
                && digits(text, 14, 16) < 60
                && digits(text, 17, 19) < 60
                && length <= FRACTION + 11;
    }

    private static long utc(String text) {
        long day = LocalDate.of(digits(text, 0, 4), digits(text, 5, 7), digits(text, 8, 10))
                .toEpochDay();
        return day * SECONDS_A_DAY + digits(text, 11, 13) * 3600L + digits(text, 14, 16) * 60L + digits(text, 17, 19);
    }

    private static int digits(String text, int from, int to) {
        int number = 0;
        for (int i = from; i < to; i++) {
            number = number * 10 + text.charAt(i) - '0';
        }
        return number;
    }

    private static boolean isNumber(String text) {
        boolean anyDigit = false;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            boolean digit = c >= '0' && c <= '9';
            anyDigit |= digit;
            if (!digit && c != '.' && !(c == '-' && i == 0)) {
                return false;
            }
        }
        return anyDigit;
    }

    private static Instant instant(String text, Object value) throws UnfitValueException {
        boolean spaced = text.length() > 10 && text.charAt(10) == ' ';
        String iso = spaced ? text.substring(0, 10) + 'T' + text.substring(11).replace(" ", "") : text;
        try {
            if (iso.length() == 10) {
                return LocalDate.parse(iso).atStartOfDay(ZoneOffset.UTC).toInstant();
            }
            return DateTimeFormatter.ISO_DATE_TIME
                    .parseBest(withColon(iso), ZonedDateTime::from, OffsetDateTime::from, LocalDateTime::from)
                    .query(parsed -> parsed.isSupported(java.time.temporal.ChronoField.INSTANT_SECONDS)
                            ? Instant.from(parsed)
                            : LocalDateTime.from(parsed).toInstant(ZoneOffset.UTC));
        } catch (DateTimeException e) {
            // Its message quotes the text.
            throw unfit(value);
        }
    }

    /** {@code +0100}, as Shopify and others write an offset, is {@code +01:00} to Java. */
    private static String withColon(String iso) {
        int sign = iso.length() - 5;
        if (sign <= 10 || (iso.charAt(sign) != '+' && iso.charAt(sign) != '-') || !isNumber(iso.substring(sign + 1))) {
            return iso.endsWith("UTC") ? iso.substring(0, iso.length() - 3) + 'Z' : iso;
        }
        return iso.substring(0, sign + 3) + ':' + iso.substring(sign + 3);
    }

    private static UnfitValueException unfit(Object value) {
        return new UnfitValueException(value, "a Unix time or an ISO-8601 time");
    }
}
