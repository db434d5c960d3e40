package io.github.pinsink.mapping.record;

import io.github.pinsink.mapping.expression.RecordObject;
import java.util.AbstractSet;
import java.util.Arrays;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A JSON object that keeps the order of its properties. Most objects are small, so the properties are in one array that is
 * searched linearly: the parser interns names, so a name is usually the same string that is looked up. A larger object
 * becomes a hash table, which bounds the cost of a lookup.
 */
final class JsonObject extends RecordObject {
    private static final int INITIAL_CAPACITY = 6;
    private static final int MAX_ARRAY_PROPERTIES = 24;

    /** Alternating names and values; unused once there is a table. */
    private Object[] properties = new Object[2 * INITIAL_CAPACITY];

    private int size;
    /** Empty while the properties are in the array. */
    private Map<String, Object> table = Map.of();

    /** A duplicate name replaces the value and keeps its position. */
    void add(String name, @Nullable Object value) {
        if (!table.isEmpty()) {
            table.put(name, value);
            return;
        }
        int at = indexOf(name);
        if (at >= 0) {
            properties[at + 1] = value;
            return;
        }
        if (size == MAX_ARRAY_PROPERTIES) {
            table = asTable();
            table.put(name, value);
            properties = new Object[0];
            return;
        }
        if (2 * size == properties.length) {
            properties = Arrays.copyOf(properties, 2 * properties.length);
        }
        properties[2 * size] = name;
        properties[2 * size + 1] = value;
        size++;
    }

    private Map<String, Object> asTable() {
        Map<String, Object> all = new LinkedHashMap<>();
        for (int i = 0; i < 2 * size; i += 2) {
            all.put((String) properties[i], properties[i + 1]);
        }
        return all;
    }

    private int indexOf(Object name) {
        for (int i = 0; i < 2 * size; i += 2) {
            if (properties[i] == name) {
                return i;
            }
        }
        int hash = name.hashCode();
        for (int i = 0; i < 2 * size; i += 2) {
            if (properties[i].hashCode() == hash && properties[i].equals(name)) {
                return i;
            }
        }
        return -1;
    }

    @Override
    public @Nullable Object get(Object name) {
        if (!table.isEmpty()) {
            return table.get(name);
        }
        int at = indexOf(name);
        return at < 0 ? null : properties[at + 1];
    }

    @Override
    public boolean containsKey(Object name) {
        return table.isEmpty() ? indexOf(name) >= 0 : table.containsKey(name);
    }

    @Override
    public int size() {
        return table.isEmpty() ? size : table.size();
    }

    @Override
    public Set<Entry<String, Object>> entrySet() {
        return table.isEmpty() ? new ArrayEntries() : table.entrySet();
    }

    private final class ArrayEntries extends AbstractSet<Entry<String, Object>> {
        @Override
        public Iterator<Entry<String, Object>> iterator() {
            return new Iterator<>() {
                private int next;

                @Override
                public boolean hasNext() {
                    return next < 2 * size;
                }

                @Override
                public Entry<String, Object> next() {
                    if (!hasNext()) {
                        throw new NoSuchElementException();
                    }
                    Entry<String, Object> entry =
                            new SimpleImmutableEntry<>((String) properties[next], properties[next + 1]);
                    next += 2;
                    return entry;
                }
            };
        }

        @Override
        public int size() {
            return size;
        }
    }

    /** Only the shape, so that the record is not logged. */
    @Override
    public String toString() {
        return "object of " + size();
    }
}
