package io.github.pinsink.tools.anonymize;

import io.github.pinsink.mapping.MappingDefinition;
import io.github.pinsink.mapping.MappingPlan;
import io.github.pinsink.mapping.expression.Expression;
import io.github.pinsink.mapping.expression.Projection;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** What the expressions of a mapping make of a place in a record. */
final class FieldUse {
    private static final String USER = MappingDefinition.FIELD + "user_data.";
    private static final Set<String> IDS = Set.of(
            MappingDefinition.FIELD + "event_id",
            MappingDefinition.FIELD + "event_source_url",
            MappingDefinition.FIELD + "custom_data.order_id",
            MappingDefinition.FIELD + "custom_data.search_string",
            MappingDefinition.FIELD + "custom_data.external_measurement_id");
    private static final Set<String> TIMES =
            Set.of(MappingDefinition.FIELD + "event_time", MappingDefinition.FIELD + "app_info.install_time");
    /** They choose, and their results are not sent as they are. */
    private static final Set<String> CHOICES = Set.of(
            MappingDefinition.FILTER,
            MappingDefinition.EXPLODE,
            MappingDefinition.ACCOUNT,
            MappingDefinition.PHONE_COUNTRY,
            MappingDefinition.TIME_ZONE);

    /** What a value means. */
    enum Meaning {
        PERSONAL,
        TIME,
        /** A field that is sent as it is and is not personal, such as a currency or a product. */
        PLAIN
    }

    private record Reader(String key, Meaning meaning, Projection projection, boolean reachesHere) {}

    private final List<Reader> readers;
    /** The expressions with an element as their context, of which nobody knows where it is. */
    private final List<Reader> ofElements;

    private FieldUse(List<Reader> readers, List<Reader> ofElements) {
        this.readers = readers;
        this.ofElements = ofElements;
    }

    /** @param isTransformed whether the mapping receives another object than the record has */
    static FieldUse of(MappingPlan plan, boolean isTransformed) {
        List<Reader> readers = new ArrayList<>();
        for (Map.Entry<String, Expression> entry : plan.expressions().entrySet()) {
            Projection reads = entry.getValue().reads();
            // An expression that may read anything says nothing about a value.
            if (!CHOICES.contains(entry.getKey()) && !reads.isEverything() && !reads.isNothing()) {
                readers.add(new Reader(entry.getKey(), meaning(entry.getKey()), reads, false));
            }
        }
        boolean isAnywhere = plan.explode().isPresent() || isTransformed;
        return new FieldUse(readers, isAnywhere ? readers : List.of());
    }

    /** Of a place that no expression is known to read. */
    static FieldUse unknown() {
        return new FieldUse(List.of(), List.of());
    }

    private static Meaning meaning(String key) {
        if (TIMES.contains(key)) {
            return Meaning.TIME;
        }
        return key.startsWith(USER) || IDS.contains(key) ? Meaning.PERSONAL : Meaning.PLAIN;
    }

    /** Of a property of an object at this place. */
    FieldUse property(String name) {
        List<Reader> below = new ArrayList<>();
        for (Reader reader : readers) {
            add(below, reader, name);
        }
        for (Reader reader : ofElements) {
            if (!readers.contains(reader)) {
                add(below, reader, name);
            }
        }
        return new FieldUse(below, ofElements);
    }

    private static void add(List<Reader> below, Reader reader, String name) {
        Projection property = reader.projection.property(name);
        if (!property.isNothing()) {
            below.add(new Reader(reader.key, reader.meaning, property, !reader.projection.isEverything()));
        }
    }

    boolean isPersonal() {
        return readers.stream()
                .anyMatch(reader -> reader.meaning == Meaning.PERSONAL && reader.projection.isEverything());
    }

    /** Whether an expression names this very place, and not an object around it, for a field of that meaning. */
    boolean is(Meaning meaning) {
        return readers.stream()
                .anyMatch(
                        reader -> reader.meaning == meaning && reader.projection.isEverything() && reader.reachesHere);
    }

    /** The properties of {@code user_data} that are made of this place. */
    Set<String> userFields() {
        return readers.stream()
                .filter(reader -> reader.projection.isEverything() && reader.key.startsWith(USER))
                .map(reader -> reader.key.substring(USER.length()))
                .collect(Collectors.toSet());
    }
}
