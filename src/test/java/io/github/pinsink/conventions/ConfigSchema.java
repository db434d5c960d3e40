package io.github.pinsink.conventions;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.pinsink.PinterestConversionsSinkConnector;
import io.github.pinsink.config.Settings;
import io.github.pinsink.event.EventSchema;
import io.github.pinsink.mapping.preset.Preset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigDef.ConfigKey;
import org.apache.kafka.common.config.ConfigDef.Type;

/**
 * Generates the JSON Schema of a connector config from the declarations of its keys. It finds misspelled keys: besides the
 * connector's own keys, only those of Connect and keys in the namespaces of other plugins are accepted.
 */
final class ConfigSchema {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String CONFIG = "#/$defs/config";
    private static final Pattern RANGE = Pattern.compile("\\[(-?\\d+),\\.\\.\\.(?:,(\\d+))?]");

    /** Keys of Connect, with what they are for. */
    private static final Map<String, String> CONNECT = connectKeys();

    /** Keys that other plugins, Kafka's clients and platforms define. */
    private static final List<String> NAMESPACES = List.of(
            "^(key|value|header)\\.converter\\..+$",
            "^(transforms|predicates)\\..+$",
            "^(producer|consumer|admin)\\.override\\..+$",
            "^(confluent|kafka)\\..+$");

    private ConfigSchema() {}

    private static Map<String, String> connectKeys() {
        Map<String, String> keys = new LinkedHashMap<>();
        keys.put("name", "The name of the connector. Its consumer group is connect-<name>.");
        keys.put("connector.class", "The class of the connector.");
        keys.put("connector.plugin.version", "The version of the plugin to run, or a range (Kafka 4.1 and newer).");
        keys.put("topics", "The topics to read, separated by commas.");
        keys.put("topics.regex", "A regular expression for the topics to read, instead of topics.");
        keys.put("tasks.max", "The maximum number of tasks.");
        keys.put("tasks.max.enforce", "Deprecated in Kafka: whether more tasks than tasks.max are an error.");
        keys.put("key.converter", "The converter of record keys.");
        keys.put("value.converter", "The converter of record values.");
        keys.put("header.converter", "The converter of record headers.");
        keys.put("transforms", "Names of single message transforms, separated by commas.");
        keys.put("predicates", "Names of predicates for transforms, separated by commas.");
        keys.put("config.action.reload", "Whether the connector restarts when a config provider's value expires.");
        keys.put("errors.tolerance", "all: errant records go to the dead letter queue. none: they fail the task.");
        keys.put("errors.retry.timeout", "How long the worker retries a failed conversion, in milliseconds.");
        keys.put("errors.retry.delay.max.ms", "The longest wait between these retries, in milliseconds.");
        keys.put("errors.log.enable", "Whether the worker logs errors that it tolerates.");
        keys.put("errors.log.include.messages", "Whether these lines contain the record, with personal data.");
        keys.put("errors.deadletterqueue.topic.name", "The topic of the dead letter queue.");
        keys.put(
                "errors.deadletterqueue.topic.replication.factor",
                "Replicas of that topic if the worker creates it. Set it with fewer than three brokers.");
        keys.put(
                "errors.deadletterqueue.context.headers.enable",
                "Whether dead letters carry the reason and their original position in headers. Set it to true.");
        return keys;
    }

    static String text() {
        DefaultIndenter lines = new DefaultIndenter("  ", "\n");
        try {
            return JSON.writer(new DefaultPrettyPrinter().withObjectIndenter(lines))
                            .writeValueAsString(schema()) + "\n";
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    private static ObjectNode schema() {
        ObjectNode schema = JSON.createObjectNode()
                .put("$schema", "https://json-schema.org/draft/2020-12/schema")
                .put("$comment", "Written by `" + ReferencePages.COMMAND + "` from the code. Change it there.")
                .put("title", "Config of the Pinterest Conversions Sink Connector")
                .put("type", "object");
        // The form is told by its key, so that an editor shows the problems of that form only.
        schema.set("if", requires("connectorConfiguration"));
        schema.set("then", properties("connectorConfiguration", reference(CONFIG)));
        ObjectNode others = schema.putObject("else");
        others.set("if", requires("config"));
        others.set("then", posted());
        others.set("else", reference(CONFIG));
        ObjectNode definitions = schema.putObject("$defs");
        definitions.set("config", config());
        definitions.set("scalar", types("string", "number", "boolean"));
        definitions
                .putObject("reference")
                .put("description", "A reference to a config provider, such as ${file:/path:key}.")
                .put("type", "string")
                .put("pattern", "\\$\\{.+\\}");
        return schema;
    }

    /** The body of POST /connectors. */
    private static ObjectNode posted() {
        ObjectNode form = properties("config", reference(CONFIG));
        ObjectNode properties = (ObjectNode) form.get("properties");
        properties.putObject("name").put("type", "string").put("minLength", 1);
        ArrayNode states = properties
                .putObject("initial_state")
                .put("description", "The state after the creation (Kafka 3.7 and newer).")
                .putArray("enum");
        List.of("RUNNING", "PAUSED", "STOPPED").forEach(states::add);
        form.putArray("required").add("name").add("config");
        return form.put("additionalProperties", false);
    }

    private static ObjectNode config() {
        ObjectNode config = JSON.createObjectNode().put("type", "object");
        config.putArray("required").add("connector.class").add("pinterest.access.token");
        config.putArray("anyOf").add(requires("topics")).add(requires("topics.regex"));
        ObjectNode properties = config.putObject("properties");
        CONNECT.forEach((key, description) ->
                properties.set(key, reference("#/$defs/scalar").put("description", description)));
        ((ObjectNode) properties.get("connector.class")).remove("$ref");
        ObjectNode tolerance = (ObjectNode) properties.get("errors.tolerance");
        tolerance.remove("$ref");
        tolerance.putArray("anyOf").add(enumeration(List.of("none", "all"))).add(reference("#/$defs/reference"));
        // Connect also accepts the simple name, and that without its last word.
        String simpleName = PinterestConversionsSinkConnector.class.getSimpleName();
        ((ObjectNode) properties.get("connector.class"))
                .putArray("enum")
                .add(PinterestConversionsSinkConnector.class.getName())
                .add(simpleName)
                .add(simpleName.replaceFirst("Connector$", ""));
        for (ConfigKey key : Settings.definition().configKeys().values()) {
            if (!key.internalConfig) {
                properties.set(key.name, property(key));
            }
        }
        ObjectNode patterns = config.putObject("patternProperties");
        for (String key : Settings.topicKeys()) {
            patterns.set("^topic\\..+\\." + key.replace(".", "\\.") + "$", reference(CONFIG + "/properties/" + key));
        }
        NAMESPACES.forEach(namespace -> patterns.set(namespace, reference("#/$defs/scalar")));
        return config.put("additionalProperties", false);
    }

    private static ObjectNode property(ConfigKey key) {
        ObjectNode property = JSON.createObjectNode().put("description", key.documentation);
        if (key.hasDefault()
                && key.defaultValue != null
                && !String.valueOf(key.defaultValue).matches("|\\[]")) {
            property.put("default", key.defaultValue.toString());
        }
        if (key.type == Type.PASSWORD) {
            return property.put("type", "string").put("writeOnly", true);
        }
        List<JsonNode> forms = forms(key);
        if (forms.isEmpty()) {
            return property.put("$ref", "#/$defs/scalar");
        }
        property.putArray("anyOf").addAll(forms).add(reference("#/$defs/reference"));
        return property;
    }

    /** What the value may be, besides a reference; empty for any string. */
    private static List<JsonNode> forms(ConfigKey key) {
        if (key.name.equals("mapping.preset")) {
            List<String> names = new ArrayList<>(Preset.names());
            names.add("");
            return List.of(enumeration(names));
        }
        if (key.name.equals("mapping.extra.fields")) {
            return List.of(listOf(EventSchema.extraFields()));
        }
        if (key.validator instanceof ConfigDef.ValidString) {
            return List.of(enumeration(key.recommender.validValues(key.name, Map.of())));
        }
        return switch (key.type) {
            case BOOLEAN -> List.of(enumeration(List.of("true", "false", true, false)));
            case INT, LONG, SHORT ->
                List.of(
                        number(key.validator),
                        JSON.createObjectNode().put("type", "string").put("pattern", "^\\s*[+-]?[0-9]+\\s*$"));
            default -> List.of();
        };
    }

    private static ObjectNode number(ConfigDef.Validator validator) {
        ObjectNode number = JSON.createObjectNode().put("type", "integer");
        if (validator instanceof ConfigDef.Range) {
            Matcher range = RANGE.matcher(validator.toString());
            if (!range.matches()) {
                throw new IllegalStateException("Kafka writes ranges in another form: " + validator);
            }
            number.put("minimum", Long.parseLong(range.group(1)));
            Optional.ofNullable(range.group(2)).ifPresent(max -> number.put("maximum", Long.parseLong(max)));
        }
        return number;
    }

    private static ObjectNode enumeration(List<?> values) {
        ObjectNode node = JSON.createObjectNode();
        ArrayNode constants = node.putArray("enum");
        values.forEach(constants::addPOJO);
        return node;
    }

    /** A string with any of the values, separated by commas. */
    private static ObjectNode listOf(List<String> values) {
        String value = values.stream()
                .map(one -> one.replaceAll("[.\\[\\]]", "\\\\$0"))
                .collect(Collectors.joining("|", "(", ")"));
        return JSON.createObjectNode()
                .put("type", "string")
                .put("pattern", "^\\s*(" + value + "(\\s*,\\s*" + value + ")*)?\\s*$");
    }

    private static ObjectNode types(String... names) {
        ObjectNode node = JSON.createObjectNode();
        ArrayNode types = node.putArray("type");
        List.of(names).forEach(types::add);
        return node;
    }

    private static ObjectNode requires(String key) {
        ObjectNode node = JSON.createObjectNode();
        node.putArray("required").add(key);
        return node;
    }

    private static ObjectNode properties(String key, JsonNode value) {
        ObjectNode node = JSON.createObjectNode();
        node.putObject("properties").set(key, value);
        return node;
    }

    private static ObjectNode reference(String pointer) {
        return JSON.createObjectNode().put("$ref", pointer);
    }
}
