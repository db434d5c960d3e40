package io.github.pinsink.mapping.expression;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** A document of record objects with shapes, which a path reads through its caches. */
final class RecordBuilder extends RecordObject {
    private final Map<String, Object> properties = new LinkedHashMap<>();
    private final Object shape;

    /** @param shape that of all objects with the same names */
    private RecordBuilder(Object shape) {
        this.shape = shape;
    }

    static Object document(Object value) {
        if (value instanceof Map<?, ?> map) {
            // Interned, since shapes are compared by identity.
            RecordBuilder object = new RecordBuilder(map.keySet().toString().intern());
            map.forEach((name, member) -> object.properties.put((String) name, document(member)));
            return object;
        }
        if (value instanceof List<?> list) {
            List<Object> elements = new ArrayList<>();
            list.forEach(element -> elements.add(document(element)));
            return elements;
        }
        return value;
    }

    @Override
    public Object lookup(FieldCache cache) {
        if (!cache.isFor(shape)) {
            cache.put(shape, cache.name());
        }
        return properties.get((String) cache.field());
    }

    @Override
    public Object get(Object name) {
        return properties.get(name);
    }

    @Override
    public boolean containsKey(Object name) {
        return properties.containsKey(name);
    }

    @Override
    public Set<Entry<String, Object>> entrySet() {
        return properties.entrySet();
    }
}
