package io.github.pinsink.conventions;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.pinsink.metrics.Metric;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The pages for users: each can be found, and their links lead somewhere. */
class PagesTest {
    private static final Path DOCS = Path.of("docs");
    private static final Path LLMS = DOCS.resolve("llms.txt");
    private static final Pattern LINK = Pattern.compile("]\\((?!https?:)([^)#]*)(?:#([^)]*))?\\)");
    private static final Pattern METRIC = Pattern.compile("`([a-z0-9-]+-total)`");
    private static final Pattern CODE = Pattern.compile("(?s)```.*?```");

    static Stream<Path> pages() throws IOException {
        return Stream.concat(
                Stream.of("README.md", "SECURITY.md", "CHANGELOG.md", "CONTRIBUTING.md")
                        .map(Path::of),
                inDocs());
    }

    private static Stream<Path> inDocs() throws IOException {
        try (Stream<Path> files = Files.list(DOCS)) {
            return files.filter(Files::isRegularFile).sorted().toList().stream();
        }
    }

    private static List<MatchResult> links(Path page) throws IOException {
        return LINK.matcher(CODE.matcher(Files.readString(page)).replaceAll(""))
                .results()
                .toList();
    }

    private static Path target(Path page, String link) {
        return link.isEmpty() ? page : page.resolveSibling(link).normalize();
    }

    /** The anchors of the headings, as GitHub makes them. */
    private static Set<String> anchors(Path page) throws IOException {
        return CODE.matcher(Files.readString(page))
                .replaceAll("")
                .lines()
                .filter(line -> line.startsWith("#"))
                .map(line -> line.replaceFirst("#+ ", "").replaceAll("[^\\w -]", ""))
                .map(title -> title.strip().toLowerCase(Locale.ROOT).replace(' ', '-'))
                .collect(Collectors.toSet());
    }

    @ParameterizedTest
    @MethodSource("pages")
    void linkOnlyToFilesAndHeadingsThatExist(Path page) throws IOException {
        List<String> broken = new ArrayList<>();
        for (MatchResult link : links(page)) {
            Path target = target(page, link.group(1));
            if (!Files.exists(target)
                    || (link.group(2) != null && !anchors(target).contains(link.group(2)))) {
                broken.add(link.group());
            }
        }

        assertThat(broken).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("pages")
    void nameOnlyMetricsThatExist(Path page) throws IOException {
        Set<String> known =
                Metric.rows().stream().map(Metric::attribute).collect(Collectors.toCollection(TreeSet::new));
        if (page.endsWith("CHANGELOG.md")) {
            // Its table of renamed metrics has the former names.
            return;
        }

        assertThat(METRIC.matcher(Files.readString(page)).results().map(named -> named.group(1)))
                .isSubsetOf(known);
    }

    @Test
    void areAllLinkedFromTheIndex() throws IOException {
        Set<Path> linked = targets(DOCS.resolve("README.md"));

        assertThat(linked)
                .containsAll(
                        inDocs().filter(page -> !page.endsWith("README.md")).toList())
                .contains(Path.of("SECURITY.md"), Path.of("CHANGELOG.md"), Path.of("CONTRIBUTING.md"));
    }

    @Test
    void areAllLinkedFromTheIndexForLanguageModels() throws IOException {
        assertThat(targets(LLMS))
                .containsAll(inDocs().filter(page -> !page.endsWith("README.md") && !page.equals(LLMS))
                        .toList())
                .contains(Path.of("SECURITY.md"), Path.of("config/connector-config.schema.json"));
    }

    /** A title, a summary in a quote, free text without headings, and then only sections of links with notes. */
    @Test
    void theIndexForLanguageModelsHasTheFormOfLlmsTxt() throws IOException {
        List<String> lines = Files.readAllLines(LLMS);
        List<String> sections =
                lines.stream().dropWhile(line -> !line.startsWith("## ")).toList();

        assertThat(lines.get(0)).startsWith("# ");
        assertThat(lines.get(1)).isEmpty();
        assertThat(lines.get(2)).startsWith("> ");
        assertThat(lines.stream().filter(line -> line.startsWith("# "))).hasSize(1);
        assertThat(sections)
                .allSatisfy(line -> assertThat(line).matches("|## .+|- \\[[^]]+]\\([^)]+\\): .+"))
                .contains("## Optional");
    }

    private static Set<Path> targets(Path page) throws IOException {
        return links(page).stream()
                .map(link -> target(page, link.group(1)))
                .collect(Collectors.toCollection(TreeSet::new));
    }
}
