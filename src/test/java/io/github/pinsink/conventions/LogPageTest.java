package io.github.pinsink.conventions;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Each line that the connector writes at WARN or ERROR, and each end of a task, has its cause and cure in the guide. */
class LogPageTest {
    private static final Path PAGE = Path.of("docs", "operations.md");
    private static final Pattern STATEMENT = Pattern.compile(
            "(?:log\\.(?:warn|error)|\\bfail|new ConnectException)\\(\\s*(?=[^)\\s])((?:\"(?:[^\"\\\\]|\\\\.)*\"|[^;\"])*);");
    private static final Pattern TEXT = Pattern.compile("\"((?:[^\"\\\\]|\\\\.)*)\"");
    private static final Pattern GLUE = Pattern.compile("\"\\s*\\+\\s*\"");
    private static final int TELLING = 15;
    private static final int ENOUGH = 30;

    @Test
    void knowsEveryWarningAndEveryEndOfATask() throws IOException {
        // In the page something that differs from line to line is an ellipsis.
        String page = Files.readString(PAGE).replace("`", "");
        List<String> unknown = new ArrayList<>();
        List<String> texts = texts();
        for (String text : texts) {
            if (!page.contains(text)) {
                unknown.add(text);
            }
        }
        assertThat(texts).hasSizeGreaterThan(8);
        assertThat(unknown)
                .as("texts of log lines and exceptions that %s does not explain", PAGE)
                .isEmpty();
    }

    /** The beginning of the first fixed part of each text that is long enough to tell it from others. */
    private static List<String> texts() throws IOException {
        List<String> texts = new ArrayList<>();
        try (Stream<Path> files = Files.walk(Path.of("src/main/java/io/github/pinsink"))) {
            for (Path file : files.filter(path -> path.toString().endsWith(".java"))
                    .filter(path -> !path.toString().contains("/preview/"))
                    .sorted()
                    .toList()) {
                Matcher statement = STATEMENT.matcher(Files.readString(file));
                while (statement.find()) {
                    String glued = GLUE.matcher(statement.group(1)).replaceAll("");
                    TEXT.matcher(glued)
                            .results()
                            .map(MatchResult::group)
                            .map(literal -> literal.substring(1, literal.length() - 1))
                            .flatMap(literal -> Stream.of(literal.split("\\{}")))
                            .map(String::strip)
                            .filter(fixed -> fixed.length() >= TELLING)
                            .findFirst()
                            .map(LogPageTest::beginning)
                            .ifPresent(texts::add);
                }
            }
        }
        return texts;
    }

    private static String beginning(String text) {
        return text.length() <= ENOUGH ? text : text.substring(0, ENOUGH);
    }
}
