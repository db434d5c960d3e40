package io.github.pinsink.mapping.expression;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** A document as the objects of a record, which a path follows without a look at each step. */
final class RecordBuilder extends RecordObject {
    private final Map<String, Object> members = new LinkedHashMap<>();
    private final Object shape;

    /** @param shape that of all objects with the same names */
    private RecordBuilder(Object shape) {
        this.shape = shape;
    }

    static Object document(Object value) {
        if (value instanceof Map<?, ?> map) {
            // Interned, since shapes are told apart by being the same object.
            RecordBuilder object = new RecordBuilder(map.keySet().toString().intern());
            map.forEach((name, member) -> object.members.put((String) name, document(member)));
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
    public Object at(FieldCache place) {
        if (!place.isOf(shape)) {
            place.remember(shape, place.name());
        }
        return members.get((String) place.found());
    }

    @Override
    public Object get(Object name) {
        return members.get(name);
    }

    @Override
    public boolean containsKey(Object name) {
        return members.containsKey(name);
    }

    @Override
    public Set<Entry<String, Object>> entrySet() {
        return members.entrySet();
    }
}
