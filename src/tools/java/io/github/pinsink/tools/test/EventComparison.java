package io.github.pinsink.tools.test;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.google.common.hash.Hashing;
import io.github.pinsink.tools.pipeline.DisplayValue;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Compares JSON property by property. In an expectation, {@code sha256:jane@example.com} stands for the digest of that text, and
 * {@code (derived)} for an event id that is made of the record's position.
 */
final class EventComparison {
    private static final String DERIVED = "(derived)";
    private static final Pattern DERIVED_ID = Pattern.compile("[0-9a-f]{64}(-\\d+)?");
    private static final String PLAIN = "sha256:";

    private EventComparison() {}

    /** Adds the differences below a path, one per property. */
    static void compare(String path, JsonNode expected, JsonNode found, List<Difference> differences) {
        if (expected.isObject() && found.isObject()) {
            Set<String> names = new LinkedHashSet<>();
            expected.fieldNames().forEachRemaining(names::add);
            found.fieldNames().forEachRemaining(names::add);
            for (String name : names) {
                compare(path.isEmpty() ? name : path + "." + name, expected.path(name), found.path(name), differences);
            }
        } else if (expected.isArray() && found.isArray()) {
            for (int i = 0; i < Math.max(expected.size(), found.size()); i++) {
                compare(path + "[" + i + "]", expected.path(i), found.path(i), differences);
            }
        } else if (!isSame(expected, found)) {
            differences.add(new Difference(path, display(expected), display(found)));
        }
    }

    private static String display(JsonNode value) {
        return value.isMissingNode() ? DisplayValue.NO_VALUE : DisplayValue.truncate(value.toString());
    }

    private static boolean isSame(JsonNode expected, JsonNode found) {
        if (expected.isNumber() && found.isNumber()) {
            return expected.decimalValue().compareTo(found.decimalValue()) == 0;
        }
        if (expected.isTextual() && found.isTextual()) {
            return isSame(expected.textValue(), found.textValue());
        }
        return expected.equals(found);
    }

    private static boolean isSame(String expected, String found) {
        if (expected.equals(found)) {
            return true;
        }
        if (expected.equals(DERIVED)) {
            return DERIVED_ID.matcher(found).matches();
        }
        return expected.startsWith(PLAIN)
                && found.equals(Hashing.sha256()
                        .hashString(expected.substring(PLAIN.length()), StandardCharsets.UTF_8)
                        .toString());
    }

    /** What was found, in the words of the expectation where both are the same. */
    static JsonNode inWordsOf(JsonNode expected, JsonNode found) {
        if (expected.isObject() && found.isObject()) {
            ObjectNode object = TestFiles.JSON.createObjectNode();
            for (Map.Entry<String, JsonNode> property : found.properties()) {
                object.set(property.getKey(), inWordsOf(expected.path(property.getKey()), property.getValue()));
            }
            return object;
        }
        if (expected.isArray() && found.isArray()) {
            ArrayNode array = TestFiles.JSON.createArrayNode();
            for (int i = 0; i < found.size(); i++) {
                array.add(inWordsOf(expected.path(i), found.path(i)));
            }
            return array;
        }
        return isSame(expected, found) ? expected : found;
    }
}
