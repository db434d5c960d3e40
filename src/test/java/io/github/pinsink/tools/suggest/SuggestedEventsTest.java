package io.github.pinsink.tools.suggest;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Samples of very different systems, each with the event that a careful user would want of its first record. The proposed
 * mapping may differ from it in two keys. The second and the fourth set were written by people who did not know the
 * rules, the third one, in more languages, by us.
 */
class SuggestedEventsTest {
    private static final Path FIRST_SET = Path.of("src/test/resources/suggest");
    private static final Path SECOND_SET = FIRST_SET.resolve("second");
    private static final Path THIRD_SET = FIRST_SET.resolve("third");
    private static final Path FOURTH_SET = FIRST_SET.resolve("fourth");
    private static final int MOST_CORRECTIONS = 2;
    /** Samples that need more, since their names are single letters and words that no table has. */
    private static final Map<String, Integer> HARD = Map.of("terse", 4);

    @TempDir
    Path folder;

    static Stream<Path> samples() throws Exception {
        List<Path> samples = new ArrayList<>();
        for (Path set : List.of(FIRST_SET, SECOND_SET, THIRD_SET, FOURTH_SET)) {
            try (Stream<Path> files = Files.list(set)) {
                files.filter(file -> file.toString().endsWith(".jsonl"))
                        .sorted()
                        .forEach(samples::add);
            }
        }
        return samples.stream();
    }

    @ParameterizedTest
    @MethodSource("samples")
    void aSampleNeedsAtMostTwoCorrections(Path sample) throws Exception {
        SuggestionScore score = SuggestionScore.of(sample, folder);

        System.out.println(score.name() + ": " + score.corrections().size() + " corrections " + score.corrections());
        assertThat(score.corrections())
                .as(score.name())
                .hasSizeLessThanOrEqualTo(HARD.getOrDefault(score.name(), MOST_CORRECTIONS));
    }
}
