package io.github.pinsink.conventions;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.yaml.snakeyaml.Yaml;

/** The Strimzi resources fit the schema of their API version, which rejects unknown fields as a cluster does. */
class StrimziResourcesTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    private static ObjectNode resource(String name) throws IOException {
        return (ObjectNode) JSON.<JsonNode>valueToTree(
                new Yaml().load(Files.readString(Path.of("config", "kubernetes", name + ".yaml"))));
    }

    private static List<String> problems(String name, JsonNode resource) throws IOException {
        String schema = Files.readString(Path.of("src/test/resources/strimzi", name + "-v1.schema.json"));
        return SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                .getSchema(schema)
                .validate(resource)
                .stream()
                .map(Object::toString)
                .toList();
    }

    @ParameterizedTest
    @ValueSource(strings = {"kafka-connect", "kafka-connector"})
    void fitTheirSchema(String name) throws IOException {
        assertThat(problems(name, resource(name))).isEmpty();
    }

    @Test
    void mustNotHaveTheFieldsOfTheFormerVersion() throws IOException {
        ObjectNode connect = resource("kafka-connect");
        connect.withObject("/spec/externalConfiguration").putArray("volumes");
        connect.withObject("/spec").remove("groupId");
        ObjectNode connector = resource("kafka-connector");
        connector.withObject("/spec").put("pause", true);

        assertThat(problems("kafka-connect", connect))
                .hasSize(2)
                .anyMatch(problem -> problem.contains("externalConfiguration"))
                .anyMatch(problem -> problem.contains("groupId"));
        assertThat(problems("kafka-connector", connector))
                .singleElement()
                .asString()
                .contains("pause");
    }

    /** The schema leaves the two maps of properties open. Strimzi itself forbids these keys in them. */
    @Test
    void setNoPropertyThatStrimziSetsItself() throws IOException {
        assertThat(resource("kafka-connect").at("/spec/config").fieldNames())
                .toIterable()
                .doesNotContain("group.id", "plugin.path", "bootstrap.servers")
                .noneMatch(key -> key.endsWith(".storage.topic") || key.startsWith("ssl.") || key.startsWith("rest."));
        assertThat(resource("kafka-connector").at("/spec/config").fieldNames())
                .toIterable()
                .doesNotContain("name", "connector.class", "tasks.max", "connector.plugin.version");
    }

    @Test
    void readTheTokenFromTheVolumeThatIsMounted() throws IOException {
        JsonNode spec = resource("kafka-connect").path("spec");
        JsonNode mount = spec.at("/template/connectContainer/volumeMounts/0");
        String token = resource("kafka-connector")
                .at("/spec/config")
                .path("pinterest.access.token")
                .asText();

        assertThat(mount.path("name")).isEqualTo(spec.at("/template/pod/volumes/0/name"));
        assertThat(mount.path("mountPath").asText()).startsWith("/mnt/");
        assertThat(token).isEqualTo("${directory:" + mount.path("mountPath").asText() + ":token}");
        assertThat(spec.path("config")
                        .path("config.providers.directory.param.allowed.paths")
                        .asText())
                .isEqualTo(mount.path("mountPath").asText());
    }
}
