package io.github.pinsink.mapping.expression;

import java.util.AbstractMap;

/**
 * A view of an object of a record. All objects of one shape, such as structs of one schema, have the same fields, so a path
 * caches the field of its name for the last shape. A class, not an interface, because {@code instanceof} is faster for it.
 */
public abstract class RecordObject extends AbstractMap<String, Object> {
    /** An inline cache: a name of a path, and its field in objects of the last shape. Not thread-safe. */
    public static final class FieldCache {
        private final String name;
        /** Of the next name of the path; null for the last one. */
        private final FieldCache next;

        private Object shape;
        private Object field;

        FieldCache(String name, FieldCache next) {
            this.name = name;
            this.next = next;
        }

        public String name() {
            return name;
        }

        FieldCache next() {
            return next;
        }

        /** Whether the cache holds the field for that shape. */
        public boolean isFor(Object other) {
            return shape == other;
        }

        /** @param cached null when objects of the shape have no such field */
        public void put(Object ofShape, Object cached) {
            shape = ofShape;
            field = cached;
        }

        public Object field() {
            return field;
        }
    }

    /** The same as {@link #get(Object)} for the name of the cache, which objects with a shape may use and update. */
    public Object lookup(FieldCache cache) {
        return get(cache.name);
    }
}
