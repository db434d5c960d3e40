package io.github.pinsink.sandbox;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.serialization.StringDeserializer;

/** What can be read back from the broker about a topic: its records, its ends, and how far a connector came in it. */
public final class TopicReader implements AutoCloseable {
    private final KafkaConsumer<String, String> consumer;
    private final Admin admin;

    public TopicReader(String bootstrapServers) {
        Map<String, Object> config = Map.of("bootstrap.servers", bootstrapServers, "auto.offset.reset", "earliest");
        this.consumer = new KafkaConsumer<>(config, new StringDeserializer(), new StringDeserializer());
        this.admin = Admin.create(Map.of("bootstrap.servers", bootstrapServers));
    }

    private List<TopicPartition> partitions(String topic) {
        // Asked by listing: a look at a topic that does not exist yet is no error here.
        return consumer.listTopics().getOrDefault(topic, List.of()).stream()
                .map(partition -> new TopicPartition(topic, partition.partition()))
                .toList();
    }

    public long count(String topic) {
        return consumer.endOffsets(partitions(topic)).values().stream()
                .mapToLong(Long::longValue)
                .sum();
    }

    public List<ConsumerRecord<String, String>> read(String topic, Duration limit) {
        List<TopicPartition> partitions = partitions(topic);
        long wanted = count(topic);
        List<ConsumerRecord<String, String>> records = new ArrayList<>();
        if (wanted > 0) {
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            Await.happens(limit, () -> {
                consumer.poll(Duration.ofMillis(200)).forEach(records::add);
                return records.size() >= wanted;
            });
        }
        return records;
    }

    /** Whether the group has committed the end of every partition. */
    boolean isCommitted(String group, String topic) {
        try {
            Map<TopicPartition, OffsetAndMetadata> committed = admin.listConsumerGroupOffsets(group)
                    .partitionsToOffsetAndMetadata()
                    .get(10, TimeUnit.SECONDS);
            return consumer.endOffsets(partitions(topic)).entrySet().stream().allMatch(end -> {
                OffsetAndMetadata offset = committed.get(end.getKey());
                return end.getValue() == 0 || (offset != null && offset.offset() == end.getValue());
            });
        } catch (ExecutionException | TimeoutException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** Counts the records by the reason Connect wrote into their headers. */
    public static Map<String, Integer> reasons(List<ConsumerRecord<String, String>> deadLetters) {
        Map<String, Integer> reasons = new TreeMap<>();
        for (ConsumerRecord<String, String> letter : deadLetters) {
            Header header = letter.headers().lastHeader("__connect.errors.exception.message");
            String reason = header == null ? "(no reason given)" : new String(header.value(), StandardCharsets.UTF_8);
            reasons.merge(reason, 1, Integer::sum);
        }
        return reasons;
    }

    static Set<String> keys(List<ConsumerRecord<String, String>> records) {
        return records.stream().map(ConsumerRecord::key).collect(Collectors.toSet());
    }

    @Override
    public void close() {
        consumer.close();
        admin.close();
    }
}
