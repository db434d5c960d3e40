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
 * An object of JSON text, its members in their order. Most objects are small, so the members lie side by side in one array
 * and are found by looking at each; the names come interned from the parser and usually are the very strings that are
 * asked for. A larger object becomes a hash table, so that looking at each never costs more than a few steps.
 */
final class JsonObject extends RecordObject {
    private static final int FIRST_MEMBERS = 6;
    private static final int MOST_SIDE_BY_SIDE = 24;

    /** Name, value, name, value; not used once there is a table. */
    private Object[] members = new Object[2 * FIRST_MEMBERS];

    private int size;
    /** Empty while the members lie side by side. */
    private Map<String, Object> table = Map.of();

    /** A name that comes again replaces the value and keeps its place. */
    void add(String name, @Nullable Object value) {
        if (!table.isEmpty()) {
            table.put(name, value);
            return;
        }
        int at = indexOf(name);
        if (at >= 0) {
            members[at + 1] = value;
            return;
        }
        if (size == MOST_SIDE_BY_SIDE) {
            table = asTable();
            table.put(name, value);
            members = new Object[0];
            return;
        }
        if (2 * size == members.length) {
            members = Arrays.copyOf(members, 2 * members.length);
        }
        members[2 * size] = name;
        members[2 * size + 1] = value;
        size++;
    }

    private Map<String, Object> asTable() {
        Map<String, Object> all = new LinkedHashMap<>();
        for (int i = 0; i < 2 * size; i += 2) {
            all.put((String) members[i], members[i + 1]);
        }
        return all;
    }

    private int indexOf(Object name) {
        for (int i = 0; i < 2 * size; i += 2) {
            if (members[i] == name) {
                return i;
            }
        }
        int hash = name.hashCode();
        for (int i = 0; i < 2 * size; i += 2) {
            if (members[i].hashCode() == hash && members[i].equals(name)) {
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
        return at < 0 ? null : members[at + 1];
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
        return table.isEmpty() ? new SideBySide() : table.entrySet();
    }

    private final class SideBySide extends AbstractSet<Entry<String, Object>> {
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
                    Entry<String, Object> entry = new SimpleImmutableEntry<>((String) members[next], members[next + 1]);
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

    /** Its shape only: a map's own form would print the record. */
    @Override
    public String toString() {
        return "object of " + size();
    }
}
