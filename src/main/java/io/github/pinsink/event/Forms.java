package io.github.pinsink.event;

import io.github.pinsink.event.EventField.Form;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.MathContext;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** The forms of the fields that are not hashed. */
final class Forms {
    /** What a double holds for sure; digits beyond are noise of binary arithmetic. */
    private static final MathContext DOUBLE_DIGITS = new MathContext(15);

    private static final int MAX_PLAIN_DIGITS = 40;

    private Forms() {}

    static Form text(int maxLength) {
        return (value, rules) -> {
            String text = plainText(value);
            if (text == null) {
                return null;
            }
            if (text.length() > maxLength) {
                throw new UnfitValueException(value, "at most " + maxLength + " characters");
            }
            return text;
        };
    }

    static Form oneOf(String... allowed) {
        Set<String> names = new LinkedHashSet<>(Arrays.asList(allowed));
        return (value, rules) -> {
            String text = plainText(value);
            if (text == null) {
                return null;
            }
            String lower = text.toLowerCase(Locale.ROOT);
            if (!names.contains(lower)) {
                throw new UnfitValueException(value, "one of " + String.join(", ", names));
            }
            return lower;
        };
    }

    static Form letters(int count, boolean upperCase, String what) {
        return (value, rules) -> {
            String text = plainText(value);
            if (text == null) {
                return null;
            }
            if (text.length() != count || !text.chars().allMatch(c -> c < 128 && Character.isLetter(c))) {
                throw new UnfitValueException(value, what);
            }
            return upperCase ? text.toUpperCase(Locale.ROOT) : text.toLowerCase(Locale.ROOT);
        };
    }

    /** Money and other decimals are text to the API: plain, with a dot, without an exponent. */
    static Object decimal(Object value, EventRules rules) throws UnfitValueException {
        BigDecimal number = number(value, "a decimal number");
        if (number == null) {
            return null;
        }
        if (value instanceof Double || value instanceof Float) {
            number = number.round(DOUBLE_DIGITS);
            number = number.signum() == 0 ? BigDecimal.ZERO : number.stripTrailingZeros();
            number = number.scale() < 0 ? number.setScale(0) : number;
        }
        if (number.precision() > MAX_PLAIN_DIGITS || Math.abs((long) number.scale()) > MAX_PLAIN_DIGITS) {
            throw new UnfitValueException(value, "a decimal number of at most " + MAX_PLAIN_DIGITS + " digits");
        }
        return number.toPlainString();
    }

    static Form integer(long min, long max) {
        return (value, rules) -> {
            BigDecimal number = number(value, "a whole number");
            if (number == null) {
                return null;
            }
            // The bounds first: an exponent of a billion must not be written out.
            if (number.compareTo(BigDecimal.valueOf(min)) < 0 || number.compareTo(BigDecimal.valueOf(max)) > 0) {
                throw new UnfitValueException(value, "a whole number from " + min + " to " + max);
            }
            try {
                return number.longValueExact();
            } catch (ArithmeticException e) {
                throw new UnfitValueException(value, "a whole number");
            }
        };
    }

    static Object bool(Object value, EventRules rules) throws UnfitValueException {
        if (value instanceof Boolean) {
            return value;
        }
        String text = plainText(value);
        if (text == null) {
            return null;
        }
        return switch (text.toLowerCase(Locale.ROOT)) {
            case "true", "1" -> true;
            case "false", "0" -> false;
            default -> throw new UnfitValueException(value, "true or false");
        };
    }

    /** Unix seconds from numbers of seconds, ms, µs or ns (told apart by their magnitude), or ISO-8601 text. */
    static Object time(Object value, EventRules rules) throws UnfitValueException {
        Long seconds = seconds(value);
        if (seconds != null && seconds < 0) {
            throw new UnfitValueException(value, "a time since 1970");
        }
        return seconds;
    }

    private static Long seconds(Object value) throws UnfitValueException {
        if (value instanceof java.util.Date date) {
            return Math.floorDiv(date.getTime(), 1000L);
        }
        String text = plainText(value);
        if (text == null) {
            return null;
        }
        if (value instanceof Number || isNumber(text)) {
            BigDecimal number = number(value, "a time");
            if (Math.abs((long) number.scale()) > MAX_PLAIN_DIGITS) {
                // Rounding 1E-999999999 would write out a billion digits.
                throw new UnfitValueException(value, "a time");
            }
            for (BigDecimal unit = BigDecimal.ONE;
                    unit.compareTo(BigDecimal.valueOf(1_000_000_000)) <= 0;
                    unit = unit.scaleByPowerOfTen(3)) {
                BigDecimal seconds = number.divide(unit, MathContext.DECIMAL64);
                // 1e11 seconds is the year 5138; the same number of milliseconds is 1973.
                if (seconds.abs().compareTo(BigDecimal.valueOf(100_000_000_000L)) < 0) {
                    return seconds.setScale(0, java.math.RoundingMode.FLOOR).longValueExact();
                }
            }
            throw new UnfitValueException(value, "a time");
        }
        return instant(text, value).getEpochSecond();
    }

    private static boolean isNumber(String text) {
        return text.chars().allMatch(c -> (c >= '0' && c <= '9') || c == '.' || c == '-')
                && text.indexOf('-', 1) < 0
                && text.chars().anyMatch(c -> c >= '0' && c <= '9');
    }

    private static Instant instant(String text, Object value) throws UnfitValueException {
        String iso =
                text.length() > 10 && text.charAt(10) == ' ' ? text.substring(0, 10) + 'T' + text.substring(11) : text;
        try {
            if (iso.length() == 10) {
                return LocalDate.parse(iso).atStartOfDay(ZoneOffset.UTC).toInstant();
            }
            return DateTimeFormatter.ISO_DATE_TIME
                    .parseBest(iso, OffsetDateTime::from, LocalDateTime::from)
                    .query(parsed -> parsed instanceof OffsetDateTime withOffset
                            ? withOffset.toInstant()
                            : LocalDateTime.from(parsed).toInstant(ZoneOffset.UTC));
        } catch (DateTimeException e) {
            throw new UnfitValueException(value, "a Unix time or an ISO-8601 time");
        }
    }

    static Form list(Form element) {
        return list(element, Integer.MAX_VALUE);
    }

    static Form list(Form element, int most) {
        return (value, rules) -> {
            List<Object> elements = new ArrayList<>();
            for (Object one : value instanceof List<?> list ? list : List.of(value)) {
                Object fit = one == null ? null : element.of(one, rules);
                if (fit != null) {
                    elements.add(fit);
                }
            }
            if (elements.size() > most) {
                throw new UnfitValueException(value, "a list of at most " + most);
            }
            return elements.isEmpty() ? null : elements;
        };
    }

    /** Objects with known members only, since the API refuses a whole request for one it does not know. */
    static Form object(Map<String, Form> members) {
        return (value, rules) -> {
            if (!(value instanceof Map<?, ?> map)) {
                throw new UnfitValueException(value, "an object with " + String.join(", ", members.keySet()));
            }
            Map<String, Object> object = new LinkedHashMap<>();
            for (Map.Entry<String, Form> member : members.entrySet()) {
                Object given = map.get(member.getKey());
                Object fit = given == null ? null : member.getValue().of(given, rules);
                if (fit != null) {
                    object.put(member.getKey(), fit);
                }
            }
            return object.isEmpty() ? null : object;
        };
    }

    /** Scalars as trimmed text; null for what is blank. Integers stay digits and never go through a double. */
    static String plainText(Object value) throws UnfitValueException {
        String text;
        if (value instanceof String string) {
            text = string.strip();
        } else if (value instanceof BigDecimal decimal) {
            text = decimal(decimal, null).toString();
        } else if (value instanceof Double || value instanceof Float) {
            text = decimal(value, null).toString();
        } else if (value instanceof Number || value instanceof Boolean) {
            text = value.toString();
        } else {
            throw new UnfitValueException(value, "text");
        }
        return text.isEmpty() ? null : text;
    }

    private static BigDecimal number(Object value, String expected) throws UnfitValueException {
        try {
            if (value instanceof BigDecimal decimal) {
                return decimal;
            }
            if (value instanceof BigInteger whole) {
                return new BigDecimal(whole);
            }
            if (value instanceof Number || value instanceof String) {
                String text = value.toString().strip();
                return text.isEmpty() ? null : new BigDecimal(text);
            }
        } catch (NumberFormatException e) {
            throw new UnfitValueException(value, expected);
        }
        throw new UnfitValueException(value, expected);
    }
}
