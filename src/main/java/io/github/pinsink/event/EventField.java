package io.github.pinsink.event;

import java.util.List;

/**
 * A member of the event, with all that its reference page tells.
 *
 * @param path its place in the event, such as {@code user_data.em}; members of the entries of a list stand behind
 *     {@code []}
 * @param type what the API takes
 * @param bounds what the API's type does not tell, such as a length or the allowed values; empty when there is nothing
 * @param required whether no event can be without it
 * @param nullable whether the API takes null for it; none is ever sent
 * @param hashed whether it holds personal data that leaves only as SHA-256
 * @param documentation its meaning
 * @param accepted which values are understood, beside the form that is sent
 * @param normalisation what happens to a value before it is sent or hashed; empty when it is sent as it is
 * @param examples what is given and what is sent for it
 * @param members of each entry, of a list of objects
 * @param form how values get into the form the API asks for
 */
public record EventField(
        String path,
        Type type,
        String bounds,
        boolean required,
        boolean nullable,
        boolean hashed,
        String documentation,
        String accepted,
        String normalisation,
        List<Example> examples,
        List<EventField> members,
        FieldEncoder form) {
    public EventField {
        examples = List.copyOf(examples);
        members = List.copyOf(members);
    }

    /** The types of the API. */
    public enum Type {
        TEXT("string"),
        INTEGER("integer"),
        BOOLEAN("boolean"),
        TEXTS("array of string"),
        OBJECTS("array of object");

        private final String label;

        Type(String label) {
            this.label = label;
        }

        /** As the API's description has it. */
        public String label() {
            return label;
        }

        boolean isList() {
            return this == TEXTS || this == OBJECTS;
        }
    }

    /**
     * @param given a value, as JSON
     * @param sent what becomes of it, as JSON; of a hashed field the text that is hashed, and empty when it is left out
     */
    public record Example(String given, String sent) {}

    /** The object the member stands in; empty for the event itself. */
    String group() {
        int dot = path.indexOf('.');
        return dot < 0 ? "" : path.substring(0, dot);
    }

    String member() {
        return path.substring(path.lastIndexOf('.') + 1);
    }
}
