package io.github.pinsink.worker;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.pinsink.conventions.ExampleConfig;
import io.github.pinsink.sandbox.Await;
import io.github.pinsink.sandbox.KafkaHome;
import io.github.pinsink.sandbox.LocalWorker;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The log of a worker with Log4j, as Apache ships it. */
@Tag("worker")
class LogLevelIT {
    private static final String LOG4J_VERSION = "2.25.4";
    private static final String TOPIC = "logged-orders";

    @TempDir
    Path folder;

    /** The procedure of docs/operations.md, "Follow a record". */
    @Test
    void levelsAreChangedOverTheRestApiWhileTheTaskRuns() throws IOException {
        Path log4j = Files.writeString(folder.resolve("log4j2.xml"), """
                <Configuration>
                  <Appenders>
                    <Console name="out"><PatternLayout pattern="%p %X{connector.context}%m (%c)%n"/></Console>
                  </Appenders>
                  <Loggers><Root level="info"><AppenderRef ref="out"/></Root></Loggers>
                </Configuration>
                """);
        try (Installation installation = Installation.start(
                KafkaHome.ofBuildWithLog4j(LOG4J_VERSION),
                folder,
                LocalWorker.Options.STANDARD.withJvmOptions("-Dlog4j2.configurationFile=" + log4j))) {
            installation.broker.createTopic(TOPIC, 1);
            Map<String, String> config = installation.config("web-shop-orders.json");
            config.putAll(Map.of("name", "logged", "topics", TOPIC, "tasks.max", "1"));
            installation.deploy(config);
            deliver(installation, 1);

            installation.worker.rest().setLogLevel("io.github.pinsink", "DEBUG");
            deliver(installation, 2);
            Await.until(
                    "the delivery is logged",
                    Installation.TIMEOUT,
                    () -> lines(installation)
                            .anyMatch(line -> line.contains("Record " + TOPIC + "-0 at offset 1 was delivered")));

            installation.worker.rest().setLogLevel("io.github.pinsink", "INFO");
            deliver(installation, 3);

            assertThat(lines(installation).filter(line -> line.contains(" was mapped to ")))
                    .singleElement()
                    .asString()
                    .startsWith("DEBUG")
                    .contains(TOPIC + "-0 at offset 1 ");
        }
    }

    /** One more record, and waits until that many are delivered. */
    private static void deliver(Installation installation, int delivered) {
        String order = ExampleConfig.named("web-shop-orders.json")
                .record()
                .replaceAll("\\s*\n\\s*", "")
                .replace("2025-11-13T02:13:20Z", Instant.now().minusSeconds(60).toString())
                .replace("order-1004", "order-" + delivered);
        installation.produce(TOPIC, Stream.of(order));
        installation.awaitDelivered(delivered);
    }

    private static Stream<String> lines(Installation installation) {
        try {
            return Files.readAllLines(installation.worker.log()).stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
