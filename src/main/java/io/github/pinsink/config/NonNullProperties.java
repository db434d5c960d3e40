package io.github.pinsink.config;

import java.util.HashMap;
import java.util.Map;

/** A connector's properties without those whose value is null, which a config in JSON can contain. */
public final class NonNullProperties {
    private NonNullProperties() {}

    /** A key with a null value counts as not set. Validation reports it as an error. */
    public static Map<String, String> of(Map<String, String> properties) {
        Map<String, String> nonNull = new HashMap<>();
        properties.forEach((key, value) -> {
            if (value != null) {
                nonNull.put(key, value);
            }
        });
        return nonNull;
    }
}
