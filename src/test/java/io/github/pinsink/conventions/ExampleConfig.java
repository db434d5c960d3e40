package io.github.pinsink.conventions;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.yaml.snakeyaml.Yaml;

/**
 * An example config in the directory {@code config}, in the format of its platform.
 *
 * @param config the connector's properties, including its name
 */
public record ExampleConfig(String file, Map<String, String> config) {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Path FOLDER = Path.of("config");

    public static List<ExampleConfig> all() {
        return Stream.concat(jsonFiles().stream(), Stream.of(FOLDER.resolve("kubernetes/kafka-connector.yaml")))
                .map(ExampleConfig::read)
                .toList();
    }

    static List<Path> jsonFiles() {
        try (Stream<Path> files = Files.list(FOLDER)) {
            return files.filter(file -> file.toString().endsWith(".json"))
                    .filter(file -> !file.toString().endsWith(".schema.json"))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public static ExampleConfig named(String name) {
        return read(FOLDER.resolve(name));
    }

    private static ExampleConfig read(Path file) {
        try {
            JsonNode form = JSON.valueToTree(new Yaml().load(Files.readString(file)));
            Map<String, String> config = new LinkedHashMap<>();
            JsonNode properties = Stream.of("/config", "/connectorConfiguration", "/spec/config")
                    .map(form::at)
                    .filter(JsonNode::isObject)
                    .findFirst()
                    .orElseThrow(() -> new AssertionError(file + " does not contain a connector config"));
            properties
                    .properties()
                    .forEach(
                            entry -> config.put(entry.getKey(), entry.getValue().asText()));
            config.put(
                    "name",
                    Stream.of("/name", "/connectorName", "/metadata/name")
                            .map(pointer -> form.at(pointer).asText())
                            .filter(name -> !name.isEmpty())
                            .findFirst()
                            .orElseThrow());
            if (form.at("/spec/class").isTextual()) {
                config.put("connector.class", form.at("/spec/class").asText());
                config.put("tasks.max", form.at("/spec/tasksMax").asText());
            }
            return new ExampleConfig(FOLDER.relativize(file).toString(), config);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A sample record of the topic. */
    public String record() {
        String name = file.endsWith(".yaml")
                ? "web-shop-orders.json"
                : Path.of(file).getFileName().toString();
        try {
            return Files.readString(Path.of("src/test/resources/examples", name));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public String toString() {
        return file;
    }
}
