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
 * A map of Connect's values, read in place. A map whose keys are not text is refused when a name is not found in it, which
 * its first key tells, or when somebody walks through all of it; a name that is found costs nothing more.
 */
final class ConnectMapView extends RecordObject {
    private final ConnectValues values;
    private final @Nullable Schema elements;
    private final Map<?, ?> map;
    /** Most paths lead through the same few objects, one after the other. */
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
        throw refused(key);
    }

    private static UnreadableValueException refused(Object key) {
        return new UnreadableValueException("map keys must be strings, found "
                + (key == null ? "null" : key.getClass().getSimpleName()));
    }

    @Override
    public @Nullable Object get(Object key) {
        if (key == lastName) {
            return lastView;
        }
        Object value = find(key);
        // Text is what most names lead to, and the rest of it is too much to become a part of each path.
        return value instanceof String ? value : view(key, value);
    }

    private @Nullable Object find(Object key) {
        try {
            return map.get(key);
        } catch (ClassCastException e) {
            // A sorted map cannot compare a name with keys of another kind.
            throw refused(map.keySet().iterator().next());
        }
    }

    private @Nullable Object view(Object key, @Nullable Object value) {
        if (value == null) {
            // Perhaps it was looked for in the wrong kind of map.
            refuseOtherKeys();
        }
        Object plain = values.of(elements, value);
        if (plain instanceof ConnectMapView) {
            lastName = key;
            lastView = plain;
        }
        return plain;
    }

    /** @throws UnreadableValueException when the first key tells that these are no names */
    void refuseOtherKeys() {
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

    /** Its shape only: a map's own form would print the record. */
    @Override
    public String toString() {
        return "map of " + size();
    }
}
