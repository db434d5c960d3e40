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

/** The operations guide explains each WARN and ERROR line, and each message with which a task fails. */
class LogPageTest {
    private static final Path PAGE = Path.of("docs", "operations.md");
    private static final Pattern STATEMENT = Pattern.compile(
            "(?:log\\.(?:warn|error)|\\bfail|new ConnectException)\\(\\s*(?=[^)\\s])((?:\"(?:[^\"\\\\]|\\\\.)*\"|[^;\"])*);");
    private static final Pattern TEXT = Pattern.compile("\"((?:[^\"\\\\]|\\\\.)*)\"");
    private static final Pattern GLUE = Pattern.compile("\"\\s*\\+\\s*\"");
    private static final int MIN_IDENTIFYING_LENGTH = 15;
    private static final int MAX_COMPARED_LENGTH = 30;

    @Test
    void explainsEveryWarningAndEveryTaskFailure() throws IOException {
        // On the page, an ellipsis stands for the variable parts of a line.
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
                .as("messages of log lines and exceptions that %s does not explain", PAGE)
                .isEmpty();
    }

    /** The start of the first fixed part of each message that is long enough to identify the message. */
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
                            .filter(fixed -> fixed.length() >= MIN_IDENTIFYING_LENGTH)
                            .findFirst()
                            .map(LogPageTest::beginning)
                            .ifPresent(texts::add);
                }
            }
        }
        return texts;
    }

    private static String beginning(String text) {
        return text.length() <= MAX_COMPARED_LENGTH ? text : text.substring(0, MAX_COMPARED_LENGTH);
    }
}
