package io.github.pinsink.mapping;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a topic with keys of its own costs in heap. */
class ManyTopicsTest {
    private static final int TOPICS = 10_000;

    @TempDir
    Path folder;

    /** A worker has other things to hold; about 42 MB were measured. */
    @Test
    void tenThousandWithThreeKeysEachFitIntoASmallHeap() throws Exception {
        assertThat(kilobytes("-Xmx256m")).isLessThan(100_000);
    }

    private int kilobytes(String heap) throws IOException, InterruptedException {
        Path out = folder.resolve("out");
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        heap,
                        "-XX:+UseSerialGC",
                        "-cp",
                        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                        MappersOfManyTopics.class.getName(),
                        Integer.toString(TOPICS))
                .redirectErrorStream(true)
                .redirectOutput(out.toFile())
                .start();
        try {
            assertThat(process.waitFor(300, TimeUnit.SECONDS)).isTrue();
        } finally {
            process.destroyForcibly();
        }
        assertThat(process.exitValue()).as(Files.readString(out)).isZero();
        return Integer.parseInt(Files.readString(out).strip());
    }
}
