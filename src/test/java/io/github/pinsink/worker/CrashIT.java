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

/** A worker is killed under load, again and again: how much of the traffic is sent a second time. */
@Tag("worker")
class CrashIT {
    private static final String TOKEN = "pina_sandbox_token_of_crashes";
    private static final String TOPIC = "orders";
    private static final String CONNECTOR = "orders";
    private static final int RECORDS_PER_SECOND = 5_000;
    private static final int KILLS = Integer.getInteger("pinsink.crash.kills", 5);
    private static final Duration LIMIT = Duration.ofSeconds(180);

    @TempDir
    Path folder;

    @Test
    void aCrashLosesNothingAndRepeatsAboutASecondOfTraffic() throws IOException {
        KafkaHome kafka = KafkaHome.ofBuild();
        Path plugins = Files.createDirectories(folder.resolve("plugins"));
        PluginArchive.unpack(Path.of(System.getProperty("pinsink.archive")), plugins);
        Files.writeString(folder.resolve("pinterest.properties"), "token=" + TOKEN + "\n");
        // So that a member that was killed is missed soon; the least a broker allows.
        Map<String, String> session = Map.of("session.timeout.ms", "6000", "heartbeat.interval.ms", "2000");
        try (SimulatorProcess pinterest = SimulatorProcess.checking(folder, TOKEN);
                LocalBroker broker = LocalBroker.start(kafka, folder.resolve("broker"));
                LocalWorker worker = LocalWorker.start(
                        kafka,
                        folder.resolve("worker"),
                        plugins,
                        broker.bootstrapServers(),
                        LocalWorker.Options.STANDARD.withGroup("crash").withExtra(session))) {
            pinterest.takeTime(Duration.ofMillis(100));
            broker.createTopic(TOPIC, 3);
            Map<String, String> config = OrdersConnector.config(
                    TOPIC, TOPIC + "-dead", folder.resolve("pinterest.properties"), pinterest.url());
            session.forEach((key, value) -> config.put("consumer.override." + key, value));
            worker.rest().put(CONNECTOR, config);
            worker.rest().waitUntilRunning(CONNECTOR, 1, LIMIT);
            Random random = new Random(1);
            List<Instant> kills = new ArrayList<>();
            try (OrderStream orders = new OrderStream(broker.bootstrapServers(), TOPIC, RECORDS_PER_SECOND, 1)) {
                for (int kill = 0; kill < KILLS; kill++) {
                    awaitLagBelow(broker, 2 * RECORDS_PER_SECOND);
                    // At any moment between two commits.
                    Await.pass(Duration.ofMillis(2_000 + random.nextInt(2_000)));
                    kills.add(Instant.now());
                    worker.kill();
                    worker.restart();
                }
                orders.end();
                awaitLagBelow(broker, 1);

                List<AcceptedEvent> accepted = new ArrayList<>(pinterest.accepted());
                Set<String> delivered = new HashSet<>();
                accepted.forEach(event -> delivered.add(event.eventId()));
                Set<String> valid = new HashSet<>(orders.good());
                valid.addAll(orders.poisonous());
                assertThat(delivered).as("orders at Pinterest").isEqualTo(valid);
                int[] repeated = repeatedAfter(kills, accepted);
                String measured = Arrays.toString(repeated) + " events repeated after " + KILLS + " kills at "
                        + RECORDS_PER_SECOND + " records/s";
                System.out.println(measured);
                // One of them may meet a commit that a busy machine delayed.
                int mostButOne = Arrays.stream(repeated).sorted().toArray()[KILLS - 2];
                assertThat(mostButOne).as(measured).isPositive().isLessThanOrEqualTo(RECORDS_PER_SECOND * 3 / 2);
            }
        }
    }

    private static void awaitLagBelow(LocalBroker broker, long records) {
        Await.until(
                "the lag is below " + records + " records",
                LIMIT,
                () -> broker.lag("connect-" + CONNECTOR, TOPIC) < records);
    }

    /** How many events that were accepted before came again after each kill and before the next. */
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
