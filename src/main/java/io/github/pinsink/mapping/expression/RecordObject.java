package io.github.pinsink.mapping.expression;

import java.util.AbstractMap;

/**
 * An object of a record, read where it lies. Objects of the same shape, such as structs of one schema, have their members
 * at the same places: a path that meets a shape again finds its name without looking for it. A class, since whether an
 * object has an interface takes longer to tell.
 */
public abstract class RecordObject extends AbstractMap<String, Object> {
    /** A name of a path, and where it was found in the object that was asked for it before. Belongs to one thread. */
    public static final class FieldCache {
        private final String name;
        /** The name behind it, null for the last one. */
        private final FieldCache next;

        private Object shape;
        private Object found;

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

        public boolean isOf(Object other) {
            return shape == other;
        }

        /** @param place null where objects of the shape have no such member */
        public void remember(Object ofShape, Object place) {
            shape = ofShape;
            found = place;
        }

        public Object found() {
            return found;
        }
    }

    /**
     * What {@link #get(Object)} gives for its name.
     *
     * @param place brought up to date where objects have shapes
     */
    public Object at(FieldCache place) {
        return get(place.name);
    }
}
