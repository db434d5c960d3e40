package io.github.pinsink.mapping.hostile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import io.github.pinsink.config.ConnectorConfig;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Every record ends in a result within twice the budget and in 256 MB, whatever it holds and whatever expression a person
 * wrote for it.
 *
 * <p>{@code -Dpinsink.hostile.cases} says how many cases, {@code -Dpinsink.hostile.seed} which ones ({@code random} for
 * others each time), and {@code -Dpinsink.hostile.first} the number of the first; a case depends on the seed and its number
 * alone.
 */
class HostileCasesTest {
    private static final int CASES = Integer.getInteger("pinsink.hostile.cases", 300);
    private static final int FIRST = Integer.getInteger("pinsink.hostile.first", 0);
    private static final String SEED = System.getProperty("pinsink.hostile.seed", "20261127");

    /** After so many cases that ended the JVM no more are tried. */
    private static final int MOST_ENDS = Integer.getInteger("pinsink.hostile.ends", 5);

    @TempDir
    Path folder;

    @Test
    void everyRecordEndsWithinTwiceTheBudgetAndLeavesTheJvmRunning() throws Exception {
        long seed = SEED.equals("random") ? new Random().nextInt() : Long.parseLong(SEED);
        List<String> failed = new ArrayList<>();
        int next = FIRST;
        for (int ends = 0; next < FIRST + CASES && ends < MOST_ENDS; ends++) {
            next = run(seed, next, FIRST + CASES - next, failed);
        }
        System.out.printf("hostile cases %d to %d of seed %d: %d failed%n", FIRST, next - 1, seed, failed.size());
        failed.forEach(System.out::println);
        assertThat(failed).as("failed cases of seed %d", seed).isEmpty();
        assertThat(next).as("the case behind the last that ran").isEqualTo(FIRST + CASES);
    }

    /** An expression that the connector rejects would test nothing. */
    @Test
    void everyExpressionOfTheSuiteIsAccepted() {
        for (String expression : WrittenExpressions.all()) {
            Map<String, String> properties = WrittenExpressions.plainMapping();
            properties.put("mapping.custom_data.order_id", expression);
            assertThatCode(() -> ConnectorConfig.parse(properties).mappingPlans())
                    .as(expression)
                    .doesNotThrowAnyException();
        }
    }

    @Test
    void collidingNamesDifferAndCollide() {
        assertThat(CollidingNames.ofBytes(new Random(1), 900)).doesNotHaveDuplicates();
        assertThat(CollidingNames.ofCharacters(900))
                .doesNotHaveDuplicates()
                .allSatisfy(name -> assertThat(hash33(name)).isEqualTo(hash33("ab".repeat(10))));
        assertThat(new HashMap<>(Map.of("Aa", 1))).doesNotContainKey("BB");
        assertThat(CollidingNames.ofStrings(900))
                .doesNotHaveDuplicates()
                .allSatisfy(name -> assertThat(name).hasSameHashCodeAs("Aa".repeat(10)));
    }

    private static int hash33(String name) {
        return name.chars().reduce(0, (hash, c) -> hash * 33 + c);
    }

    /** @return the number of the case to go on with */
    private int run(long seed, int first, int count, List<String> failed) throws IOException, InterruptedException {
        Path log = folder.resolve("cases-" + first + ".log");
        Process child = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx256m",
                        "-XX:+ExitOnOutOfMemoryError",
                        "-Dfile.encoding=UTF-8",
                        "-cp",
                        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                        HostileCases.class.getName(),
                        Long.toString(seed),
                        Integer.toString(first),
                        Integer.toString(count))
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        boolean ended;
        try {
            ended = child.waitFor(300 + 2L * count, TimeUnit.SECONDS);
        } finally {
            child.destroyForcibly();
        }
        List<String> lines =
                Files.readString(log, StandardCharsets.UTF_8).lines().toList();
        lines.stream().filter(line -> line.startsWith(HostileCases.FAILED)).forEach(failed::add);
        lines.stream().filter(line -> line.startsWith(HostileCases.FINISHED)).forEach(System.out::println);
        if (ended && child.exitValue() == 0 && lines.get(lines.size() - 1).startsWith(HostileCases.FINISHED)) {
            return first + count;
        }
        String last = lines.stream()
                .filter(line -> line.startsWith(HostileCases.BEGINS))
                .reduce((before, after) -> after)
                .orElseThrow(() -> new AssertionError("the JVM of the cases did not start: " + lines));
        if (!ended) {
            failed.add(last + ": the JVM took too long and was stopped");
        } else if (child.exitValue() != HostileCases.HANGS) {
            failed.add(last + ": ended the JVM with " + child.exitValue() + " after: " + lines.get(lines.size() - 1));
        }
        return Integer.parseInt(last.split(" ", 3)[1]) + 1;
    }
}
