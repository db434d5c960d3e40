package io.github.pinsink.event;

import java.math.BigDecimal;
import java.math.BigInteger;

/** Encoders of numbers: integers as JSON numbers, decimals as strings. Both are exact and have no exponent. */
final class NumberEncoders {
    private static final int MAX_PLAIN_DIGITS = 40;

    /** A number of a million digits takes seconds to parse, and no field accepts it. */
    private static final int MAX_STRING = 200;

    private static final int MAX_BITS = 512;
    /** A long holds every number of so many digits. */
    private static final int LONG_DIGITS = 18;

    private static final double LARGEST_CENTS = 1e13;
    /** Below these limits a double or a float holds every integer. */
    private static final double EXACT_DOUBLE = 1L << 53;

    private static final double EXACT_FLOAT = 1 << 24;
    private static final String A_DECIMAL = "a decimal number";
    private static final String IN_A_CURRENCY =
            "an amount with a valid custom_data.currency (without one Pinterest would"
                    + " assume the ad account's currency)";

    /** The API takes amounts as strings with a dot and without an exponent. */
    static final FieldEncoder AMOUNT = new FieldEncoder() {
        @Override
        boolean write(Object value, EventWriter to) throws InvalidValueException {
            return amount(value, to);
        }

        @Override
        boolean isContextFree() {
            return false;
        }
    };

    private NumberEncoders() {}

    private static boolean amount(Object value, EventWriter to) throws InvalidValueException {
        if (value instanceof Double money && areCents(money) && !to.isCurrencyInvalid()) {
            cents((long) Math.rint(money * 100), to.json());
            return true;
        }
        if (value instanceof BigDecimal money && fitsLong(money) && !to.isCurrencyInvalid()) {
            decimal(money, to.json());
            return true;
        }
        String amount;
        if (value instanceof String text) {
            String plain = FieldEncoders.plainString(text);
            if (plain.isEmpty()) {
                return false;
            }
            amount = isPlain(plain) ? plain : plain(exact(plain, A_DECIMAL), text);
        } else if (value instanceof Number number) {
            amount = plain(number);
        } else {
            throw new InvalidValueException(value, A_DECIMAL);
        }
        if (to.isCurrencyInvalid()) {
            throw new InvalidValueException(value, IN_A_CURRENCY);
        }
        to.string(amount);
        return true;
    }

    private static boolean fitsLong(BigDecimal number) {
        int scale = number.scale();
        return scale >= 0 && scale <= LONG_DIGITS && number.precision() <= LONG_DIGITS;
    }

    private static void decimal(BigDecimal money, JsonBuffer to) {
        int scale = money.scale();
        // Not unscaledValue(), which allocates a BigInteger.
        long digits = money.scaleByPowerOfTen(scale).longValue();
        while (scale > 0 && digits % 10 == 0) {
            digits /= 10;
            scale--;
        }
        to.decimal(digits, scale);
    }

    /** Writes an amount without trailing zeros in the fraction. */
    private static void cents(long cents, JsonBuffer to) {
        if (cents % 10 != 0) {
            to.decimal(cents, 2);
        } else if (cents % 100 != 0) {
            to.decimal(cents / 10, 1);
        } else {
            to.decimal(cents / 100, 0);
        }
    }

    /** Whether the string is already the plain notation of a number. */
    private static boolean isPlain(String text) {
        int length = text.length();
        int dot = -1;
        for (int i = 0; i < length; i++) {
            char c = text.charAt(i);
            if (c == '.' && dot < 0) {
                dot = i;
            } else if (c < '0' || c > '9') {
                return false;
            }
        }
        int whole = dot < 0 ? length : dot;
        boolean leadingZero = whole > 1 && text.charAt(0) == '0';
        return length <= MAX_PLAIN_DIGITS && whole > 0 && !leadingZero && dot != length - 1;
    }

    /**
     * A number as a string. A double that may have lost digits is invalid: as an id it could be that of another user.
     */
    static String string(Number number) throws InvalidValueException {
        if (number instanceof Double || number instanceof Float) {
            double value = number.doubleValue();
            double exact = number instanceof Double ? EXACT_DOUBLE : EXACT_FLOAT;
            if (Math.abs(value) >= exact) {
                throw new InvalidValueException(number, "a string, or a number without loss of precision");
            }
        }
        return plain(number);
    }

    /**
     * A number in plain notation, without zeros at the end of the fraction: a whole number is its digits.
     *
     * @throws InvalidValueException when the number is not finite, or too long without an exponent
     */
    private static String plain(Number number) throws InvalidValueException {
        if (number instanceof Long || number instanceof Integer) {
            return number.toString();
        }
        if (number instanceof Double value) {
            return plain(decimal(value), number);
        }
        BigDecimal exact = exact(number, "a number");
        return plain(exact.scale() > 0 ? exact.stripTrailingZeros() : exact, number);
    }

    /** A double by its decimal digits, without the noise of binary arithmetic. */
    private static BigDecimal decimal(Double number) throws InvalidValueException {
        if (number.isNaN() || number.isInfinite()) {
            throw new InvalidValueException(number, "a finite number");
        }
        BigDecimal digits = new BigDecimal(number.toString());
        return digits.signum() == 0 ? BigDecimal.ZERO : BinaryNoise.cut(digits).stripTrailingZeros();
    }

    /** Whether it has at most two fraction digits, as most prices have. It then needs no rounding of binary noise. */
    private static boolean areCents(double value) {
        double cents = Math.rint(value * 100);
        return Math.abs(cents) < LARGEST_CENTS && cents / 100 == value;
    }

    private static String plain(BigDecimal number, Object original) throws InvalidValueException {
        BigDecimal digits = number;
        if (!isShort(digits) && number.scale() > 0) {
            // Zeros at the end of the fraction do not count.
            digits = number.stripTrailingZeros();
        }
        if (!isShort(digits)) {
            throw new InvalidValueException(original, "a number of at most " + MAX_PLAIN_DIGITS + " digits");
        }
        return digits.toPlainString();
    }

    private static boolean isShort(BigDecimal number) {
        return number.precision() <= MAX_PLAIN_DIGITS && Math.abs((long) number.scale()) <= MAX_PLAIN_DIGITS;
    }

    static FieldEncoder integer(long min, long max) {
        return new FieldEncoder() {
            @Override
            boolean write(Object value, EventWriter to) throws InvalidValueException {
                long whole;
                if (value instanceof Long || value instanceof Integer) {
                    whole = ((Number) value).longValue();
                } else if (value instanceof String text) {
                    String clean = FieldEncoders.plainString(text);
                    if (clean.isEmpty()) {
                        return false;
                    }
                    whole = areDigits(clean)
                            ? Long.parseLong(clean)
                            : whole(exact(clean, "a whole number"), value, min, max);
                } else if (value instanceof Double number) {
                    whole = whole(decimal(number), value, min, max);
                } else {
                    whole = whole(exact(value, "a whole number"), value, min, max);
                }
                if (whole < min || whole > max) {
                    throw outOfRange(value, min, max);
                }
                to.number(whole);
                return true;
            }
        };
    }

    /** Whether these are only digits, and few enough for a long. */
    static boolean areDigits(String text) {
        int length = text.length();
        for (int i = 0; i < length; i++) {
            char c = text.charAt(i);
            if (c < '0' || c > '9') {
                return false;
            }
        }
        return length > 0 && length <= LONG_DIGITS;
    }

    private static long whole(BigDecimal number, Object value, long min, long max) throws InvalidValueException {
        // Before longValueExact, which would write out an exponent of a billion.
        if (number.compareTo(BigDecimal.valueOf(min)) < 0 || number.compareTo(BigDecimal.valueOf(max)) > 0) {
            throw outOfRange(value, min, max);
        }
        try {
            return number.longValueExact();
        } catch (ArithmeticException e) {
            throw new InvalidValueException(value, "a whole number");
        }
    }

    private static InvalidValueException outOfRange(Object value, long min, long max) {
        return new InvalidValueException(value, "a whole number from " + min + " to " + max);
    }

    /** @throws InvalidValueException when the value is not a finite number or a string of one, or is too long for any field */
    static BigDecimal exact(Object value, String expected) throws InvalidValueException {
        if (value instanceof BigDecimal decimal) {
            return decimal;
        }
        if (value instanceof BigInteger whole) {
            if (whole.bitLength() > MAX_BITS) {
                throw new InvalidValueException(value, expected);
            }
            return new BigDecimal(whole);
        }
        if (value instanceof String || value instanceof Number) {
            String text = value.toString();
            if (text.length() <= MAX_STRING) {
                try {
                    return new BigDecimal(Whitespace.strip(text));
                } catch (NumberFormatException e) {
                    // Not a number, NaN or infinite. The message of e quotes the string.
                    throw new InvalidValueException(value, expected);
                }
            }
        }
        throw new InvalidValueException(value, expected);
    }
}
