package io.github.pinsink.conventions;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The decisions in docs/adr have one form, their index is complete, and pages and code agree about names. */
class DecisionRecordsTest {
    private static final Path FOLDER = Path.of("docs", "adr");
    private static final Pattern FILE_NAME = Pattern.compile("(\\d{4})-([a-z0-9-]+)\\.md");
    private static final Pattern TITLE = Pattern.compile("# (\\d{4}): (.+)");
    private static final Pattern STATUS =
            Pattern.compile("- Status: (accepted|(partly )?replaced by \\[\\d{4}]\\([^)]+\\))([;:,] .+)?");
    private static final Pattern DATE = Pattern.compile("- Date: \\d{4}-\\d{2}-\\d{2}");
    private static final List<String> SECTIONS = List.of("Decision", "Why", "Price", "What would change our mind");
    private static final Pattern ROW = Pattern.compile("\\| (\\d{4}) \\| \\[(.+)]\\((.+\\.md)\\) \\| (.+) \\|");
    private static final Pattern REFERENCE = Pattern.compile("docs/adr/[\\w.-]*\\.md");
    private static final Pattern LINK = Pattern.compile("]\\((?!https?:)([^)#]+)");
    private static final Pattern CLASS_NAME = Pattern.compile("`([A-Z][a-z]+(?:[A-Z][A-Za-z]*)+)");
    /** Words of a title without which its meaning stays. */
    private static final Set<String> LITTLE_WORDS = Set.of("a", "an", "and", "the", "of", "to");

    /** Classes of Java, Kafka and libraries that the pages name. */
    private static final Set<String> FOREIGN_CLASSES = Set.of(
            "BigDecimal",
            "ByteArrayConverter",
            "CallServerInterceptor",
            "CharsToNameCanonicalizer",
            "ConfigValue",
            "FileConfigProvider",
            "IllegalStateException",
            "JsonConverter",
            "JsonFactory",
            "MessageDigest",
            "OutOfMemoryError",
            "RateLimiter",
            "RegexRouter",
            "SinkTaskContext",
            "StackOverflowError",
            "StringConverter",
            "VariableScaleDecimal",
            "WakeupException",
            "WorkerSinkTask");

    static List<Path> decisions() throws IOException {
        try (Stream<Path> files = Files.list(FOLDER)) {
            return files.filter(file -> FILE_NAME.matcher(name(file)).matches())
                    .sorted()
                    .toList();
        }
    }

    @ParameterizedTest
    @MethodSource("decisions")
    void haveATitleThatTheFileNameRepeats(Path decision) throws IOException {
        Matcher title = TITLE.matcher(Files.readAllLines(decision).get(0));
        Matcher file = FILE_NAME.matcher(name(decision));

        assertThat(title.matches()).as("the first line is '# NNNN: title'").isTrue();
        assertThat(file.matches()).isTrue();
        assertThat(title.group(1)).isEqualTo(file.group(1));
        assertThat(words(
                        title.group(2).toLowerCase(Locale.ROOT).replace("'", "").split("[^a-z0-9]+")))
                .containsExactlyElementsOf(words(file.group(2).split("-")));
    }

    @ParameterizedTest
    @MethodSource("decisions")
    void haveAStatusADateAndTheSameSections(Path decision) throws IOException {
        List<String> lines = Files.readAllLines(decision);

        assertThat(lines.get(2)).matches(STATUS);
        assertThat(lines.get(3)).matches(DATE);
        assertThat(lines.stream()
                        .filter(line -> line.startsWith("## "))
                        .map(line -> line.substring(3))
                        .toList())
                .containsExactlyElementsOf(SECTIONS);
    }

    @ParameterizedTest
    @MethodSource("decisions")
    void linkOnlyToPagesThatExist(Path decision) throws IOException {
        List<String> links = LINK.matcher(Files.readString(decision))
                .results()
                .map(match -> match.group(1))
                .toList();

        assertThat(links).allSatisfy(link -> assertThat(FOLDER.resolve(link)).exists());
    }

    @Test
    void areAllInTheIndexWithTheirTitleAndStatus() throws IOException {
        List<String> expected = new ArrayList<>();
        for (Path decision : decisions()) {
            List<String> lines = Files.readAllLines(decision);
            expected.add(name(decision).substring(0, 4) + " " + lines.get(0).substring("# 0000: ".length()) + " "
                    + name(decision) + " " + lines.get(2).substring("- Status: ".length()));
        }
        List<String> rows = ROW.matcher(Files.readString(FOLDER.resolve("README.md")))
                .results()
                .map(row -> row.group(1) + " " + row.group(2) + " " + row.group(3) + " " + row.group(4))
                .toList();

        assertThat(rows).containsExactlyElementsOf(expected);
    }

    @Test
    void existWhereTheCodeRefersToThem() throws IOException {
        List<String> references = new ArrayList<>();
        for (Path file : sources(Path.of("src"))) {
            REFERENCE
                    .matcher(Files.readString(file))
                    .results()
                    .map(MatchResult::group)
                    .forEach(references::add);
        }

        assertThat(references)
                .isNotEmpty()
                .allSatisfy(page -> assertThat(Path.of(page)).exists());
    }

    @Test
    void nameOnlyClassesThatExistAsTheArchitecturePageDoes() throws IOException {
        Set<String> unknown = new TreeSet<>();
        List<Path> pages = new ArrayList<>(decisions());
        pages.add(Path.of("docs", "architecture.md"));
        for (Path page : pages) {
            CLASS_NAME
                    .matcher(Files.readString(page))
                    .results()
                    .map(match -> match.group(1))
                    .forEach(unknown::add);
        }
        assertThat(unknown).isNotEmpty();
        unknown.removeAll(FOREIGN_CLASSES);
        for (Path file : sources(Path.of("src"))) {
            unknown.remove(name(file).replace(".java", ""));
        }

        assertThat(unknown)
                .as("names of classes in docs/adr and docs/architecture.md that no source file has")
                .isEmpty();
    }

    private static List<String> words(String[] words) {
        return Stream.of(words)
                .filter(word -> !word.isEmpty() && !LITTLE_WORDS.contains(word))
                .toList();
    }

    private static List<Path> sources(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(path -> path.toString().endsWith(".java")).toList();
        }
    }

    private static String name(Path file) {
        return file.getFileName().toString();
    }
}
