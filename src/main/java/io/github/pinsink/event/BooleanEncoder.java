package io.github.pinsink.event;

import java.math.BigDecimal;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Encodes a boolean, also from a number and from the usual words. Anything else is invalid, never a no. */
final class BooleanEncoder extends FieldEncoder {
    static final String EXPECTED = "true or false, 1 or 0, yes or no, on or off, y or n, t or f, denied or granted";

    private static final byte[] TRUE = {'t', 'r', 'u', 'e'};
    private static final byte[] FALSE = {'f', 'a', 'l', 's', 'e'};
    /** Longer than all words, and than 1 or 0 with any usual number of fraction digits. */
    private static final int MAX_LENGTH = 32;

    private static final Map<String, Boolean> WORDS = words();

    private static Map<String, Boolean> words() {
        Map<String, Boolean> words = new HashMap<>(Map.of("1", true, "denied", true, "0", false, "granted", false));
        BooleanWords.TRUE.forEach(yes -> words.put(yes, true));
        BooleanWords.FALSE.forEach(no -> words.put(no, false));
        return Map.copyOf(words);
    }

    @Override
    boolean write(Object value, EventWriter to) throws InvalidValueException {
        if (value instanceof String text && Whitespace.strip(text).isEmpty()) {
            return false;
        }
        boolean flag = flag(value).orElseThrow(() -> new InvalidValueException(value, EXPECTED));
        to.json().raw(flag ? TRUE : FALSE);
        return true;
    }

    @Override
    boolean isOneOfItsWords(String word) {
        return WORDS.containsKey(word.toLowerCase(Locale.ROOT));
    }

    private static Optional<Boolean> flag(Object value) {
        if (value instanceof Boolean given) {
            return Optional.of(given);
        }
        if (value instanceof BigDecimal number) {
            return flag(number);
        }
        if (value instanceof Number number) {
            // Large integers become doubles that are neither 0 nor 1 as well.
            double near = number.doubleValue();
            return near == 1 ? Optional.of(true) : near == 0 ? Optional.of(false) : Optional.empty();
        }
        return value instanceof String text ? flag(Whitespace.strip(text)) : Optional.empty();
    }

    private static Optional<Boolean> flag(BigDecimal number) {
        return number.signum() == 0
                ? Optional.of(false)
                : number.compareTo(BigDecimal.ONE) == 0 ? Optional.of(true) : Optional.empty();
    }

    private static Optional<Boolean> flag(String text) {
        if (text.length() > MAX_LENGTH) {
            return Optional.empty();
        }
        Boolean known = WORDS.get(text.toLowerCase(Locale.ROOT));
        if (known != null) {
            return Optional.of(known);
        }
        try {
            // Such as 1.0, which is how some converters write an integer.
            return flag(new BigDecimal(text));
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }
}
