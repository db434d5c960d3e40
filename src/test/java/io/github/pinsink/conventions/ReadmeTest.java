package io.github.pinsink.conventions;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.pinsink.config.Settings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The README is short, and what it quotes exists: messages, keys, metrics, commands and files. */
class ReadmeTest {
    private static final Path PAGE = Path.of("README.md");
    private static final int MAX_LINES = 200;
    private static final Pattern GLUE = Pattern.compile("\"\\s*\\+\\s*\"");
    private static final Pattern CODE = Pattern.compile("`([^`\\n]+)`");
    private static final Pattern KEY = Pattern.compile("[a-z]+(\\.[a-z_]+)+(?<!\\.properties)");
    private static final Pattern LINK = Pattern.compile("]\\((?!https?:)([^)#]+)(#[^)]*)?\\)");
    private static final Pattern PROFILE = Pattern.compile("mvn [^`\\n]*-P([\\w-]+)");

    /** Messages that the worker prints, not this plugin. */
    private static final Set<String> MESSAGES_OF_THE_WORKER = Set.of("Could not initialize dead letter queue");

    /** Keys of Connect and of the worker that the README names. */
    private static final Pattern KEYS_OF_CONNECT =
            Pattern.compile("(errors|producer\\.override|consumer\\.override|config\\.providers|plugin)\\..*");

    @Test
    void hasAtMostTwoHundredLines() throws IOException {
        assertThat(Files.readAllLines(PAGE)).hasSizeLessThanOrEqualTo(MAX_LINES);
    }

    @Test
    void answersTheQuestionsOfANewUserInTheirOrder() throws IOException {
        List<String> headings = Files.readAllLines(PAGE).stream()
                .filter(line -> line.startsWith("## "))
                .map(line -> line.substring(3))
                .toList();

        assertThat(headings)
                .containsExactly(
                        "Try it",
                        "Test it",
                        "Install",
                        "First event",
                        "Map your data",
                        "What is guaranteed",
                        "Trouble");
    }

    @Test
    void quotesOnlyMessagesThatTheCodePrints() throws IOException {
        String sources = sources();
        List<String> messages = section("Trouble")
                .lines()
                .filter(line -> line.startsWith("| `"))
                .map(line -> line.split("\\|")[1])
                .flatMap(cell -> CODE.matcher(cell).results().map(match -> match.group(1)))
                .toList();

        assertThat(messages)
                .hasSizeGreaterThan(3)
                .allSatisfy(message -> assertThat(MESSAGES_OF_THE_WORKER.contains(message) || sources.contains(message))
                        .as("the message \"%s\" is in src/main", message)
                        .isTrue());
    }

    @Test
    void namesOnlyKeysThatExist() throws IOException {
        Set<String> known = Settings.definition().configKeys().keySet();

        assertThat(code())
                .filteredOn(text -> KEY.matcher(text).matches())
                .filteredOn(text -> !KEYS_OF_CONNECT.matcher(text).matches())
                .isNotEmpty()
                .allSatisfy(key -> assertThat(known).contains(key));
    }

    @Test
    void namesOnlyMetricsThatExist() throws IOException {
        String metrics = Files.readString(Path.of("docs", "metrics.md"));

        assertThat(code())
                .filteredOn(text -> text.endsWith("-total"))
                .isNotEmpty()
                .allSatisfy(metric -> assertThat(metrics).contains("| `" + metric + "` |"));
    }

    @Test
    void namesOnlyProfilesOfTheBuild() throws IOException {
        String build = Files.readString(Path.of("pom.xml"));
        List<String> profiles = PROFILE.matcher(Files.readString(PAGE))
                .results()
                .map(match -> match.group(1))
                .toList();

        assertThat(profiles)
                .isNotEmpty()
                .allSatisfy(profile -> assertThat(build).contains("<id>" + profile + "</id>"));
    }

    @Test
    void hasOneTestCommandWhichCiRuns() throws IOException {
        Matcher fences = Pattern.compile("(?s)```\n(.*?)```").matcher(section("Test it"));

        assertThat(fences.results().map(match -> match.group(1).strip())).containsExactly("mvn -B -ntp verify");
    }

    @Test
    void linksOnlyToFilesThatExist() throws IOException {
        List<String> links = LINK.matcher(Files.readString(PAGE))
                .results()
                .map(match -> match.group(1))
                .toList();

        assertThat(links)
                .isNotEmpty()
                .allSatisfy(link -> assertThat(Path.of(link)).exists());
    }

    private static String section(String heading) throws IOException {
        String rest = Files.readString(PAGE).split("\n## " + Pattern.quote(heading) + "\n", 2)[1];
        return rest.split("\n## ", 2)[0];
    }

    /** What the page has between backticks, outside of blocks. */
    private static List<String> code() throws IOException {
        String text = Files.readString(PAGE).replaceAll("(?s)```.*?```", "");
        return CODE.matcher(text).results().map(match -> match.group(1)).toList();
    }

    /** The sources of the connector, with string literals joined that are split over lines. */
    private static String sources() throws IOException {
        StringBuilder all = new StringBuilder();
        try (Stream<Path> files = Files.walk(Path.of("src/main/java"))) {
            for (Path file : files.filter(path -> path.toString().endsWith(".java"))
                    .sorted()
                    .toList()) {
                all.append(Files.readString(file));
            }
        }
        return GLUE.matcher(all).replaceAll("");
    }
}
