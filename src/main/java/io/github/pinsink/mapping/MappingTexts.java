package io.github.pinsink.mapping;

import io.github.pinsink.event.EventField;
import io.github.pinsink.event.EventSchema;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A mapping as it is written down: JSONata texts by their keys, {@link #FILTER}, {@link #EXPLODE}, {@link #ACCOUNT} and
 * {@link #FIELD} with the path of a field of the event. What stands in the config, in its part for one topic, and in a
 * preset all has this form, and {@link #over} lays one on another.
 *
 * @param byKey a blank text takes away what a weaker mapping says for that key
 */
public record MappingTexts(Map<String, String> byKey) {
    public static final String FILTER = "filter";
    public static final String EXPLODE = "explode";
    public static final String ACCOUNT = "mapping.ad_account_id";
    public static final String FIELD = "mapping.";

    private static final List<String> KEYS = allKeys();

    public MappingTexts {
        byKey = Map.copyOf(byKey);
    }

    /** Nothing is mapped. */
    public static MappingTexts none() {
        return new MappingTexts(Map.of());
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
        return Optional.ofNullable(byKey.get(key)).filter(text -> !text.isBlank());
    }

    public boolean isEmpty() {
        return byKey.isEmpty();
    }

    /** This one, and for keys of which it says nothing the weaker one. */
    public MappingTexts over(MappingTexts weaker) {
        Map<String, String> merged = new LinkedHashMap<>(weaker.byKey);
        merged.putAll(byKey);
        return new MappingTexts(merged);
    }
}
