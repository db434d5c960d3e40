package io.github.pinsink.event;

import java.math.BigDecimal;
import java.math.MathContext;

/**
 * The digits that binary arithmetic adds to a decimal: 0.1 + 0.2 is 0.30000000000000004. They are recognized by a run of
 * zeros or nines in a number of more than 15 digits, so that a long decimal without one keeps its digits.
 */
public final class BinaryNoise {
    /** Every decimal of so many digits has a double of its own, so that it has no noise. */
    public static final int EXACT_DIGITS = 15;

    /** The error of a sum of many amounts begins behind so many digits. */
    private static final int FIRST_DIGIT = 12;

    /** A double is printed with up to 17 digits, and the last one may be noise alone. */
    private static final int LAST_DIGIT = 16;

    private static final int MIN_RUN = 3;

    private BinaryNoise() {}

    /** The number without its noise; the same object if it has none. */
    public static BigDecimal cut(BigDecimal number) {
        if (number.precision() > EXACT_DIGITS) {
            for (int digits = FIRST_DIGIT; digits <= LAST_DIGIT; digits++) {
                BigDecimal rounded = number.round(new MathContext(digits)).stripTrailingZeros();
                if (rounded.precision() <= digits - MIN_RUN) {
                    return rounded;
                }
            }
        }
        return number;
    }
}
