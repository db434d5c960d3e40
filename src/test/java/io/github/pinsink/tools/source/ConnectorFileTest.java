package io.github.pinsink.tools.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.pinsink.tools.command.UsageException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ConnectorFileTest {
    @TempDir
    Path folder;

    private Path file(String text) throws Exception {
        return Files.writeString(folder.resolve("connector.properties"), text);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "\n",
                "# a comment",
                "Dear reader,\nthis is a letter.",
                "{}",
                "{\"id\": 7}",
                "{\"config\": {}}"
            })
    void aTextWithoutKeysOfAConnectorIsNoConfig(String text) throws Exception {
        Path file = file(text);

        assertThatThrownBy(() -> ConnectorFile.read(file))
                .isInstanceOf(UsageException.class)
                .hasMessageContaining("connector.properties has no keys of a connector")
                .hasMessageContaining("expected the JSON for POST /connectors");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"mapping.event_name=x", "value.converter=x", "topic.orders.filter=x", "errors.tolerance=all"})
    void aPartOfAConfigIsAConfig(String text) throws Exception {
        assertThat(ConnectorFile.read(file(text))).hasSize(1);
    }

    @Test
    void readsBothFormsOfJson() throws Exception {
        assertThat(ConnectorFile.read(file("{\"name\": \"a\", \"config\": {\"topics\": \"t\"}}")))
                .containsEntry("topics", "t");
        assertThat(ConnectorFile.read(file("{\"topics\": \"t\"}"))).containsEntry("topics", "t");
    }
}
