package io.github.pinsink.tools.source;

import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** The values of a config that are lists of names, such as {@code topics} and {@code transforms}. */
public final class ConfigLists {
    private ConfigLists() {}

    /** The names in the value of the key; none if it is not set. */
    public static List<String> names(Map<String, String> properties, String key) {
        return Arrays.stream(properties.getOrDefault(key, "").split(","))
                .map(String::strip)
                .filter(name -> !name.isEmpty())
                .toList();
    }
}
