package io.github.pinsink.worker;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.pinsink.sandbox.AcceptedEvent;
import io.github.pinsink.sandbox.Await;
import io.github.pinsink.sandbox.KafkaHome;
import io.github.pinsink.sandbox.LocalBroker;
import io.github.pinsink.sandbox.LocalWorker;
import io.github.pinsink.sandbox.PluginArchive;
import io.github.pinsink.sandbox.SimulatorProcess;
import io.github.pinsink.sandbox.chaos.OrderStream;
import io.github.pinsink.sandbox.chaos.OrdersConnector;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Kills a worker repeatedly under load, and measures how many events are sent again. */
@Tag("worker")
class CrashIT {
    private static final String TOKEN = "pina_sandbox_token_of_crashes";
    private static final String TOPIC = "orders";
    private static final String CONNECTOR = "orders";
    private static final int RECORDS_PER_SECOND = 5_000;
    private static final int KILLS = Integer.getInteger("pinsink.crash.kills", 5);
    private static final Duration TIMEOUT = Duration.ofSeconds(180);

    @TempDir
    Path folder;

    @Test
    void losesNoDataAndRepeatsAboutOneSecondOfTrafficAfterACrash() throws IOException {
        KafkaHome kafka = KafkaHome.ofBuild();
        Path plugins = Files.createDirectories(folder.resolve("plugins"));
        PluginArchive.unpack(Path.of(System.getProperty("pinsink.archive")), plugins);
        Files.writeString(folder.resolve("pinterest.properties"), "token=" + TOKEN + "\n");
        // So that the group notices a killed member soon; the minimum that a broker allows by default.
        Map<String, String> session = Map.of("session.timeout.ms", "6000", "heartbeat.interval.ms", "2000");
        try (SimulatorProcess pinterest = SimulatorProcess.startValidating(folder, TOKEN);
                LocalBroker broker = LocalBroker.start(kafka, folder.resolve("broker"));
                LocalWorker worker = LocalWorker.start(
                        kafka,
                        folder.resolve("worker"),
                        plugins,
                        broker.bootstrapServers(),
                        LocalWorker.Options.STANDARD.withGroup("crash").withExtra(session))) {
            pinterest.setLatency(Duration.ofMillis(100));
            broker.createTopic(TOPIC, 3);
            Map<String, String> config = OrdersConnector.config(
                    TOPIC, TOPIC + "-dead", folder.resolve("pinterest.properties"), pinterest.url());
            session.forEach((key, value) -> config.put("consumer.override." + key, value));
            worker.rest().put(CONNECTOR, config);
            worker.rest().waitUntilRunning(CONNECTOR, 1, TIMEOUT);
            Random random = new Random(1);
            List<Instant> kills = new ArrayList<>();
            try (OrderStream orders = new OrderStream(broker.bootstrapServers(), TOPIC, RECORDS_PER_SECOND, 1)) {
                for (int kill = 0; kill < KILLS; kill++) {
                    awaitLagBelow(broker, 2 * RECORDS_PER_SECOND);
                    // At a random time between two commits.
                    Await.sleep(Duration.ofMillis(2_000 + random.nextInt(2_000)));
                    kills.add(Instant.now());
                    worker.kill();
                    worker.restart();
                }
                orders.end();
                awaitLagBelow(broker, 1);

                List<AcceptedEvent> accepted = new ArrayList<>(pinterest.accepted());
                Set<String> delivered = new HashSet<>();
                accepted.forEach(event -> delivered.add(event.eventId()));
                Set<String> valid = new HashSet<>(orders.valid());
                // The simulator does not reject them in this test.
                valid.addAll(orders.rejected());
                assertThat(delivered).as("orders delivered").isEqualTo(valid);
                int[] repeated = repeatedAfter(kills, accepted);
                String measured = Arrays.toString(repeated) + " events repeated after " + KILLS + " kills at "
                        + RECORDS_PER_SECOND + " records/s";
                System.out.println(measured);
                // Without the maximum, since a busy machine may have delayed a commit.
                int secondLargest = Arrays.stream(repeated).sorted().toArray()[KILLS - 2];
                assertThat(secondLargest).as(measured).isPositive().isLessThanOrEqualTo(RECORDS_PER_SECOND * 3 / 2);
            }
        }
    }

    private static void awaitLagBelow(LocalBroker broker, long records) {
        Await.until(
                "the lag is below " + records + " records",
                TIMEOUT,
                () -> broker.lag("connect-" + CONNECTOR, TOPIC) < records);
    }

    /** How many duplicate events were accepted between each kill and the next. */
    private static int[] repeatedAfter(List<Instant> kills, List<AcceptedEvent> accepted) {
        accepted.sort(Comparator.comparing(AcceptedEvent::at));
        int[] repeated = new int[kills.size()];
        Set<String> seen = new HashSet<>();
        for (AcceptedEvent event : accepted) {
            if (!seen.add(event.eventId())) {
                int kill = kills.size() - 1;
                while (kills.get(kill).isAfter(event.at())) {
                    kill--;
                }
                repeated[kill]++;
            }
        }
        return repeated;
    }
}
