package io.github.pinsink.mapping;

import io.github.pinsink.event.EventField;
import io.github.pinsink.event.EventSchema;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A mapping as it is written down: JSONata texts by their keys, {@link #FILTER}, {@link #EXPLODE}, {@link #ACCOUNT} and
 * {@link #FIELD} with the path of a field of the event. What stands in the config, in its part for one topic, and in a
 * preset all has this form, and {@link #over} lays one on another.
 *
 * @param byKey a blank text takes away what a weaker mapping says for that key
 * @param weaker counts for the keys that are not there; thousands of topics lie over the same one, which is not copied
 */
public record MappingDefinition(Map<String, String> byKey, Optional<MappingDefinition> weaker) {
    public static final String FILTER = "filter";
    public static final String EXPLODE = "explode";
    public static final String ACCOUNT = "mapping.ad_account_id";
    public static final String FIELD = "mapping.";

    private static final List<String> KEYS = allKeys();

    public MappingDefinition {
        byKey = Map.copyOf(byKey);
    }

    public MappingDefinition(Map<String, String> byKey) {
        this(byKey, Optional.empty());
    }

    /** Nothing is mapped. */
    public static MappingDefinition none() {
        return new MappingDefinition(Map.of());
    }

    /** Every key there is, in the order in which they are shown. */
    public static List<String> keys() {
        return KEYS;
    }

    private static List<String> allKeys() {
        List<String> keys = new ArrayList<>(List.of(FILTER, EXPLODE, ACCOUNT));
        for (EventField field : EventSchema.fields()) {
            keys.add(FIELD + field.path());
        }
        return List.copyOf(keys);
    }

    public Optional<String> text(String key) {
        String text = byKey.get(key);
        if (text == null) {
            return weaker.flatMap(other -> other.text(key));
        }
        return text.isBlank() ? Optional.empty() : Optional.of(text);
    }

    public boolean isEmpty() {
        return byKey.isEmpty() && weaker.map(MappingDefinition::isEmpty).orElse(true);
    }

    /** This one, and for keys of which it says nothing the weaker one. */
    public MappingDefinition over(MappingDefinition other) {
        return new MappingDefinition(
                byKey, Optional.of(weaker.map(mine -> mine.over(other)).orElse(other)));
    }
}
