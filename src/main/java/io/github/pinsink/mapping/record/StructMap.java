package io.github.pinsink.mapping.record;

import java.util.AbstractMap;
import java.util.AbstractSet;
import java.util.Iterator;
import java.util.Set;
import org.apache.kafka.connect.data.Field;
import org.apache.kafka.connect.data.Struct;

/** A struct read in place as a map. */
final class StructMap extends AbstractMap<String, Object> {
    private static final Object NO_NAME = new Object();

    private final Struct struct;
    /** Most paths lead through the same few structs, one after the other. */
    private Object lastName = NO_NAME;

    private Object lastView = NO_NAME;

    StructMap(Struct struct) {
        this.struct = struct;
    }

    @Override
    public Object get(Object key) {
        return key == lastName ? lastView : find(key);
    }

    private Object find(Object key) {
        Field field = key instanceof String name ? struct.schema().field(name) : null;
        Object plain = field == null ? null : value(field);
        if (plain instanceof StructMap) {
            lastName = key;
            lastView = plain;
        }
        return plain;
    }

    @Override
    public boolean containsKey(Object key) {
        return key instanceof String name && struct.schema().field(name) != null;
    }

    private Object value(Field field) {
        return PlainValues.of(field.schema(), struct.get(field));
    }

    @Override
    public int size() {
        return struct.schema().fields().size();
    }

    @Override
    public Set<Entry<String, Object>> entrySet() {
        return new AbstractSet<>() {
            @Override
            public Iterator<Entry<String, Object>> iterator() {
                Iterator<Field> fields = struct.schema().fields().iterator();
                return new Iterator<>() {
                    @Override
                    public boolean hasNext() {
                        return fields.hasNext();
                    }

                    @Override
                    public Entry<String, Object> next() {
                        Field field = fields.next();
                        return new SimpleImmutableEntry<>(field.name(), value(field));
                    }
                };
            }

            @Override
            public int size() {
                return StructMap.this.size();
            }
        };
    }

    /** Its shape only: a map's own form would print the record. */
    @Override
    public String toString() {
        return "struct of " + size() + " fields";
    }
}
