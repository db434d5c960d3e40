package io.github.pinsink.tools.source;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.pinsink.config.Settings;
import io.github.pinsink.tools.command.UsageException;
import java.io.IOException;
import java.io.StringReader;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;

/**
 * Reads a connector's properties from a file: the JSON for {@code POST /connectors}, the flat JSON for {@code PUT
 * /connectors/name/config}, the JSON of MSK Connect, or the properties file of a standalone worker.
 */
public final class ConnectorFile {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String BYTE_ORDER_MARK = "\uFEFF";

    /** The objects that hold the properties, in the worker's REST API and in MSK Connect. */
    private static final List<String> CONFIG_OBJECTS = List.of("config", "connectorConfiguration");

    private static final Set<String> KEYS_OF_CONNECT = Set.of(
            "name",
            "connector.class",
            "tasks.max",
            "topics",
            "topics.regex",
            "key.converter",
            "value.converter",
            "header.converter",
            "transforms",
            "predicates");

    private static final Set<String> STARTS_OF_KEYS = Set.of(
            "mapping.",
            "topic.",
            "transforms.",
            "key.converter.",
            "value.converter.",
            "errors.",
            "consumer.override.",
            "producer.override.");

    private ConnectorFile() {}

    /** @throws UsageException if the file cannot be read as a config */
    public static Map<String, String> read(Path file) throws UsageException {
        String text = text(file);
        if (text.startsWith(BYTE_ORDER_MARK)) {
            text = text.substring(BYTE_ORDER_MARK.length());
        }
        Map<String, String> properties =
                text.stripLeading().startsWith("{") ? ofJson(text, file.toString()) : ofProperties(text, file);
        if (properties.keySet().stream().noneMatch(ConnectorFile::isOfConnector)) {
            throw new UsageException(
                    file + " has no keys of a connector, such as topics or mapping.event_name; expected"
                            + " the JSON for POST /connectors or for PUT /connectors/NAME/config, or a properties file");
        }
        return properties;
    }

    /** Any text is a properties file: each of its words is a key. */
    private static boolean isOfConnector(String key) {
        return Settings.definition().configKeys().containsKey(key)
                || KEYS_OF_CONNECT.contains(key)
                || STARTS_OF_KEYS.stream().anyMatch(key::startsWith);
    }

    /** The text of a file in UTF-8. */
    public static String text(Path file) throws UsageException {
        try {
            return Files.readString(file);
        } catch (NoSuchFileException e) {
            throw new UsageException("file not found: " + file);
        } catch (CharacterCodingException e) {
            throw new UsageException("cannot read " + file + ": it is not text in UTF-8");
        } catch (IOException e) {
            throw new UsageException("cannot read " + file + ": " + e.getMessage());
        }
    }

    /** @param file where the text is from, for messages */
    static Map<String, String> ofJson(String text, String file) throws UsageException {
        JsonNode root;
        try {
            root = JSON.readTree(text);
        } catch (JsonProcessingException e) {
            JsonLocation location = e.getLocation();
            throw new UsageException(
                    location == null
                            ? file + " is JSON with too deep nesting, or with a name or number that is too long"
                            : file + " is not JSON: line " + location.getLineNr() + ", column "
                                    + location.getColumnNr());
        }
        if (!root.isObject()) {
            throw new UsageException(file + ": expected a JSON object, got something else");
        }
        JsonNode config = CONFIG_OBJECTS.stream()
                .map(root::path)
                .filter(JsonNode::isObject)
                .findFirst()
                .orElse(root);
        Map<String, String> properties = new LinkedHashMap<>();
        for (Map.Entry<String, JsonNode> property : config.properties()) {
            JsonNode value = property.getValue();
            if (value.isContainerNode()) {
                throw new UsageException(
                        file + ": " + property.getKey() + ": expected a string, got an object or array");
            }
            if (!value.isNull()) {
                properties.put(property.getKey(), value.asText());
            }
        }
        return properties;
    }

    static Map<String, String> ofProperties(String text, Path file) throws UsageException {
        Properties read = new Properties();
        try {
            read.load(new StringReader(text));
        } catch (IllegalArgumentException e) {
            throw new UsageException(
                    file + " is not a properties file: a \\u is not followed by four hex digits. Write a"
                            + " backslash as \\\\");
        } catch (IOException e) {
            throw new IllegalStateException("reading from a string cannot fail", e);
        }
        Map<String, String> properties = new LinkedHashMap<>();
        read.stringPropertyNames().stream().sorted().forEach(name -> properties.put(name, read.getProperty(name)));
        return properties;
    }
}
