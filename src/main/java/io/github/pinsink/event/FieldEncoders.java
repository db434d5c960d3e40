package io.github.pinsink.event;

import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The forms of the fields that are neither numbers, times nor hashed. */
final class FieldEncoders {
    private static final byte[] TRUE = {'t', 'r', 'u', 'e'};
    /** Looking at a longer text counts, even where nothing is written. */
    private static final int LONG_TEXT = 1_000;

    /** What an element of a list counts, even where nothing is written. */
    static final int WORK_OF_ELEMENT = 8;

    private static final byte[] FALSE = {'f', 'a', 'l', 's', 'e'};

    static final FieldEncoder BOOL = new FieldEncoder() {
        @Override
        boolean write(Object value, EventWriter to) throws InvalidValueException {
            return bool(value, to);
        }
    };

    private FieldEncoders() {}

    /** Text that is not blank. */
    private abstract static class OfText extends FieldEncoder {
        /** @throws UnfitValueException when it is not what the field takes */
        abstract String fit(String text, Object value) throws InvalidValueException;

        @Override
        final boolean write(Object value, EventWriter to) throws InvalidValueException {
            if (value instanceof String given && given.length() > LONG_TEXT) {
                to.json().charge(given.length());
            }
            String text = plainText(value);
            if (text.isEmpty()) {
                return false;
            }
            to.text(fit(text, value));
            return true;
        }
    }

    static FieldEncoder text(int maxLength) {
        return new OfText() {
            @Override
            String fit(String text, Object value) throws InvalidValueException {
                if (text.length() > maxLength) {
                    throw new InvalidValueException(value, "a string of at most " + maxLength + " characters");
                }
                return text;
            }
        };
    }

    /** @param expected what has the form, for messages */
    static FieldEncoder text(int maxLength, StringRule rule, String expected) {
        return new OfText() {
            @Override
            String fit(String text, Object value) throws InvalidValueException {
                String fit = rule.of(text);
                if (fit.isEmpty() || fit.length() > maxLength) {
                    throw new InvalidValueException(value, expected);
                }
                return fit;
            }
        };
    }

    static FieldEncoder oneOf(String... allowed) {
        Set<String> names = new LinkedHashSet<>(Arrays.asList(allowed));
        return new OfText() {
            @Override
            String fit(String text, Object value) throws InvalidValueException {
                if (text.length() > LONG_TEXT) {
                    throw new InvalidValueException(value, "one of " + String.join(", ", names));
                }
                String name = names.contains(text) ? text : text.toLowerCase(Locale.ROOT);
                if (!names.contains(name)) {
                    throw new InvalidValueException(value, "one of " + String.join(", ", names));
                }
                return name;
            }
        };
    }

    private static boolean bool(Object value, EventWriter to) throws InvalidValueException {
        boolean flag;
        if (value instanceof Boolean given) {
            flag = given;
        } else {
            String text = plainText(value);
            if (text.isEmpty()) {
                return false;
            }
            if (text.length() > LONG_TEXT) {
                throw new InvalidValueException(value, "true or false");
            }
            flag = switch (text.toLowerCase(Locale.ROOT)) {
                case "true", "1" -> true;
                case "false", "0" -> false;
                default -> throw new InvalidValueException(value, "true or false");
            };
        }
        to.json().raw(flag ? TRUE : FALSE);
        return true;
    }

    /** A list, also of what came alone, since JSONata gives the element itself for a list of one. */
    static FieldEncoder list(FieldEncoder element, int most) {
        return new FieldEncoder() {
            @Override
            boolean write(Object value, EventWriter to) throws InvalidValueException {
                List<?> elements = value instanceof List<?> list ? list : List.of(value);
                JsonBuffer json = to.json();
                json.raw('[');
                int written = 0;
                int size = elements.size();
                json.charge((long) WORK_OF_ELEMENT * size);
                for (int i = 0; i < size; i++) {
                    Object one = elements.get(i);
                    if (one == null) {
                        continue;
                    }
                    int before = json.size();
                    if (written > 0) {
                        json.raw(',');
                    }
                    to.element(i);
                    try {
                        if (element.write(one, to)) {
                            written++;
                        } else {
                            json.truncate(before);
                        }
                    } catch (InvalidValueException e) {
                        json.truncate(before);
                        to.drop(e);
                    }
                }
                if (written > most) {
                    throw new InvalidValueException(value, "a list of at most " + most + " elements");
                }
                json.raw(']');
                return written > 0;
            }

            @Override
            boolean isContextFree() {
                return element.isContextFree();
            }
        };
    }

    /** What an expression gave where no list is asked for: of a list its only element, and null of an empty one. */
    static @Nullable Object alone(@Nullable Object value) {
        if (value instanceof String || value instanceof Number) {
            // Asking first for what most values are saves a search through the interfaces of their class.
            return value;
        }
        if (value instanceof List<?> list && list.size() < 2) {
            return list.isEmpty() ? null : list.get(0);
        }
        return value;
    }

    /**
     * Scalars as text without white space around it. Whole numbers stay their digits: a binary number that may have lost
     * some of them has no text.
     */
    static String plainText(Object value) throws InvalidValueException {
        if (value instanceof String text) {
            return isClean(text) ? text : Whitespace.strip(text);
        }
        if (value instanceof Number number) {
            return NumberEncoders.text(number);
        }
        if (value instanceof Boolean) {
            return value.toString();
        }
        throw new InvalidValueException(value, "a string");
    }

    private static boolean isClean(String text) {
        return text.isEmpty()
                || !(Whitespace.isEdge(text.charAt(0)) || Whitespace.isEdge(text.charAt(text.length() - 1)));
    }
}
