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

/** Reads topics and committed offsets. */
public final class TopicReader implements AutoCloseable {
    private final KafkaConsumer<String, String> consumer;
    private final Admin admin;

    public TopicReader(String bootstrapServers) {
        Map<String, Object> config = Map.of("bootstrap.servers", bootstrapServers, "auto.offset.reset", "earliest");
        this.consumer = new KafkaConsumer<>(config, new StringDeserializer(), new StringDeserializer());
        this.admin = Admin.create(Map.of("bootstrap.servers", bootstrapServers));
    }

    private List<TopicPartition> partitions(String topic) {
        // Through the list of topics, since the topic may not exist yet.
        return consumer.listTopics().getOrDefault(topic, List.of()).stream()
                .map(partition -> new TopicPartition(topic, partition.partition()))
                .toList();
    }

    public long count(String topic) {
        return consumer.endOffsets(partitions(topic)).values().stream()
                .mapToLong(Long::longValue)
                .sum();
    }

    /** The records that the topic contains now, or those read before the timeout. */
    public List<ConsumerRecord<String, String>> read(String topic, Duration timeout) {
        List<TopicPartition> partitions = partitions(topic);
        long count = count(topic);
        List<ConsumerRecord<String, String>> records = new ArrayList<>();
        if (count > 0) {
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            Await.isTrueWithin(timeout, () -> {
                consumer.poll(Duration.ofMillis(200)).forEach(records::add);
                return records.size() >= count;
            });
        }
        return records;
    }

    /** Whether the group has committed the end offset of every partition. */
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

    /** Counts dead letters by the exception message in their headers. */
    static Map<String, Integer> reasons(List<ConsumerRecord<String, String>> deadLetters) {
        Map<String, Integer> reasons = new TreeMap<>();
        for (ConsumerRecord<String, String> deadLetter : deadLetters) {
            Header header = deadLetter.headers().lastHeader("__connect.errors.exception.message");
            String reason =
                    header == null ? "(no exception message)" : new String(header.value(), StandardCharsets.UTF_8);
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
