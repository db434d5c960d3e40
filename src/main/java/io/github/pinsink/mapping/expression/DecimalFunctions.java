package io.github.pinsink.mapping.expression;

import io.github.pinsink.event.BinaryNoise;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.LocalDate;
import java.util.List;

/** The {@linkplain LenientFunctions lenient functions} of numbers, which may also be strings. They calculate exactly. */
final class DecimalFunctions {
    /** More characters than any amount or quantity has, and fast to parse. */
    private static final int MAX_NUMBER_LENGTH = 64;

    private static final int MAX_BITS = 256;

    /** 2000-01-01 as days since 1970. A smaller count is more likely another number. */
    private static final int MIN_DAYS = 10_957;

    /** In the year 2079. */
    private static final int MAX_DAYS = 40_000;

    private DecimalFunctions() {}

    /** {@code $total([1, '2', '', null])} is 3: the exact sum. Without a number it gives nothing. */
    static Object total(Object values) {
        BigDecimal sum = null;
        for (Object value : LenientFunctions.list(values)) {
            if (LenientFunctions.isBlank(value)) {
                continue;
            }
            BigDecimal number = number(value);
            if (number == null) {
                return value;
            }
            sum = sum == null ? number : sum.add(number);
        }
        return sum;
    }

    /** {@code $multiply('19.99', 3)} is 59.97, exactly. A blank factor gives nothing. */
    static Object multiply(Object leftGiven, Object rightGiven) {
        Object left = single(leftGiven);
        Object right = single(rightGiven);
        if (LenientFunctions.isBlank(left) || LenientFunctions.isBlank(right)) {
            return null;
        }
        BigDecimal first = number(left);
        BigDecimal second = number(right);
        return first == null ? left : second == null ? right : first.multiply(second);
    }

    /** JSONata treats a list of one like its element, and an empty one like nothing. */
    private static Object single(Object value) {
        if (value instanceof List<?> list && list.size() < 2) {
            return list.isEmpty() ? null : list.get(0);
        }
        return value;
    }

    /** Null for a value that is not a number, or one that is too long for an amount or a quantity. */
    static BigDecimal number(Object value) {
        if (value instanceof Integer || value instanceof Long) {
            return BigDecimal.valueOf(((Number) value).longValue());
        }
        if (value instanceof BigDecimal decimal) {
            return bounded(decimal);
        }
        if (value instanceof BigInteger integer) {
            return integer.bitLength() > MAX_BITS ? null : new BigDecimal(integer);
        }
        if (!(value instanceof Number) && !(value instanceof String)) {
            return null;
        }
        String text = value.toString().strip();
        if (text.length() > MAX_NUMBER_LENGTH) {
            return null;
        }
        try {
            BigDecimal exact = new BigDecimal(text);
            return bounded(value instanceof Double ? BinaryNoise.cut(exact) : exact);
        } catch (NumberFormatException e) {
            return null;
        }
    }

    private static BigDecimal bounded(BigDecimal number) {
        return number.unscaledValue().bitLength() > MAX_BITS || Math.abs((long) number.scale()) > MAX_NUMBER_LENGTH
                ? null
                : number;
    }

    /**
     * {@code $dateOfDays(20720)} is {@code '2026-09-24'}: a count of days since 1970, as databases store dates. Only counts
     * from 2000 to 2079 are converted.
     */
    static Object dateOfDays(Object value) {
        BigDecimal number = LenientFunctions.isBlank(value) ? null : number(value);
        if (number == null
                || number.compareTo(BigDecimal.valueOf(MIN_DAYS)) < 0
                || number.compareTo(BigDecimal.valueOf(MAX_DAYS)) > 0
                || number.stripTrailingZeros().scale() > 0) {
            return value;
        }
        return LocalDate.ofEpochDay(number.intValue()).toString();
    }
}
