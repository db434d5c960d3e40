package io.github.pinsink.mapping.record;

import io.github.pinsink.mapping.expression.RecordObject;
import io.github.pinsink.mapping.expression.UnreadableValueException;
import java.util.AbstractSet;
import java.util.Iterator;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.connect.data.Schema;
import org.jspecify.annotations.Nullable;

/**
 * A view of a map of Connect values. A map with keys that are not strings is rejected when a name is not found, by its first
 * key, or when its entries are iterated; finding a name costs no check.
 */
final class ConnectMapView extends RecordObject {
    private final ConnectValues values;
    private final @Nullable Schema elements;
    private final Map<?, ?> map;
    /** Caches the last nested view: successive expressions often read the same object. */
    private @Nullable Object lastName;

    private @Nullable Object lastView;

    /** @param elements null for schemaless data */
    ConnectMapView(ConnectValues values, @Nullable Schema elements, Map<?, ?> map) {
        this.values = values;
        this.elements = elements;
        this.map = map;
    }

    private static String name(Object key) {
        if (key instanceof String name) {
            return name;
        }
        throw unsupportedKey(key);
    }

    private static UnreadableValueException unsupportedKey(Object key) {
        return new UnreadableValueException("map keys must be strings, found "
                + (key == null ? "null" : key.getClass().getSimpleName()));
    }

    @Override
    public @Nullable Object get(Object key) {
        if (key == lastName) {
            return lastView;
        }
        Object value = find(key);
        // Most values are strings. The rest is in another method, so that this one is small enough to be inlined.
        return value instanceof String ? value : view(key, value);
    }

    private @Nullable Object find(Object key) {
        try {
            return map.get(key);
        } catch (ClassCastException e) {
            // A sorted map cannot compare a string with keys of another type.
            throw unsupportedKey(map.keySet().iterator().next());
        }
    }

    private @Nullable Object view(Object key, @Nullable Object value) {
        if (value == null) {
            // Perhaps the keys are not strings.
            checkKeys();
        }
        Object plain = values.of(elements, value);
        if (plain instanceof ConnectMapView) {
            lastName = key;
            lastView = plain;
        }
        return plain;
    }

    /** @throws UnreadableValueException when the first key is not a string */
    void checkKeys() {
        if (!map.isEmpty()) {
            name(map.keySet().iterator().next());
        }
    }

    @Override
    public boolean containsKey(Object key) {
        return get(key) != null || map.containsKey(key);
    }

    @Override
    public int size() {
        return map.size();
    }

    @Override
    public Set<Entry<String, Object>> entrySet() {
        return new AbstractSet<>() {
            @Override
            public Iterator<Entry<String, Object>> iterator() {
                Iterator<? extends Entry<?, ?>> entries = map.entrySet().iterator();
                return new Iterator<>() {
                    @Override
                    public boolean hasNext() {
                        return entries.hasNext();
                    }

                    @Override
                    public Entry<String, Object> next() {
                        Entry<?, ?> entry = entries.next();
                        return new SimpleImmutableEntry<>(name(entry.getKey()), values.of(elements, entry.getValue()));
                    }
                };
            }

            @Override
            public int size() {
                return map.size();
            }
        };
    }

    /** Only the shape, so that the record is not logged. */
    @Override
    public String toString() {
        return "map of " + size();
    }
}
