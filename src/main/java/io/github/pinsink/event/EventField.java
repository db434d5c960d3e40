package io.github.pinsink.event;

/**
 * A member of the event.
 *
 * @param path its place in the event, such as {@code user_data.em}
 * @param required whether no event can be without it
 * @param hashed whether it holds personal data that leaves only as SHA-256
 * @param form how values get into the form the API asks for
 * @param documentation its meaning and bounds
 */
public record EventField(String path, boolean required, boolean hashed, Form form, String documentation) {

    /** Brings a value into the form of a field; gives null when nothing is left that could be sent. */
    @FunctionalInterface
    interface Form {
        /** @return text, a whole number, a boolean, or a list of text or of objects */
        Object of(Object value, EventRules rules) throws UnfitValueException;
    }

    /** The object the member stands in; empty for the event itself. */
    String group() {
        int dot = path.indexOf('.');
        return dot < 0 ? "" : path.substring(0, dot);
    }

    String member() {
        return path.substring(path.indexOf('.') + 1);
    }
}
