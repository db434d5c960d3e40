package io.github.pinsink.mapping;

import io.github.pinsink.event.EventField;
import io.github.pinsink.event.EventSchema;
import io.github.pinsink.event.RecordLocale;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The source of a mapping: JSONata expressions by key, where a key is {@link #FILTER}, {@link #EXPLODE}, {@link #ACCOUNT},
 * {@link #PHONE_COUNTRY}, {@link #TIME_ZONE} or {@link #FIELD} with the path of an event field. The default mapping, the
 * mapping of a topic and a preset all have this form, and {@link #withFallback} combines them.
 *
 * @param byKey a blank expression removes the expression of the fallback for that key
 * @param fallback used for keys that are absent here; thousands of topics share one, which is not copied
 */
public record MappingDefinition(Map<String, String> byKey, Optional<MappingDefinition> fallback) {
    public static final String FILTER = "filter";
    public static final String EXPLODE = "explode";
    public static final String ACCOUNT = "mapping.ad_account_id";
    public static final String PHONE_COUNTRY = "mapping.phone.country";
    public static final String TIME_ZONE = "mapping.event_time.zone";
    public static final String FIELD = "mapping.";

    /** Not a single word, which is a field of the record. */
    private static final Pattern PLAIN_ZONE =
            Pattern.compile("[A-Za-z]+(/[A-Za-z0-9_+-]+)+|(UTC|GMT)?[+-][0-9:]+|UTC|GMT");

    private static final List<String> KEYS = allKeys();

    public MappingDefinition {
        byKey = Map.copyOf(byKey);
    }

    public MappingDefinition(Map<String, String> byKey) {
        this(byKey, Optional.empty());
    }

    /** The key of the expression for a field. */
    public static String key(EventField field) {
        return FIELD + field.path();
    }

    /** A mapping without expressions. */
    public static MappingDefinition empty() {
        return new MappingDefinition(Map.of());
    }

    /** All keys, in the order of the documentation. */
    public static List<String> keys() {
        return KEYS;
    }

    private static List<String> allKeys() {
        List<String> keys = new ArrayList<>(List.of(FILTER, EXPLODE, ACCOUNT, PHONE_COUNTRY, TIME_ZONE));
        for (EventField field : EventSchema.fields()) {
            keys.add(key(field));
        }
        return List.copyOf(keys);
    }

    /** The JSONata expression of a key. A time zone may be given by its name alone, which would be a division in JSONata. */
    public static String expression(String key, String text) {
        String name = text.strip();
        boolean isName = key.equals(TIME_ZONE) && PLAIN_ZONE.matcher(name).matches() && RecordLocale.isTimeZone(name);
        return isName ? "'" + name + "'" : text;
    }

    public Optional<String> text(String key) {
        String text = byKey.get(key);
        if (text == null) {
            return fallback.flatMap(other -> other.text(key));
        }
        return text.isBlank() ? Optional.empty() : Optional.of(text);
    }

    public boolean isEmpty() {
        return byKey.isEmpty() && fallback.map(MappingDefinition::isEmpty).orElse(true);
    }

    /** This mapping, with the other as the last fallback. */
    public MappingDefinition withFallback(MappingDefinition other) {
        return new MappingDefinition(
                byKey,
                Optional.of(fallback.map(mine -> mine.withFallback(other)).orElse(other)));
    }
}
