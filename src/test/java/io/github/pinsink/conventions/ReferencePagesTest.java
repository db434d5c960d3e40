package io.github.pinsink.conventions;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.pinsink.config.Settings;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.kafka.common.config.ConfigDef;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** The generated reference pages are up to date and complete. */
class ReferencePagesTest {
    @TestFactory
    Stream<DynamicTest> pageIsUpToDate() throws Exception {
        return ReferencePages.pages().entrySet().stream()
                .map(page -> DynamicTest.dynamicTest(
                        page.getKey().toString(),
                        () -> assertThat(page.getKey())
                                .as("%s is stale. Run %s and commit it", page.getKey(), ReferencePages.COMMAND)
                                .content()
                                .isEqualTo(page.getValue())));
    }

    @Test
    void everyKeyIsDocumented() throws Exception {
        StringBuilder all = new StringBuilder();
        for (Map.Entry<Path, String> page : ReferencePages.pages().entrySet()) {
            all.append(page.getValue());
        }

        for (ConfigDef.ConfigKey key : Settings.definition().configKeys().values()) {
            if (!key.internalConfig) {
                assertThat(key.documentation).as(key.name).isNotBlank();
                assertThat(all).contains("| `" + key.name + "` |");
            }
        }
    }

    @Test
    void theReadmeLinksToEachPage() throws Exception {
        String readme = Files.readString(Path.of("README.md"));

        for (Path page : ReferencePages.pages().keySet()) {
            assertThat(readme).contains("(" + page + ")");
        }
    }
}
