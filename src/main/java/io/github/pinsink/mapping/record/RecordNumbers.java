package io.github.pinsink.mapping.record;

import io.github.pinsink.event.BinaryNoise;
import java.math.BigDecimal;
import java.math.MathContext;

/**
 * Gives a number with a fraction or an exponent the same type, whichever converter read it. Connect's JSON converter reads
 * it as a double, and JSON text is read like that too. A whole number is a {@code Long}, also when it is written as
 * {@code 1004.0}. Only a decimal of more digits than a double holds stays a {@code BigDecimal}; the JSON converter rounds
 * it before the connector sees it.
 */
final class RecordNumbers {
    /** Below this, a double holds every whole number. Another one may have lost digits and stays a double. */
    private static final long END_OF_WHOLE = 1L << 53;

    /** The exact value of a smaller double has up to a thousand digits, and takes long to compute. */
    private static final double SMALLEST_EXACT = 1e-30;

    private RecordNumbers() {}

    static Number of(Double number) {
        double value = number;
        long whole = (long) value;
        if (whole == value && Math.abs(whole) < END_OF_WHOLE) {
            return whole;
        }
        return number;
    }

    /** @param number of a JSON text */
    static Number of(BigDecimal number) {
        double nearest = number.doubleValue();
        if (number.scale() > 0 && number.precision() > BinaryNoise.EXACT_DIGITS) {
            BigDecimal digits = number.stripTrailingZeros();
            if (needsMoreDigits(digits, nearest)) {
                return digits;
            }
        }
        return of((Double) nearest);
    }

    private static boolean needsMoreDigits(BigDecimal digits, double nearest) {
        return digits.scale() > 0
                && digits.precision() > BinaryNoise.EXACT_DIGITS
                && !isPrinted(digits, nearest)
                && BinaryNoise.cut(digits).equals(digits);
    }

    /** Whether the digits are those of the double, in its shortest form or with more digits of its exact value. */
    private static boolean isPrinted(BigDecimal digits, double number) {
        if (new BigDecimal(Double.toString(number)).compareTo(digits) == 0) {
            return true;
        }
        return Math.abs(number) > SMALLEST_EXACT
                && new BigDecimal(number)
                                .round(new MathContext(digits.precision()))
                                .compareTo(digits)
                        == 0;
    }
}
