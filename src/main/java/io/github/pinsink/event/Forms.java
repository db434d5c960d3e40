package io.github.pinsink.event;

import java.math.BigDecimal;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** The forms of the fields that are neither numbers, times nor hashed. */
final class Forms {
    private static final byte[] TRUE = {'t', 'r', 'u', 'e'};
    private static final byte[] FALSE = {'f', 'a', 'l', 's', 'e'};

    private Forms() {}

    static Form text(int maxLength) {
        return (value, to) -> {
            String text = plainText(value);
            if (text.isEmpty()) {
                return false;
            }
            if (text.length() > maxLength) {
                throw new UnfitValueException(value, "at most " + maxLength + " characters");
            }
            to.text(text);
            return true;
        };
    }

    static Form oneOf(String... allowed) {
        Set<String> names = new LinkedHashSet<>(Arrays.asList(allowed));
        return (value, to) -> {
            String text = plainText(value);
            if (text.isEmpty()) {
                return false;
            }
            String name = names.contains(text) ? text : text.toLowerCase(Locale.ROOT);
            if (!names.contains(name)) {
                throw new UnfitValueException(value, "one of " + String.join(", ", names));
            }
            to.text(name);
            return true;
        };
    }

    /** @param what what was expected, for messages */
    static Form letters(int count, boolean upperCase, String what) {
        return (value, to) -> {
            String text = plainText(value);
            if (text.isEmpty()) {
                return false;
            }
            boolean fits = text.length() == count;
            for (int i = 0; fits && i < count; i++) {
                int lower = text.charAt(i) | 0x20;
                fits = lower >= 'a' && lower <= 'z';
            }
            if (!fits) {
                throw new UnfitValueException(value, what);
            }
            to.text(upperCase ? text.toUpperCase(Locale.ROOT) : text.toLowerCase(Locale.ROOT));
            return true;
        };
    }

    static boolean bool(Object value, EventWriter to) throws UnfitValueException {
        boolean flag;
        if (value instanceof Boolean given) {
            flag = given;
        } else {
            String text = plainText(value);
            if (text.isEmpty()) {
                return false;
            }
            flag = switch (text.toLowerCase(Locale.ROOT)) {
                case "true", "1" -> true;
                case "false", "0" -> false;
                default -> throw new UnfitValueException(value, "true or false");
            };
        }
        to.json().raw(flag ? TRUE : FALSE);
        return true;
    }

    /** A list, also of what came alone, since JSONata gives the element itself for a list of one. */
    static Form list(Form element, int most) {
        return (value, to) -> {
            List<?> elements = value instanceof List<?> list ? list : List.of(value);
            JsonBytes json = to.json();
            json.raw('[');
            int written = 0;
            int size = elements.size();
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
                } catch (UnfitValueException e) {
                    json.truncate(before);
                    to.leaveOut(e.getMessage());
                }
            }
            if (written > most) {
                throw new UnfitValueException(value, "a list of at most " + most);
            }
            json.raw(']');
            return written > 0;
        };
    }

    /** Scalars as text without white space around it. Integers stay digits and never go through a double. */
    static String plainText(Object value) throws UnfitValueException {
        if (value instanceof String text) {
            return isClean(text) ? text : Edges.strip(text);
        }
        if (value instanceof BigDecimal || value instanceof Double || value instanceof Float) {
            return Numbers.plain((Number) value);
        }
        if (value instanceof Number || value instanceof Boolean) {
            return value.toString();
        }
        throw new UnfitValueException(value, "text");
    }

    private static boolean isClean(String text) {
        return text.isEmpty() || !(Edges.isEdge(text.charAt(0)) || Edges.isEdge(text.charAt(text.length() - 1)));
    }

    /** Objects with known members only, since the API refuses a whole request for one it does not know. */
    static Form object(Map<String, Form> members) {
        return new ObjectForm(members);
    }
}
