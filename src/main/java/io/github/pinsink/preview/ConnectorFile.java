package io.github.pinsink.preview;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;

/**
 * Reads a connector's properties as they are handed to Connect: the JSON that is posted to {@code /connectors}, the flat JSON
 * that is put to {@code /connectors/name/config}, what MSK Connect takes, or the properties file of a standalone worker.
 */
final class ConnectorFile {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String BYTE_ORDER_MARK = "\uFEFF";

    /** Of the worker's REST interface, and of MSK Connect. */
    private static final List<String> OBJECTS_OF_A_CONFIG = List.of("config", "connectorConfiguration");

    private ConnectorFile() {}

    static Map<String, String> read(Path file) throws UsageException {
        String text = text(file);
        if (text.startsWith(BYTE_ORDER_MARK)) {
            text = text.substring(BYTE_ORDER_MARK.length());
        }
        return text.stripLeading().startsWith("{") ? ofJson(text, file) : ofProperties(text, file);
    }

    static String text(Path file) throws UsageException {
        try {
            return Files.readString(file);
        } catch (NoSuchFileException e) {
            throw new UsageException("there is no file " + file);
        } catch (IOException e) {
            throw new UsageException("cannot read " + file + ": " + e.getMessage());
        }
    }

    private static Map<String, String> ofJson(String text, Path file) throws UsageException {
        JsonNode root;
        try {
            root = JSON.readTree(text);
        } catch (JsonProcessingException e) {
            JsonLocation where = e.getLocation();
            throw new UsageException(
                    where == null
                            ? file + " is JSON that nests too deeply or has a too long name or number"
                            : file + " is not JSON: line " + where.getLineNr() + ", column " + where.getColumnNr());
        }
        JsonNode config = OBJECTS_OF_A_CONFIG.stream()
                .map(root::path)
                .filter(JsonNode::isObject)
                .findFirst()
                .orElse(root);
        Map<String, String> properties = new LinkedHashMap<>();
        for (Map.Entry<String, JsonNode> member : config.properties()) {
            JsonNode value = member.getValue();
            if (value.isContainerNode()) {
                throw new UsageException(file + ": " + member.getKey() + " is not text, and Connect takes text only");
            }
            if (!value.isNull()) {
                properties.put(member.getKey(), value.asText());
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
            throw new IllegalStateException("reading from memory does not fail", e);
        }
        Map<String, String> properties = new LinkedHashMap<>();
        read.stringPropertyNames().stream().sorted().forEach(name -> properties.put(name, read.getProperty(name)));
        return properties;
    }
}
