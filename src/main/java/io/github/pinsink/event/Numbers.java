package io.github.pinsink.event;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.MathContext;

/** Numbers: whole ones as numbers, decimals as text, both exact and plain. */
final class Numbers {
    /** What a double holds for sure; digits beyond are noise of binary arithmetic. */
    private static final MathContext DOUBLE_DIGITS = new MathContext(15);

    private static final int MAX_PLAIN_DIGITS = 40;
    /** A number of a million digits takes seconds to read, and no field takes it. */
    private static final int LONGEST_TEXT = 200;

    private static final double LARGEST_CENTS = 1e13;

    private Numbers() {}

    /** Money and other decimals are text to the API: plain, with a dot, without an exponent. */
    static boolean decimal(Object value, EventWriter to) throws UnfitValueException {
        if (value instanceof String text) {
            String plain = Forms.plainText(text);
            if (plain.isEmpty()) {
                return false;
            }
            to.text(isPlain(plain) ? plain : plain(number(plain, "a decimal number")));
        } else {
            to.text(plain(number(value, "a decimal number")));
        }
        return true;
    }

    /** Digits, perhaps with a sign and a fraction, and nothing that would be written differently. */
    private static boolean isPlain(String text) {
        int length = text.length();
        int start = text.charAt(0) == '-' ? 1 : 0;
        if (length > MAX_PLAIN_DIGITS || start == length) {
            return false;
        }
        int dot = -1;
        for (int i = start; i < length; i++) {
            char c = text.charAt(i);
            if (c == '.' && dot < 0) {
                dot = i;
            } else if (c < '0' || c > '9') {
                return false;
            }
        }
        int whole = (dot < 0 ? length : dot) - start;
        boolean leadingZero = whole > 1 && text.charAt(start) == '0';
        // A zero has no sign.
        return start == 0 && whole > 0 && !leadingZero && dot != length - 1;
    }

    /** @throws UnfitValueException when it is not finite, or too long to be written without an exponent */
    static String plain(Number number) throws UnfitValueException {
        if (number instanceof Double || number instanceof Float) {
            return plain(number.doubleValue(), number);
        }
        if (number instanceof BigDecimal decimal) {
            return plain(decimal, number);
        }
        return number.toString();
    }

    private static String plain(double value, Number original) throws UnfitValueException {
        if (Double.isNaN(value) || Double.isInfinite(value)) {
            throw new UnfitValueException(original, "a finite number");
        }
        double cents = Math.rint(value * 100);
        if (Math.abs(cents) < LARGEST_CENTS && cents / 100 == value && original instanceof Double) {
            return cents((long) cents);
        }
        BigDecimal rounded = new BigDecimal(original.toString()).round(DOUBLE_DIGITS);
        BigDecimal shortest = rounded.signum() == 0 ? BigDecimal.ZERO : rounded.stripTrailingZeros();
        return plain(shortest, original);
    }

    private static String cents(long cents) {
        long whole = Math.abs(cents) / 100;
        int rest = (int) (Math.abs(cents) % 100);
        String sign = cents < 0 ? "-" : "";
        if (rest == 0) {
            return sign + whole;
        }
        return sign + whole + (rest < 10 ? ".0" : ".") + (rest % 10 == 0 ? rest / 10 : rest);
    }

    private static String plain(BigDecimal number, Number original) throws UnfitValueException {
        if (number.precision() > MAX_PLAIN_DIGITS || Math.abs((long) number.scale()) > MAX_PLAIN_DIGITS) {
            throw new UnfitValueException(original, "a decimal number of at most " + MAX_PLAIN_DIGITS + " digits");
        }
        return number.toPlainString();
    }

    static Form integer(long min, long max) {
        return (value, to) -> {
            if (value instanceof String text && Edges.strip(text).isEmpty()) {
                return false;
            }
            long whole = value instanceof Integer || value instanceof Long
                    ? ((Number) value).longValue()
                    : whole(value, min, max);
            if (whole < min || whole > max) {
                throw outside(value, min, max);
            }
            to.number(whole);
            return true;
        };
    }

    private static long whole(Object value, long min, long max) throws UnfitValueException {
        BigDecimal number = exact(number(value, "a whole number"));
        // The bounds first: an exponent of a billion must not be written out.
        if (number.compareTo(BigDecimal.valueOf(min)) < 0 || number.compareTo(BigDecimal.valueOf(max)) > 0) {
            throw outside(value, min, max);
        }
        try {
            return number.longValueExact();
        } catch (ArithmeticException e) {
            throw new UnfitValueException(value, "a whole number");
        }
    }

    private static UnfitValueException outside(Object value, long min, long max) {
        return new UnfitValueException(value, "a whole number from " + min + " to " + max);
    }

    /** @throws UnfitValueException when it is no finite number, nor text of one */
    static Number number(Object value, String expected) throws UnfitValueException {
        if (value instanceof Number number) {
            double size = number.doubleValue();
            boolean binary = value instanceof Double || value instanceof Float;
            if (binary && (Double.isNaN(size) || Double.isInfinite(size))) {
                throw new UnfitValueException(value, expected);
            }
            return number;
        }
        if (value instanceof String text && text.length() <= LONGEST_TEXT) {
            try {
                return new BigDecimal(Edges.strip(text));
            } catch (NumberFormatException e) {
                throw new UnfitValueException(value, expected);
            }
        }
        throw new UnfitValueException(value, expected);
    }

    static BigDecimal exact(Number number) {
        if (number instanceof BigDecimal decimal) {
            return decimal;
        }
        return number instanceof BigInteger whole ? new BigDecimal(whole) : new BigDecimal(number.toString());
    }
}
