package io.github.pinsink.event;

import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Encoders of strings and lists. */
final class FieldEncoders {
    /** Checking a longer string is charged, even if nothing is written. */
    private static final int LONG_STRING = 1_000;

    /** Charged for an element of a list, in bytes, even if nothing is written. */
    static final int COST_OF_ELEMENT = 8;

    private FieldEncoders() {}

    private abstract static class StringEncoder extends FieldEncoder {
        private final Placeholders placeholders;
        private final String expected;

        StringEncoder(ValueKind kind, String expected) {
            this.placeholders = Placeholders.in(kind);
            this.expected = expected;
        }

        /**
         * @param text without white space at its ends, not empty
         * @return the string to send
         */
        abstract String check(String text, Object value) throws InvalidValueException;

        @Override
        final boolean write(Object value, EventWriter to) throws InvalidValueException {
            if (value instanceof String given && given.length() > LONG_STRING) {
                to.json().charge(given.length());
            }
            if (value instanceof Number number && placeholders.contain(number)) {
                throw InvalidValueException.placeholder(expected, placeholders.describe(value));
            }
            if (value instanceof Boolean) {
                throw placeholders.containBooleans()
                        ? InvalidValueException.placeholder(expected, placeholders.describe(value))
                        : new InvalidValueException(value, expected);
            }
            String text = plainString(value);
            if (text.isEmpty()) {
                return false;
            }
            if (placeholders.find(text, 0, text.length()) != null) {
                throw InvalidValueException.placeholder(expected, placeholders.describe(text));
            }
            to.string(check(text, value));
            return true;
        }
    }

    static FieldEncoder string(int maxLength, ValueKind kind) {
        return new StringEncoder(kind, "a value") {
            @Override
            String check(String text, Object value) throws InvalidValueException {
                if (text.length() > maxLength) {
                    throw new InvalidValueException(value, "a string of at most " + maxLength + " characters");
                }
                return text;
            }
        };
    }

    /** @param expected what the rule accepts, for messages */
    static FieldEncoder string(int maxLength, StringRule rule, ValueKind kind, String expected) {
        return new StringEncoder(kind, expected) {
            @Override
            String check(String text, Object value) throws InvalidValueException {
                String checked = rule.apply(text);
                if (checked.isEmpty() || checked.length() > maxLength) {
                    throw new InvalidValueException(value, expected);
                }
                return checked;
            }
        };
    }

    static FieldEncoder oneOf(String... allowed) {
        Set<String> names = new LinkedHashSet<>(Arrays.asList(allowed));
        return new StringEncoder(ValueKind.OTHER, "one of " + String.join(", ", names)) {
            @Override
            boolean isOneOfItsWords(String word) {
                return names.contains(word.toLowerCase(Locale.ROOT));
            }

            @Override
            String check(String text, Object value) throws InvalidValueException {
                if (text.length() > LONG_STRING) {
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

    /** Encodes a list. A single value counts as a list of one: JSONata gives the element itself for such a list. */
    static FieldEncoder list(FieldEncoder element, int maxSize) {
        return new FieldEncoder() {
            @Override
            boolean write(Object value, EventWriter to) throws InvalidValueException {
                List<?> elements = value instanceof List<?> list ? list : List.of(value);
                JsonBuffer json = to.json();
                json.raw('[');
                int written = 0;
                int size = elements.size();
                json.charge((long) COST_OF_ELEMENT * size);
                for (int i = 0; i < size; i++) {
                    Object one = elements.get(i);
                    if (one == null) {
                        continue;
                    }
                    int before = json.size();
                    if (written > 0) {
                        json.raw(',');
                    }
                    to.startElement(i);
                    try {
                        if (element.write(one, to)) {
                            written++;
                        } else {
                            json.truncate(before);
                        }
                    } catch (InvalidValueException e) {
                        if (!(value instanceof List<?>)) {
                            // The record has no list, so the problem is that of the field.
                            throw e;
                        }
                        json.truncate(before);
                        to.drop(e);
                    }
                }
                if (written > maxSize) {
                    throw new InvalidValueException(value, "a list of at most " + maxSize + " elements");
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

    /** The value for a field that takes no list: the element of a list of one, and null for an empty list. */
    static @Nullable Object single(@Nullable Object value) {
        if (value instanceof String || value instanceof Number) {
            // Most values. Checking for them first avoids a search through the interfaces of their class.
            return value;
        }
        if (value instanceof List<?> list && list.size() < 2) {
            return list.isEmpty() ? null : list.get(0);
        }
        return value;
    }

    /** A scalar as a string without white space at its ends. A double that may have lost digits is invalid. */
    static String plainString(Object value) throws InvalidValueException {
        if (value instanceof String text) {
            return isStripped(text) ? text : Whitespace.strip(text);
        }
        if (value instanceof Number number) {
            return NumberEncoders.string(number);
        }
        if (value instanceof Boolean) {
            return value.toString();
        }
        throw new InvalidValueException(value, "a string");
    }

    private static boolean isStripped(String text) {
        return text.isEmpty()
                || !(Whitespace.isWhitespace(text.charAt(0))
                        || Whitespace.isWhitespace(text.charAt(text.length() - 1)));
    }
}
