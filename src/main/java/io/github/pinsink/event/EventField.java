package io.github.pinsink.event;

/**
 * A member of the event.
 *
 * @param path its place in the event, such as {@code user_data.em}
 * @param required whether no event can be without it
 * @param hashed whether it holds personal data that leaves only as SHA-256
 * @param type what the API takes, with its bounds, in words
 * @param form how values get into the form the API asks for
 * @param documentation its meaning, and what is accepted for it
 */
public record EventField(String path, boolean required, boolean hashed, String type, Form form, String documentation) {

    /** The object the member stands in; empty for the event itself. */
    String group() {
        int dot = path.indexOf('.');
        return dot < 0 ? "" : path.substring(0, dot);
    }

    String member() {
        return path.substring(path.indexOf('.') + 1);
    }
}
