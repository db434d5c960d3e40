package io.github.pinsink.worker;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.pinsink.sandbox.Await;
import io.github.pinsink.sandbox.KafkaHome;
import io.github.pinsink.sandbox.LocalBroker;
import io.github.pinsink.sandbox.LocalWorker;
import io.github.pinsink.sandbox.TopicReader;
import io.github.pinsink.sandbox.chaos.OrdersConnector;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Dead letter queues that cannot be written, on workers with a broker that checks ACLs. The build sets the versions. The
 * cases of one version share a worker.
 */
@Tag("worker")
@Tag("versions")
class DeadLetterQueueIT {
    private static final Duration TIMEOUT = Installation.TIMEOUT;
    private static final String DEAD_LETTER_TIMEOUT_MILLIS = "3000";
    private static final String BOOTSTRAP = "producer.override.bootstrap.servers";
    private static final String REQUEST_SIZE = "producer.override.max.request.size";
    private static final int LARGE = 4_000;

    @TempDir
    static Path folder;

    private static String version = "";
    private static Path home;
    private static int starts;
    private static Installation installation;

    private String topic;
    private String queue;
    private Map<String, String> config;

    /** Why a dead letter cannot be written. */
    private enum Cause {
        UNREACHABLE {
            @Override
            void prepare(Map<String, String> config) {
                config.put(BOOTSTRAP, "127.0.0.1:1");
            }

            @Override
            void remove(LocalBroker broker, String queue, Map<String, String> config) {
                config.remove(BOOTSTRAP);
            }
        },
        TOPIC_MISSING {
            @Override
            void apply(LocalBroker broker, String queue) {
                // The worker created it when the task started.
                broker.deleteTopic(queue);
            }

            @Override
            void remove(LocalBroker broker, String queue, Map<String, String> config) {
                broker.createTopic(queue, 1);
            }
        },
        WRITE_DENIED {
            @Override
            void apply(LocalBroker broker, String queue) {
                broker.denyWrites(queue);
            }

            @Override
            void remove(LocalBroker broker, String queue, Map<String, String> config) {
                broker.allowWrites(queue);
            }
        },
        RECORD_TOO_LARGE {
            @Override
            void prepare(Map<String, String> config) {
                config.put(REQUEST_SIZE, Integer.toString(LARGE / 2));
            }

            @Override
            void remove(LocalBroker broker, String queue, Map<String, String> config) {
                config.remove(REQUEST_SIZE);
            }
        };

        void prepare(Map<String, String> config) {}

        void apply(LocalBroker broker, String queue) {}

        abstract void remove(LocalBroker broker, String queue, Map<String, String> config);
    }

    static Stream<String> versions() {
        return Arrays.stream(System.getProperty("pinsink.dead.letter.versions").split(","));
    }

    static Stream<Arguments> cases() {
        return versions().flatMap(one -> Arrays.stream(Cause.values()).map(cause -> Arguments.of(one, cause)));
    }

    @AfterAll
    static void stop() {
        if (installation != null) {
            installation.close();
        }
    }

    @ParameterizedTest
    @MethodSource("cases")
    void failsTheTaskAndCommitsNoOffsetPastTheRecordUntilItIsWritten(String kafka, Cause cause) {
        prepare(kafka, cause.name().toLowerCase(Locale.ROOT).replace('_', '-'));
        cause.prepare(config);
        config.put("dead.letter.timeout.ms", DEAD_LETTER_TIMEOUT_MILLIS);
        installation.deploy(config);
        cause.apply(installation.broker, queue);
        produceAnInvalidRecordBetweenTwoValidOnes();

        Await.until(
                "the task fails", TIMEOUT, () -> task().path("state").asText().equals("FAILED"));
        assertThat(task().path("trace").asText())
                .contains(topic + "-0 at offset 1", queue, "dead.letter.timeout.ms", "No data is lost");
        assertThat(installation.broker.lag("connect-" + topic, topic))
                .as("lag: the invalid record and the one after it")
                .isGreaterThanOrEqualTo(2);
        assertThat(installation.pinterest.acceptedIds()).contains(topic + "-0", topic + "-2");

        Map<String, String> before = Map.copyOf(config);
        cause.remove(installation.broker, queue, config);
        assertThat(deadLetters()).isEmpty();
        // Only one restart: a second one between the write and its commit would write the dead letter again.
        if (config.equals(before)) {
            installation.worker.rest().restartTask(topic, 0);
        } else {
            installation.worker.rest().put(topic, config);
        }
        awaitOneDeadLetter();
        installation.worker.rest().delete(topic);
    }

    @ParameterizedTest
    @MethodSource("versions")
    void continuesWithoutARestartWhenTheQueueCanBeWrittenBeforeTheTimeout(String kafka) {
        prepare(kafka, "restored");
        installation.deploy(config);
        installation.broker.denyWrites(queue);
        produceAnInvalidRecordBetweenTwoValidOnes();

        String retry = " to the dead letter queue " + queue + " (attempt ";
        Await.until("the log reports a retry", TIMEOUT, () -> log().contains(retry));
        installation.awaitDelivered(2);
        installation.broker.allowWrites(queue);
        awaitOneDeadLetter();
        assertThat(task().path("state").asText()).isEqualTo("RUNNING");
        assertThat(log()).contains("The dead letter queue " + queue + " confirms writes again");
        installation.worker.rest().delete(topic);
    }

    private void prepare(String kafka, String scenario) {
        if (!version.equals(kafka)) {
            stop();
            installation = null;
            version = kafka;
            home = folder.resolve(kafka + "-" + starts++);
            installation = Installation.start(
                    KafkaHome.ofVersion(kafka),
                    home,
                    LocalWorker.Options.STANDARD.withOffsetFlushInterval(Duration.ofSeconds(1)),
                    LocalBroker::startWithAcls);
        }
        topic = "orders-" + scenario;
        queue = topic + "-dlq";
        config = OrdersConnector.config(
                topic, queue, home.resolve("pinterest.properties"), installation.pinterest.url());
        config.put("name", topic);
        config.put("tasks.max", "1");
        installation.broker.createTopic(topic, 1);
    }

    private void produceAnInvalidRecordBetweenTwoValidOnes() {
        installation.produce(topic, Stream.of(order(0, true), order(1, false), order(2, true)));
    }

    private String order(int number, boolean identified) {
        return "{\"order_id\": \"" + topic + "-" + number + "\", \"status\": \"PAID\", \"created_at\": \""
                + Instant.now().minusSeconds(60) + "\", \"note\": \"" + "x".repeat(LARGE) + "\", \"customer\": {"
                + (identified ? "\"email\": \"jane@example.com\"" : "") + "}}";
    }

    private void awaitOneDeadLetter() {
        Await.until(
                "all offsets are committed", TIMEOUT, () -> installation.broker.lag("connect-" + topic, topic) == 0);
        assertThat(deadLetters())
                .as(() -> "after "
                        + log().lines()
                                .filter(line -> line.contains(" to the dead letter queue " + queue + " (attempt "))
                                .toList())
                .hasSize(1)
                .allSatisfy(deadLetter -> assertThat(deadLetter.value()).contains(topic + "-1"));
    }

    private JsonNode task() {
        return installation.worker.rest().status(topic).path("tasks").path(0);
    }

    private List<ConsumerRecord<String, String>> deadLetters() {
        try (TopicReader reader = new TopicReader(installation.broker.bootstrapServers())) {
            return reader.read(queue, Duration.ofSeconds(30));
        }
    }

    private static String log() {
        return installation.worker.logTail(1_000_000);
    }
}
