package io.github.pinsink.conventions;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.pinsink.config.Settings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.kafka.common.config.ConfigDef.ConfigKey;
import org.apache.kafka.common.config.ConfigDef.Type;
import org.junit.jupiter.api.Test;

/** What the page about platforms says of keys agrees with the shipped configs, the other pages and the settings. */
class PlatformsPageTest {
    private static final Path PAGE = Path.of("docs", "platforms.md");
    private static final Pattern OVERRIDE =
            Pattern.compile("(?:producer|consumer|admin)\\.override\\.([a-z]+(?:\\.[a-z]+)*)");

    private static Set<String> overridesIn(String text) {
        Set<String> keys = new TreeSet<>();
        OVERRIDE.matcher(text).results().forEach(match -> keys.add(match.group(1)));
        return keys;
    }

    private static Set<String> neededByTheExamples() {
        Set<String> keys = new TreeSet<>();
        ExampleConfig.all().forEach(example -> example.config().keySet().forEach(key -> keys.addAll(overridesIn(key))));
        return keys;
    }

    private static List<String> list(Path file, String pattern) throws IOException {
        Matcher found = Pattern.compile(pattern).matcher(Files.readString(file));
        assertThat(found.find()).as(file + " has " + pattern).isTrue();
        return Arrays.asList(found.group(1).split(","));
    }

    @Test
    void theAllowlistIsThatOfTheExamples() throws IOException {
        String allowlist = "connector\\.client\\.config\\.override\\.allowlist[=:] ?(.+)";

        assertThat(list(PAGE, allowlist)).containsExactlyInAnyOrderElementsOf(neededByTheExamples());
        assertThat(list(Path.of("config/kubernetes/kafka-connect.yaml"), allowlist))
                .containsExactlyInAnyOrderElementsOf(neededByTheExamples());
    }

    @Test
    void moreKeysAreThoseThatOtherPagesRecommend() throws IOException {
        Set<String> recommended = new TreeSet<>();
        for (Path page : Stream.concat(Stream.of(Path.of("README.md")), PagesTest.pages())
                .toList()) {
            recommended.addAll(overridesIn(Files.readString(page)));
        }
        recommended.removeAll(neededByTheExamples());
        String section = Files.readString(PAGE).split("## Limit client overrides")[1];

        assertThat(recommended)
                .isNotEmpty()
                .allSatisfy(key -> assertThat(section).contains("`" + key + "`"));
    }

    @Test
    void thePasswordsOfTheConnectorAreSensitiveOnConfluentCloud() throws IOException {
        List<String> passwords = Settings.definition().configKeys().values().stream()
                .filter(key -> key.type == Type.PASSWORD)
                .map((ConfigKey key) -> key.name)
                .toList();

        assertThat(list(PAGE, "--sensitive-properties (\\S+)")).containsExactlyInAnyOrderElementsOf(passwords);
        assertThat(list(Path.of("config/terraform/confluent-cloud.tf"), "sensitive_config_properties = \\[(.+)]"))
                .extracting(quoted -> quoted.strip().replace("\"", ""))
                .containsExactlyInAnyOrderElementsOf(passwords);
    }
}
