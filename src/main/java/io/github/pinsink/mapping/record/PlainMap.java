package io.github.pinsink.mapping.record;

import io.github.pinsink.mapping.expression.UnreadableValueException;
import java.util.AbstractMap;
import java.util.AbstractSet;
import java.util.Iterator;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.connect.data.Schema;

/**
 * A map of Connect's values, read in place. A map whose keys are not text is refused when it is reached: its first key
 * tells, and the others only when somebody walks through all of them.
 */
final class PlainMap extends AbstractMap<String, Object> {
    private final Schema elements;
    private final Map<?, ?> map;

    private PlainMap(Schema elements, Map<?, ?> map) {
        this.elements = elements;
        this.map = map;
    }

    /**
     * @param elements null for schemaless data
     * @param map not empty
     * @throws UnreadableValueException when its keys are not text
     */
    static PlainMap of(Schema elements, Map<?, ?> map) {
        name(map.keySet().iterator().next());
        return new PlainMap(elements, map);
    }

    private static String name(Object key) {
        if (key instanceof String name) {
            return name;
        }
        throw new UnreadableValueException("the record holds a map whose keys are not text but "
                + (key == null ? "null" : key.getClass().getSimpleName()) + ", and names were expected");
    }

    @Override
    public Object get(Object key) {
        return PlainValues.of(elements, map.get(key));
    }

    @Override
    public boolean containsKey(Object key) {
        return map.containsKey(key);
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
                        return new SimpleImmutableEntry<>(
                                name(entry.getKey()), PlainValues.of(elements, entry.getValue()));
                    }
                };
            }

            @Override
            public int size() {
                return map.size();
            }
        };
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Map<?, ?> && super.equals(other);
    }

    @Override
    public int hashCode() {
        return super.hashCode();
    }

    /** Its shape only: a map's own form would print the record. */
    @Override
    public String toString() {
        return "map of " + size();
    }
}
