package io.github.pinsink.event;

/** A value that cannot be brought into a field's form. Stackless; the message tells the shape and what was expected. */
final class InvalidValueException extends Exception {
    private static final long serialVersionUID = 1L;

    InvalidValueException(Object found, String expected) {
        super("found " + shape(found) + ", and expected " + expected, null, false, false);
    }

    private static String shape(Object value) {
        if (value instanceof CharSequence text) {
            return "text of " + text.length() + " characters";
        }
        if (value instanceof java.util.List<?> list) {
            return "a list of " + list.size();
        }
        if (value instanceof java.util.Map<?, ?>) {
            return "an object";
        }
        if (value instanceof Boolean) {
            return "a boolean";
        }
        if (value instanceof Number) {
            return "a number";
        }
        return value == null ? "nothing" : "a " + value.getClass().getSimpleName();
    }
}
