package io.github.pinsink.preview;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.pinsink.mapping.MappingDefinition;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A value of a record as it may be shown: what is about a person only by its shape. */
final class DisplayValue {
    private static final int LONGEST = 120;
    private static final String PERSONAL = MappingDefinition.FIELD + "user_data.";
    private static final ObjectMapper JSON = new ObjectMapper();

    private DisplayValue() {}

    static String of(String key, Optional<Object> value) {
        if (value.isEmpty()) {
            return "nothing";
        }
        if (key.startsWith(PERSONAL)) {
            return shape(value.get());
        }
        if (key.equals(MappingDefinition.EXPLODE)) {
            return value.get() instanceof List<?> list ? "a list of " + list.size() : "one element";
        }
        return json(value.get());
    }

    private static String json(Object value) {
        try {
            return cut(JSON.writeValueAsString(value));
        } catch (JsonProcessingException e) {
            // Values that are read in place may be broken further down; the mapper tells what and where.
            return shape(value);
        }
    }

    static String cut(String text) {
        return text.length() <= LONGEST ? text : text.substring(0, LONGEST) + "…";
    }

    private static String shape(Object value) {
        if (value instanceof String text) {
            return "text of " + text.length() + " characters";
        }
        if (value instanceof List<?> list) {
            return "a list of " + list.size();
        }
        if (value instanceof Map<?, ?>) {
            return "an object";
        }
        if (value instanceof Boolean) {
            return "a boolean";
        }
        return value instanceof Number ? "a number" : "a " + value.getClass().getSimpleName();
    }
}
