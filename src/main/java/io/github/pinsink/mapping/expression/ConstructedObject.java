package io.github.pinsink.mapping.expression;

import java.util.AbstractMap;
import java.util.AbstractSet;
import java.util.Iterator;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Set;

/**
 * An object that an expression has constructed; it keeps the order of its properties. There are few, since each is in the
 * source of the expression, so they are searched linearly.
 */
final class ConstructedObject extends AbstractMap<String, Object> {
    private final String[] names;
    private final Object[] values;
    private final int size;

    /**
     * The arrays are not copied.
     *
     * @param names interned and distinct
     * @param size the number of used elements of both arrays
     */
    ConstructedObject(String[] names, Object[] values, int size) {
        this.names = names;
        this.values = values;
        this.size = size;
    }

    private int indexOf(Object name) {
        for (int i = 0; i < size; i++) {
            if (names[i] == name) {
                return i;
            }
        }
        for (int i = 0; i < size; i++) {
            if (names[i].equals(name)) {
                return i;
            }
        }
        return -1;
    }

    @Override
    public Object get(Object name) {
        int at = indexOf(name);
        return at < 0 ? null : values[at];
    }

    @Override
    public boolean containsKey(Object name) {
        return indexOf(name) >= 0;
    }

    @Override
    public int size() {
        return size;
    }

    @Override
    public Set<Map.Entry<String, Object>> entrySet() {
        return new AbstractSet<>() {
            @Override
            public Iterator<Map.Entry<String, Object>> iterator() {
                return new Entries();
            }

            @Override
            public int size() {
                return size;
            }
        };
    }

    private final class Entries implements Iterator<Map.Entry<String, Object>> {
        private int next;

        @Override
        public boolean hasNext() {
            return next < size;
        }

        @Override
        public Map.Entry<String, Object> next() {
            if (next == size) {
                throw new NoSuchElementException();
            }
            int at = next++;
            return new SimpleEntry<>(names[at], values[at]) {
                private static final long serialVersionUID = 1L;

                /** The library replaces its marker for null in place. */
                @Override
                public Object setValue(Object value) {
                    values[at] = value;
                    return super.setValue(value);
                }
            };
        }
    }
}
