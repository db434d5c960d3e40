package io.github.pinsink.worker;

import io.github.pinsink.conventions.ExampleConfig;
import io.github.pinsink.sandbox.Await;
import io.github.pinsink.sandbox.KafkaHome;
import io.github.pinsink.sandbox.LocalBroker;
import io.github.pinsink.sandbox.LocalWorker;
import io.github.pinsink.sandbox.PinterestSimulator;
import io.github.pinsink.sandbox.PluginArchive;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;

/** A broker, the simulator, and a worker with the connector's archive installed. */
final class Installation implements AutoCloseable {
    static final Duration TIMEOUT = Duration.ofSeconds(180);
    private static final String TOKEN = "pina_sandbox_token_of_this_test";

    final PinterestSimulator pinterest;
    final LocalBroker broker;
    final LocalWorker worker;
    private final Path folder;

    private Installation(PinterestSimulator pinterest, LocalBroker broker, LocalWorker worker, Path folder) {
        this.pinterest = pinterest;
        this.broker = broker;
        this.worker = worker;
        this.folder = folder;
    }

    static Installation start(KafkaHome kafka, Path folder, LocalWorker.Options options) {
        return start(kafka, folder, options, LocalBroker::start);
    }

    static Installation start(
            KafkaHome kafka,
            Path folder,
            LocalWorker.Options options,
            BiFunction<KafkaHome, Path, LocalBroker> startBroker) {
        PinterestSimulator pinterest = PinterestSimulator.start(TOKEN);
        LocalBroker broker = null;
        try {
            Path plugins = Files.createDirectories(folder.resolve("plugins"));
            PluginArchive.unpack(Path.of(System.getProperty("pinsink.archive")), plugins);
            Files.writeString(folder.resolve("pinterest.properties"), "token=" + TOKEN + "\n");
            broker = startBroker.apply(kafka, folder.resolve("broker"));
            LocalWorker worker =
                    LocalWorker.start(kafka, folder.resolve("worker"), plugins, broker.bootstrapServers(), options);
            return new Installation(pinterest, broker, worker, folder);
        } catch (IOException | RuntimeException e) {
            pinterest.close();
            if (broker != null) {
                broker.close();
            }
            throw e instanceof RuntimeException runtime ? runtime : new UncheckedIOException((IOException) e);
        }
    }

    /** The example, except for the API's URL, the token's file, and the replication factor of the dead letter queue. */
    Map<String, String> config(String example) {
        Map<String, String> config =
                new LinkedHashMap<>(ExampleConfig.named(example).config());
        config.put("pinterest.api.url", pinterest.url());
        config.put("pinterest.access.token", "${file:" + folder.resolve("pinterest.properties") + ":token}");
        config.put("errors.deadletterqueue.topic.replication.factor", "1");
        return config;
    }

    /** Creates or updates the connector, and waits until all its tasks run. */
    void deploy(Map<String, String> config) {
        String name = config.get("name");
        worker.rest().put(name, config);
        worker.rest().waitUntilRunning(name, Integer.parseInt(config.get("tasks.max")), TIMEOUT);
    }

    void produce(String topic, Stream<String> values) {
        Map<String, Object> settings = Map.of("bootstrap.servers", broker.bootstrapServers(), "linger.ms", "20");
        try (KafkaProducer<String, String> producer =
                new KafkaProducer<>(settings, new StringSerializer(), new StringSerializer())) {
            values.forEach(value -> producer.send(new ProducerRecord<>(topic, value)));
            producer.flush();
        }
    }

    void awaitDelivered(int events) {
        Await.until(
                events + " events are delivered",
                TIMEOUT,
                () -> pinterest.accepted().size() >= events);
    }

    /** Waits until the topic contains that many records, and reads them. */
    List<ConsumerRecord<String, String>> read(String topic, int records) {
        return read(topic, records + " records", read -> read.size() >= records);
    }

    /**
     * @param what describes the records for the message after a timeout
     * @param isComplete whether the records read so far are enough
     */
    List<ConsumerRecord<String, String>> read(
            String topic, String what, Predicate<List<ConsumerRecord<String, String>>> isComplete) {
        Map<String, Object> settings = Map.of("bootstrap.servers", broker.bootstrapServers());
        List<ConsumerRecord<String, String>> read = new ArrayList<>();
        try (KafkaConsumer<String, String> consumer =
                new KafkaConsumer<>(settings, new StringDeserializer(), new StringDeserializer())) {
            Await.until(
                    "the topic " + topic + " exists",
                    TIMEOUT,
                    () -> consumer.listTopics().containsKey(topic));
            List<TopicPartition> partitions = consumer.partitionsFor(topic).stream()
                    .map(info -> new TopicPartition(topic, info.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            Await.until(what + " are in the topic " + topic, TIMEOUT, () -> {
                consumer.poll(Duration.ofMillis(200)).forEach(read::add);
                return isComplete.test(read);
            });
        }
        return read;
    }

    @Override
    public void close() {
        worker.close();
        broker.close();
        pinterest.close();
    }
}
