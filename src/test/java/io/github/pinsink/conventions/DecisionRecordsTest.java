package io.github.pinsink.conventions;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The list of decisions. */
class DecisionRecordsTest {
    private static final Path FOLDER = Path.of("docs", "adr");

    @Test
    void namesEachOfThem() throws IOException {
        String index = Files.readString(FOLDER.resolve("README.md"));
        List<String> pages;
        try (Stream<Path> files = Files.list(FOLDER)) {
            pages = files.map(file -> file.getFileName().toString())
                    .filter(name -> name.matches("\\d{4}-.*\\.md"))
                    .toList();
        }
        assertThat(pages).isNotEmpty().allSatisfy(page -> assertThat(index).contains("](" + page + ")"));
    }
}
