package io.github.pinsink.preview;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** Reads records of a topic without a consumer group, so that it leaves no state on the broker. */
final class TopicRecords {
    private static final Duration POLL = Duration.ofSeconds(1);
    private static final int MAX_EMPTY_POLLS = 30;

    private final String topic;
    private final int maxRecords;
    private final boolean fromBeginning;

    /** @param maxRecords the number of records to read: the newest, or the oldest if {@code fromBeginning} */
    TopicRecords(String topic, int maxRecords, boolean fromBeginning) {
        this.topic = topic;
        this.maxRecords = maxRecords;
        this.fromBeginning = fromBeginning;
    }

    /** @throws UsageException if the topic does not exist or cannot be read */
    void read(String bootstrapServers, Map<String, String> consumerConfig, Consumer<RawRecord> records)
            throws UsageException {
        Map<String, Object> config = new HashMap<>();
        config.put(ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, "15000");
        config.putAll(consumerConfig);
        config.put(ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers);
        config.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, "false");
        config.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
        config.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, "false");
        config.remove(ConsumerConfig.GROUP_ID_CONFIG);
        try (KafkaConsumer<byte[], byte[]> consumer =
                new KafkaConsumer<>(config, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            read(consumer, records);
        } catch (KafkaException e) {
            throw new UsageException("cannot read topic " + topic + " from " + bootstrapServers + ": " + e.getMessage()
                    + (e.getCause() == null ? "" : " (" + e.getCause().getMessage() + ")"));
        }
    }

    private void read(KafkaConsumer<byte[], byte[]> consumer, Consumer<RawRecord> records) throws UsageException {
        List<TopicPartition> partitions = consumer.partitionsFor(topic).stream()
                .map(partition -> new TopicPartition(topic, partition.partition()))
                .toList();
        if (partitions.isEmpty()) {
            throw new UsageException("topic " + topic + " does not exist");
        }
        Map<TopicPartition, Long> begins = consumer.beginningOffsets(partitions);
        // The end when the run starts. A topic with active producers has no other end.
        Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
        consumer.assign(partitions);
        long share = Math.max(1, maxRecords / partitions.size());
        for (TopicPartition partition : partitions) {
            long begin = begins.getOrDefault(partition, 0L);
            consumer.seek(partition, fromBeginning ? begin : Math.max(begin, ends.getOrDefault(partition, 0L) - share));
        }
        int left = maxRecords;
        int emptyPolls = 0;
        while (left > 0 && partitions.stream().anyMatch(one -> consumer.position(one) < ends.getOrDefault(one, 0L))) {
            int before = left;
            for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
                boolean isNew = record.offset() >= ends.getOrDefault(new TopicPartition(topic, record.partition()), 0L);
                if (left > 0 && !isNew) {
                    records.accept(rawRecord(record));
                    left--;
                }
            }
            emptyPolls = left == before ? emptyPolls + 1 : 0;
            if (emptyPolls >= MAX_EMPTY_POLLS) {
                throw new UsageException("topic " + topic + " has more records, but the broker returned none within "
                        + MAX_EMPTY_POLLS + " s");
            }
        }
    }

    private static RawRecord rawRecord(ConsumerRecord<byte[], byte[]> record) {
        return new RawRecord(
                record.topic(),
                record.partition(),
                record.offset(),
                Optional.of(record.timestamp()),
                Optional.ofNullable(record.key()),
                Optional.ofNullable(record.value()),
                record.headers());
    }
}
