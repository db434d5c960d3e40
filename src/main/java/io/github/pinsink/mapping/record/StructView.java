package io.github.pinsink.mapping.record;

import io.github.pinsink.mapping.expression.RecordObject;
import java.util.AbstractSet;
import java.util.Iterator;
import java.util.Set;
import org.apache.kafka.connect.data.Field;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.Struct;
import org.jspecify.annotations.Nullable;

/** A view of a struct as a map. */
final class StructView extends RecordObject {
    private final ConnectValues values;
    private final Struct struct;
    /** Caches the last nested view: successive expressions often read the same struct. */
    private @Nullable Object lastName;

    private @Nullable Object lastView;

    StructView(ConnectValues values, Struct struct) {
        this.values = values;
        this.struct = struct;
    }

    @Override
    public @Nullable Object get(Object key) {
        return key instanceof String name ? property(name, struct.schema().field(name)) : null;
    }

    @Override
    public @Nullable Object lookup(FieldCache cache) {
        String name = cache.name();
        if (name == lastName) {
            return lastView;
        }
        Schema schema = struct.schema();
        if (!cache.isFor(schema)) {
            cache.put(schema, schema.field(name));
        }
        return property(name, (Field) cache.field());
    }

    private @Nullable Object property(String name, @Nullable Field field) {
        if (field == null) {
            return null;
        }
        Object value = struct.get(field);
        // Most values are strings. The rest is in another method, so that this one is small enough to be inlined.
        return value == null || value instanceof String ? value : view(name, field.schema(), value);
    }

    private @Nullable Object view(Object key, Schema schema, Object value) {
        Object plain = values.of(schema, value);
        if (plain instanceof StructView) {
            lastName = key;
            lastView = plain;
        }
        return plain;
    }

    @Override
    public boolean containsKey(Object key) {
        return key instanceof String name && struct.schema().field(name) != null;
    }

    private @Nullable Object value(Field field) {
        return values.of(field.schema(), struct.get(field));
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
