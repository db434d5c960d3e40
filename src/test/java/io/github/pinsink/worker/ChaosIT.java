package io.github.pinsink.worker;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.pinsink.sandbox.chaos.Chaos;
import io.github.pinsink.sandbox.chaos.ChaosReport;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Arrays;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Whatever happens to two workers, the broker and the API: every record is delivered, or in the dead letter queue, or was
 * filtered; and what is sent a second time is the same event, after a kill, an answer that was lost, or the like.
 */
@Tag("worker")
@Tag("chaos")
class ChaosIT {
    private static final Duration TIME = Duration.ofSeconds(Long.getLong("pinsink.chaos.seconds", 40));
    /**
     * Whether a repetition without a cause fails the test. A clean handover waits a bounded time for what is under way, and
     * on a machine that has much else to do that time may not do: so each build asks that nothing is lost, and the long run
     * that nothing is repeated without need.
     */
    private static final boolean CAUSES = Boolean.getBoolean("pinsink.chaos.causes");

    /** Whether the dead letter queue fails now and then as well. */
    private static final boolean DEAD_LETTERS_FAIL = Boolean.getBoolean("pinsink.chaos.dead-letters");

    private static final int WORKERS = Integer.getInteger("pinsink.chaos.workers", 2);

    @TempDir
    Path folder;

    static LongStream seeds() {
        return Arrays.stream(System.getProperty("pinsink.chaos.seeds", "1").split(","))
                .mapToLong(Long::parseLong);
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void losesNothingWhateverHappens(long seed) throws IOException {
        ChaosReport report;
        Path archive = Path.of(System.getProperty("pinsink.archive"));
        try (Chaos chaos = Chaos.start(seed, WORKERS, DEAD_LETTERS_FAIL, archive, folder)) {
            report = chaos.run(TIME);
        }
        System.out.println(report.text());
        Files.writeString(
                Path.of("target", "chaos.txt"),
                report.text() + "\n",
                StandardOpenOption.CREATE,
                StandardOpenOption.APPEND);
        if (!report.isGood()) {
            keepLogs(seed);
        }
        assertThat(CAUSES ? report.isGood() : report.losesNothing())
                .as(report.text())
                .isTrue();
    }

    /** The folder is gone after the test; what happened is in the logs. */
    private void keepLogs(long seed) throws IOException {
        Path kept = Files.createDirectories(Path.of("target", "chaos-seed-" + seed));
        for (int worker = 0; worker < WORKERS; worker++) {
            Files.copy(
                    folder.resolve("worker-" + worker).resolve("worker.log"),
                    kept.resolve("worker-" + worker + ".log"),
                    StandardCopyOption.REPLACE_EXISTING);
        }
    }
}
