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
 * Under random disruptions of the workers, the broker and the API, each record is delivered, rejected to the dead letter
 * queue, or filtered. Each duplicate is the same event, and has a cause such as a kill or a lost response.
 */
@Tag("worker")
@Tag("chaos")
class ChaosIT {
    private static final Duration TIME = Duration.ofSeconds(Long.getLong("pinsink.chaos.seconds", 40));

    /**
     * Whether a duplicate without a known cause fails the test. A clean handover waits a limited time for calls in flight,
     * which can be too short on a busy machine. So each build checks that no data is lost, and only the long run checks
     * that there are no unexplained duplicates.
     */
    private static final boolean CHECK_CAUSES = Boolean.getBoolean("pinsink.chaos.causes");

    /** Whether the dead letter queue fails from time to time too. */
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
    void losesNoDataUnderRandomFaults(long seed) throws IOException {
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
        if (!report.hasNoLossAndNoUnexplainedDuplicates()) {
            keepLogs(seed);
        }
        assertThat(CHECK_CAUSES ? report.hasNoLossAndNoUnexplainedDuplicates() : report.hasNoLoss())
                .as(report.text())
                .isTrue();
    }

    /** Copies the logs, since the folder is deleted after the test. */
    private void keepLogs(long seed) throws IOException {
        Path logs = Files.createDirectories(Path.of("target", "chaos-seed-" + seed));
        for (int worker = 0; worker < WORKERS; worker++) {
            Files.copy(
                    folder.resolve("worker-" + worker).resolve("worker.log"),
                    logs.resolve("worker-" + worker + ".log"),
                    StandardCopyOption.REPLACE_EXISTING);
        }
    }
}
