package io.github.pinsink.config;

import io.github.pinsink.event.EventField;
import io.github.pinsink.event.EventSchema;
import io.github.pinsink.mapping.MappingDefinition;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.kafka.common.config.ConfigDef.Type;
import org.apache.kafka.common.config.ConfigDef.Width;
import org.apache.kafka.common.config.ConfigException;

/** The setting for {@linkplain EventField#extra extra fields}, and the check that a mapping uses only listed ones. */
final class ExtraFields {
    static final String KEY = "mapping.extra.fields";

    private static final String LIST_ELEMENT = "[].";

    private ExtraFields() {}

    static Setting setting() {
        return Setting.withDefault(
                        KEY,
                        Type.LIST,
                        "",
                        "Extra fields",
                        "A comma-separated list of fields to send although only newer descriptions of Pinterest's API have"
                                + " them: " + String.join(", ", EventSchema.extraFields())
                                + ". The API rejects a whole request for one property that it does not know, so list a"
                                + " field only if Pinterest accepts it for your ad account. To find out, send an event with "
                                + PinterestSettings.TEST_MODE + "=true. Each listed field also needs an expression.")
                .check(ExtraFields::check)
                .suggest(EventSchema.extraFields())
                .width(Width.LONG);
    }

    private static void check(String key, Object value) {
        for (Object path : (List<?>) value) {
            if (!EventSchema.extraFields().contains(path.toString())) {
                throw new ConfigException(
                        key + ": unknown extra field. Valid values: " + String.join(", ", EventSchema.extraFields()));
            }
        }
    }

    /**
     * What is wrong with an expression for an extra field.
     *
     * @param key of the expression, without the prefix of a topic
     * @param listed the value of {@link #KEY}
     */
    static Optional<String> problem(String key, Collection<?> listed) {
        return EventSchema.extraFields().stream()
                .filter(path -> key.equals(MappingDefinition.FIELD + path))
                .findFirst()
                .flatMap(path -> notListed(path, listed));
    }

    /** The key of the expression that gives the extra field or the list with it. */
    static String key(String path) {
        int list = path.indexOf(LIST_ELEMENT);
        return MappingDefinition.FIELD + (list < 0 ? path : path.substring(0, list));
    }

    /** The names of extra properties that entries of the field of this key must not have. */
    static Set<String> unlistedProperties(String key, Collection<?> listed) {
        String prefix = key + LIST_ELEMENT;
        return EventSchema.extraFields().stream()
                .filter(path -> (MappingDefinition.FIELD + path).startsWith(prefix) && !listed.contains(path))
                .map(path -> (MappingDefinition.FIELD + path).substring(prefix.length()))
                .collect(Collectors.toSet());
    }

    /** What is wrong with an expression that constructs entries with this extra property. */
    static String problemOfProperty(String key, String name) {
        return notListed(key.substring(MappingDefinition.FIELD.length()) + LIST_ELEMENT + name);
    }

    private static Optional<String> notListed(String path, Collection<?> listed) {
        return listed.contains(path) ? Optional.empty() : Optional.of(notListed(path));
    }

    private static String notListed(String path) {
        return path
                + " is only in newer descriptions of Pinterest's API, which rejects a whole request for one property that"
                + " it does not know. If Pinterest accepts the field for your ad account, add " + path + " to " + KEY
                + "; otherwise remove it";
    }
}
