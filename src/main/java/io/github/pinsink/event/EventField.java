package io.github.pinsink.event;

import java.util.List;
import java.util.Optional;

/**
 * A field of the event, with everything that its reference page says.
 *
 * @param path the path in the event, such as {@code user_data.em}; a property of a list entry follows {@code []}
 * @param type the API's type
 * @param kind what its string stands for, which says what is a placeholder
 * @param bounds the API's limits beyond the type, such as a length or the allowed values; may be empty
 * @param role whether the API requires the field, and whether it identifies the user
 * @param signal the component of the Event Quality Score that the field is
 * @param nullable whether the API accepts null; the connector never sends it
 * @param extra whether only newer descriptions of the API have it, so that it is sent only if the rules list it
 * @param hashed whether it is personal data that is only sent as SHA-256
 * @param documentation the meaning of the field
 * @param accepted the values that are accepted in addition to the form that is sent
 * @param normalization what is done to a value before it is sent or hashed; empty when it is sent unchanged
 * @param properties the properties of each entry, for a list of objects
 */
public record EventField(
        String path,
        Type type,
        ValueKind kind,
        String bounds,
        FieldRole role,
        Optional<QualitySignal> signal,
        boolean nullable,
        boolean extra,
        boolean hashed,
        String documentation,
        String accepted,
        String normalization,
        List<Example> examples,
        List<EventField> properties,
        FieldEncoder encoder) {
    public EventField {
        examples = List.copyOf(examples);
        properties = List.copyOf(properties);
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

        /** The name in the API's description. */
        public String label() {
            return label;
        }

        boolean isList() {
            return this == TEXTS || this == OBJECTS;
        }
    }

    /**
     * @param given the value that an expression gives, as JSON
     * @param sent the value that is sent, as JSON; for a hashed field the string that is hashed; empty when it is dropped
     */
    public record Example(String given, String sent) {}

    /** Whether the API rejects an event without the field. */
    public boolean required() {
        return role.isRequired();
    }

    /** The bit of its signal, 0 without one. */
    int signalBit() {
        return signal.map(QualitySignal::bit).orElse(0);
    }

    /** The object that contains the field; empty for the event itself. */
    String group() {
        int dot = path.indexOf('.');
        return dot < 0 ? "" : path.substring(0, dot);
    }

    /** The last part of the path. */
    String name() {
        return path.substring(path.lastIndexOf('.') + 1);
    }
}
