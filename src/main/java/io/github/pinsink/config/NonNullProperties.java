package io.github.pinsink.config;

import java.util.HashMap;
import java.util.Map;

/** Properties as the worker hands them over. */
public final class NonNullProperties {
    private NonNullProperties() {}

    /** Those that have a value. JSON can say {@code null}, which is reported, and else counts as a key that is not there. */
    public static Map<String, String> withoutNulls(Map<String, String> given) {
        Map<String, String> present = new HashMap<>();
        given.forEach((key, value) -> {
            if (value != null) {
                present.put(key, value);
            }
        });
        return present;
    }
}
