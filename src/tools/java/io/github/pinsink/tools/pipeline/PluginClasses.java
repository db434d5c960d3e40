package io.github.pinsink.tools.pipeline;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Creates converters, transforms and predicates by the names that a config gives them. */
final class PluginClasses {
    /** A worker finds Connect's own plugins also by their simple names. */
    private static final List<String> PACKAGES = List.of(
            "",
            "org.apache.kafka.connect.json.",
            "org.apache.kafka.connect.storage.",
            "org.apache.kafka.connect.converters.",
            "org.apache.kafka.connect.transforms.",
            "org.apache.kafka.connect.transforms.predicates.");

    private PluginClasses() {}

    /** @throws ReflectiveOperationException if there is no such class on the class path */
    static <T> T create(String name, Class<T> type) throws ReflectiveOperationException {
        for (String prefix : PACKAGES) {
            try {
                return type.cast(Class.forName(prefix + name)
                        .asSubclass(type)
                        .getDeclaredConstructor()
                        .newInstance());
            } catch (ClassNotFoundException e) {
                // The next package, or the exception below.
            } catch (ClassCastException | LinkageError e) {
                throw new ReflectiveOperationException(e);
            }
        }
        throw new ClassNotFoundException(name);
    }

    /** The properties whose keys begin with the prefix, without it. */
    static Map<String, String> properties(Map<String, String> config, String prefix) {
        Map<String, String> own = new HashMap<>();
        config.forEach((key, value) -> {
            if (key.startsWith(prefix)) {
                own.put(key.substring(prefix.length()), value);
            }
        });
        return own;
    }
}
