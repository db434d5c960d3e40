package io.github.pinsink.event;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.MathContext;

/** Numbers: whole ones as numbers, decimals as text, both exact and plain. */
final class NumberEncoders {
    /** What a double holds for sure; digits beyond are noise of binary arithmetic. */
    private static final MathContext DOUBLE_DIGITS = new MathContext(15);

    private static final int MAX_PLAIN_DIGITS = 40;
    /** A number of a million digits takes seconds to read, and no field takes it. */
    private static final int LONGEST_TEXT = 200;

    private static final int MOST_BITS = 512;
    /** So many digits a long holds whatever they are. */
    private static final int LONG_DIGITS = 18;

    private static final double LARGEST_CENTS = 1e13;
    /** Up to here a double, and a float, holds every whole number. */
    private static final double EXACT_DOUBLE = 1L << 53;

    private static final double EXACT_FLOAT = 1 << 24;
    private static final String A_DECIMAL = "a decimal number";
    private static final String IN_A_CURRENCY =
            "an amount with a valid custom_data.currency (without one Pinterest would"
                    + " assume the ad account's currency)";

    /** Money is text to the API: plain, with a dot, without an exponent. */
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
        if (value instanceof Double money && areCents(money) && !to.isCurrencyUnfit()) {
            cents((long) Math.rint(money * 100), to.json());
            return true;
        }
        if (value instanceof BigDecimal money && fitsLong(money) && !to.isCurrencyUnfit()) {
            // Its unscaled value is asked for in this way because the other one makes a BigInteger.
            to.json().decimal(money.scaleByPowerOfTen(money.scale()).longValue(), money.scale());
            return true;
        }
        String amount;
        if (value instanceof String text) {
            String plain = FieldEncoders.plainText(text);
            if (plain.isEmpty()) {
                return false;
            }
            amount = isPlain(plain) ? plain : plain(exact(plain, A_DECIMAL), text);
        } else if (value instanceof Number number) {
            amount = plain(number);
        } else {
            throw new InvalidValueException(value, A_DECIMAL);
        }
        if (to.isCurrencyUnfit()) {
            throw new InvalidValueException(value, IN_A_CURRENCY);
        }
        to.text(amount);
        return true;
    }

    private static boolean fitsLong(BigDecimal number) {
        int scale = number.scale();
        return scale >= 0 && scale <= LONG_DIGITS && number.precision() <= LONG_DIGITS;
    }

    /** Without zeros at the end of the fraction. */
    private static void cents(long cents, JsonBuffer to) {
        if (cents % 10 != 0) {
            to.decimal(cents, 2);
        } else if (cents % 100 != 0) {
            to.decimal(cents / 10, 1);
        } else {
            to.decimal(cents / 100, 0);
        }
    }

    /** Digits, perhaps with a fraction, and nothing that would be written differently. */
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

    /** A number as text; one that may have lost digits has none, for it would be the id of somebody else. */
    static String text(Number number) throws InvalidValueException {
        if (number instanceof Double || number instanceof Float) {
            double value = number.doubleValue();
            double exact = number instanceof Double ? EXACT_DOUBLE : EXACT_FLOAT;
            if (Math.abs(value) > exact) {
                throw new InvalidValueException(number, "a string, or a number without loss of precision");
            }
        }
        return plain(number);
    }

    /** @throws UnfitValueException when it is not finite, or too long to be written without an exponent */
    private static String plain(Number number) throws InvalidValueException {
        if (number instanceof Long || number instanceof Integer) {
            return number.toString();
        }
        if (number instanceof Double value) {
            return plain(value, number);
        }
        return plain(exact(number, "a number"), number);
    }

    private static String plain(double value, Number original) throws InvalidValueException {
        if (Double.isNaN(value) || Double.isInfinite(value)) {
            throw new InvalidValueException(original, "a finite number");
        }
        BigDecimal rounded = new BigDecimal(original.toString()).round(DOUBLE_DIGITS);
        return plain(rounded.signum() == 0 ? BigDecimal.ZERO : rounded.stripTrailingZeros(), original);
    }

    /** Two digits behind the dot, as of nearly all prices; then no rounding is needed to get rid of binary noise. */
    private static boolean areCents(double value) {
        double cents = Math.rint(value * 100);
        return Math.abs(cents) < LARGEST_CENTS && cents / 100 == value;
    }

    private static String plain(BigDecimal number, Object original) throws InvalidValueException {
        if (number.precision() > MAX_PLAIN_DIGITS || Math.abs((long) number.scale()) > MAX_PLAIN_DIGITS) {
            throw new InvalidValueException(original, "a number of at most " + MAX_PLAIN_DIGITS + " digits");
        }
        return number.toPlainString();
    }

    static FieldEncoder integer(long min, long max) {
        return new FieldEncoder() {
            @Override
            boolean write(Object value, EventWriter to) throws InvalidValueException {
                long whole;
                if (value instanceof Long || value instanceof Integer) {
                    whole = ((Number) value).longValue();
                } else if (value instanceof String text) {
                    String clean = FieldEncoders.plainText(text);
                    if (clean.isEmpty()) {
                        return false;
                    }
                    whole = areDigits(clean)
                            ? Long.parseLong(clean)
                            : whole(exact(clean, "a whole number"), value, min, max);
                } else {
                    whole = whole(exact(value, "a whole number"), value, min, max);
                }
                if (whole < min || whole > max) {
                    throw outside(value, min, max);
                }
                to.number(whole);
                return true;
            }
        };
    }

    /** Digits only, and so few that a long holds them. */
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
        // The bounds first: an exponent of a billion must not be written out.
        if (number.compareTo(BigDecimal.valueOf(min)) < 0 || number.compareTo(BigDecimal.valueOf(max)) > 0) {
            throw outside(value, min, max);
        }
        try {
            return number.longValueExact();
        } catch (ArithmeticException e) {
            throw new InvalidValueException(value, "a whole number");
        }
    }

    private static InvalidValueException outside(Object value, long min, long max) {
        return new InvalidValueException(value, "a whole number from " + min + " to " + max);
    }

    /** @throws UnfitValueException when it is no finite number, nor text of one, or longer than any field takes */
    static BigDecimal exact(Object value, String expected) throws InvalidValueException {
        if (value instanceof BigDecimal decimal) {
            return decimal;
        }
        if (value instanceof BigInteger whole) {
            if (whole.bitLength() > MOST_BITS) {
                throw new InvalidValueException(value, expected);
            }
            return new BigDecimal(whole);
        }
        if (value instanceof String || value instanceof Number) {
            String text = value.toString();
            if (text.length() <= LONGEST_TEXT) {
                try {
                    return new BigDecimal(Whitespace.strip(text));
                } catch (NumberFormatException e) {
                    // Of text that is no number, of NaN and of the infinities; its message quotes the text.
                    throw new InvalidValueException(value, expected);
                }
            }
        }
        throw new InvalidValueException(value, expected);
    }
}
