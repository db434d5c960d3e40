package io.github.pinsink.mapping.record;

import io.github.pinsink.mapping.expression.RecordObject;
import java.util.AbstractSet;
import java.util.Iterator;
import java.util.Set;
import org.apache.kafka.connect.data.Field;
import org.apache.kafka.connect.data.Struct;
import org.jspecify.annotations.Nullable;

/** A view of a struct as a map. */
final class StructView extends RecordObject {
    private final ConnectValues values;
    private final Struct struct;

    StructView(ConnectValues values, Struct struct) {
        this.values = values;
        this.struct = struct;
    }

    @Override
    public @Nullable Object get(Object key) {
        return key instanceof String name ? property(struct.schema().field(name)) : null;
    }

    private @Nullable Object property(@Nullable Field field) {
        if (field == null) {
            return null;
        }
        Object value = struct.get(field);
        // Most values are strings.
        return value == null || value instanceof String ? value : values.of(field.schema(), value);
    }

    @Override
    public boolean containsKey(Object key) {
        return key instanceof String name && struct.schema().field(name) != null;
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
                        return new SimpleImmutableEntry<>(field.name(), property(field));
                    }
                };
            }

            @Override
            public int size() {
                return StructView.this.size();
            }
        };
    }

    /** Only the shape, so that the record is not logged. */
    @Override
    public String toString() {
        return "struct of " + size() + " fields";
    }
}
