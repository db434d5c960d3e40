package io.github.pinsink.tools.plan;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The fields in which two events differ. A property of list entries, such as {@code custom_data.contents[].id}, is one field,
 * of which the first difference counts.
 */
final class EventDiff {
    /** How a field differs. */
    enum Kind {
        ADDED,
        REMOVED,
        CHANGED
    }

    /** A field, and how it differs. */
    record Field(String path, Kind kind) {}

    /**
     * @param before missing for an added field
     * @param after missing for a removed field
     */
    record Values(JsonNode before, JsonNode after) {}

    private final Map<Field, Values> differences = new LinkedHashMap<>();

    private EventDiff() {}

    static Map<Field, Values> of(JsonNode before, JsonNode after) {
        EventDiff diff = new EventDiff();
        diff.compare("", before, after);
        return diff.differences;
    }

    private void compare(String path, JsonNode before, JsonNode after) {
        if (before.equals(after)) {
            return;
        }
        if (isObjectOrMissing(before) && isObjectOrMissing(after)) {
            before.fieldNames()
                    .forEachRemaining(name -> compare(under(path, name), before.path(name), after.path(name)));
            after.fieldNames().forEachRemaining(name -> {
                if (!before.has(name)) {
                    compare(under(path, name), before.path(name), after.path(name));
                }
            });
        } else if (areEntries(before, after)) {
            for (int i = 0; i < before.size(); i++) {
                compare(path + "[]", before.get(i), after.get(i));
            }
        } else {
            Kind kind = before.isMissingNode() ? Kind.ADDED : after.isMissingNode() ? Kind.REMOVED : Kind.CHANGED;
            differences.putIfAbsent(new Field(path, kind), new Values(before, after));
        }
    }

    private static boolean isObjectOrMissing(JsonNode node) {
        return node.isObject() || node.isMissingNode();
    }

    /** Lists of as many objects. */
    private static boolean areEntries(JsonNode before, JsonNode after) {
        return before.isArray()
                && after.isArray()
                && before.size() == after.size()
                && before.path(0).isObject()
                && after.path(0).isObject();
    }

    private static String under(String path, String name) {
        return path.isEmpty() ? name : path + "." + name;
    }
}
