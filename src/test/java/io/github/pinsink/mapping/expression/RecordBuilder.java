package io.github.pinsink.mapping.expression;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** A document of record objects, which a path of names reads directly. */
final class RecordBuilder extends RecordObject {
    private final Map<String, Object> properties = new LinkedHashMap<>();

    static Object document(Object value) {
        if (value instanceof Map<?, ?> map) {
            RecordBuilder object = new RecordBuilder();
            map.forEach((name, property) -> object.properties.put((String) name, document(property)));
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
