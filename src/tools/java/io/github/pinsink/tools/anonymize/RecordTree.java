package io.github.pinsink.tools.anonymize;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamWriteFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/** Replaces the strings and numbers of a JSON document, also those of JSON in its strings. */
final class RecordTree {
    private static final ObjectMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(StreamWriteFeature.WRITE_BIGDECIMAL_AS_PLAIN)
            .nodeFactory(new JsonNodeFactory(true))
            .build();
    private static final String SCHEMA = "schema";
    private static final String PAYLOAD = "payload";

    private final Function<Leaf, JsonNode> leaves;
    private final UnaryOperator<String> names;

    /**
     * @param leaves gives what stands in the place of a value
     * @param names gives the name of a property
     */
    RecordTree(Function<Leaf, JsonNode> leaves, UnaryOperator<String> names) {
        this.leaves = leaves;
        this.names = names;
    }

    static Optional<JsonNode> parse(byte[] text) {
        try {
            JsonNode json = JSON.readTree(text);
            return json.isMissingNode() ? Optional.empty() : Optional.of(json);
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    static String text(JsonNode json) {
        try {
            return JSON.writeValueAsString(json);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a tree can be written", e);
        }
    }

    /** The schema of JsonConverter has only names, which stay. */
    JsonNode rewrite(JsonNode root, FieldUse use) {
        if (root.isObject() && root.size() == 2 && root.has(SCHEMA) && root.has(PAYLOAD)) {
            ObjectNode envelope = JSON.createObjectNode();
            envelope.set(SCHEMA, root.get(SCHEMA));
            envelope.set(PAYLOAD, rewrite(root.get(PAYLOAD), "", use));
            return envelope;
        }
        return rewrite(root, "", use);
    }

    /** A text that is not a part of a document, such as the value of a header. */
    JsonNode rewriteText(String text, String name) {
        return rewrite(TextNode.valueOf(text), name, FieldUse.unknown());
    }

    private JsonNode rewrite(JsonNode node, String path, FieldUse use) {
        if (node.isObject()) {
            ObjectNode object = JSON.createObjectNode();
            for (Map.Entry<String, JsonNode> property : node.properties()) {
                String name = property.getKey();
                object.set(
                        names.apply(name),
                        rewrite(property.getValue(), path.isEmpty() ? name : path + "." + name, use.property(name)));
            }
            return object;
        }
        if (node.isArray()) {
            ArrayNode array = JSON.createArrayNode();
            node.forEach(element -> array.add(rewrite(element, path, use)));
            return array;
        }
        if (node.isTextual()) {
            Optional<JsonNode> inside = inside(node.textValue());
            return inside.isPresent()
                    ? TextNode.valueOf(text(rewrite(inside.get(), path, FieldUse.unknown())))
                    : leaves.apply(new Leaf(node, path, use));
        }
        return node.isNumber() ? leaves.apply(new Leaf(node, path, use)) : node;
    }

    /** The JSON document in a string. */
    private static Optional<JsonNode> inside(String text) {
        String stripped = text.strip();
        boolean mayBe = stripped.length() > 2 && (stripped.startsWith("{") || stripped.startsWith("["));
        return mayBe
                ? parse(stripped.getBytes(StandardCharsets.UTF_8)).filter(JsonNode::isContainerNode)
                : Optional.empty();
    }
}
