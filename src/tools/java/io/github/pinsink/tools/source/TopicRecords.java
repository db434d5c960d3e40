package io.github.pinsink.tools.source;

import io.github.pinsink.tools.command.UsageException;
import java.nio.file.FileSystemException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Queue;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndTimestamp;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** Reads records of topics without a consumer group, so that it leaves no state on the broker. */
final class TopicRecords implements RecordSource {
    private static final Duration POLL = Duration.ofSeconds(1);
    private static final int MAX_EMPTY_POLLS = 30;

    private final Map<String, String> consumerConfig;
    private final String bootstrapServers;
    private final List<String> topics;
    private final TopicSelection selection;

    /** @param consumerConfig further consumer properties, for example for TLS */
    TopicRecords(
            String bootstrapServers,
            Map<String, String> consumerConfig,
            List<String> topics,
            TopicSelection selection) {
        this.bootstrapServers = bootstrapServers;
        this.consumerConfig = Map.copyOf(consumerConfig);
        this.topics = List.copyOf(topics);
        this.selection = selection;
    }

    @Override
    public void read(Receiver receiver) throws UsageException {
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
            List<TopicSelection.Range> ranges = selection.ranges(available(consumer));
            receiver.expect(OptionalLong.of(
                    ranges.stream().mapToLong(TopicSelection.Range::size).sum()));
            read(consumer, ranges, receiver);
        } catch (KafkaException e) {
            throw new UsageException("cannot read topic " + String.join(", ", topics) + " from " + bootstrapServers
                    + ": " + e.getMessage()
                    + rootCause(e)
                            .map(cause -> " ("
                                    // The message of such a failure is only the name of the file.
                                    + (cause instanceof FileSystemException
                                            ? cause.getClass().getSimpleName() + ": "
                                            : "")
                                    + cause.getMessage() + ")")
                            .orElse("")
                    + (e instanceof TimeoutException
                            ? ". Check that a broker listens at this address; if it requires TLS or SASL, set"
                                    + " --command-config"
                            : ""));
        }
    }

    /** Those in between say only that a part of the client cannot be created, and not which key store is missing. */
    private static Optional<Throwable> rootCause(KafkaException e) {
        Throwable cause = e;
        while (cause.getCause() != null) {
            cause = cause.getCause();
        }
        return cause == e ? Optional.empty() : Optional.of(cause);
    }

    /** From the start of the selection to the end at this moment. A topic with active producers has no other end. */
    private List<TopicSelection.Range> available(KafkaConsumer<byte[], byte[]> consumer) throws UsageException {
        List<TopicPartition> partitions = new ArrayList<>();
        for (String topic : topics) {
            List<PartitionInfo> found = consumer.partitionsFor(topic);
            if (found == null || found.isEmpty()) {
                throw new UsageException("topic " + topic + " does not exist");
            }
            int before = partitions.size();
            found.stream()
                    .map(partition -> new TopicPartition(topic, partition.partition()))
                    .filter(partition -> selection
                            .partition()
                            .map(only -> only == partition.partition())
                            .orElse(true))
                    .forEach(partitions::add);
            if (partitions.size() == before) {
                throw new UsageException("topic " + topic + " has no partition "
                        + selection.partition().orElseThrow() + "; it has " + found.size());
            }
        }
        Map<TopicPartition, Long> begins = consumer.beginningOffsets(partitions);
        Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
        Map<TopicPartition, Long> starts = starts(consumer, begins, ends);
        List<TopicSelection.Range> available = new ArrayList<>();
        for (TopicPartition partition : partitions) {
            long begin = begins.getOrDefault(partition, 0L);
            long end = ends.getOrDefault(partition, begin);
            long start = Math.max(begin, starts.getOrDefault(partition, begin));
            selection
                    .start()
                    .offset()
                    .filter(wanted -> wanted >= end || wanted < begin)
                    .ifPresent(missing -> {
                        throw new KafkaException(partition + " has no offset " + missing + " (it has " + begin + " to "
                                + (end - 1) + ")");
                    });
            available.add(new TopicSelection.Range(partition, start, Math.max(start, end)));
        }
        return available;
    }

    private Map<TopicPartition, Long> starts(
            KafkaConsumer<byte[], byte[]> consumer, Map<TopicPartition, Long> begins, Map<TopicPartition, Long> ends) {
        return switch (selection.start().kind()) {
            case NEWEST, OLDEST, SAMPLE -> begins;
            case OFFSET -> {
                Map<TopicPartition, Long> starts = new HashMap<>();
                long offset = selection.start().offset().orElseThrow();
                begins.keySet().forEach(partition -> starts.put(partition, offset));
                yield starts;
            }
            case SINCE -> {
                long time = selection.start().time().orElseThrow().toEpochMilli();
                Map<TopicPartition, Long> times = new HashMap<>();
                begins.keySet().forEach(partition -> times.put(partition, time));
                Map<TopicPartition, Long> starts = new HashMap<>(ends);
                for (Map.Entry<TopicPartition, OffsetAndTimestamp> found :
                        consumer.offsetsForTimes(times).entrySet()) {
                    if (found.getValue() != null) {
                        starts.put(found.getKey(), found.getValue().offset());
                    }
                }
                yield starts;
            }
        };
    }

    private void read(KafkaConsumer<byte[], byte[]> consumer, List<TopicSelection.Range> ranges, Receiver receiver)
            throws UsageException {
        Map<TopicPartition, Queue<TopicSelection.Range>> left = new LinkedHashMap<>();
        ranges.forEach(range -> left.computeIfAbsent(range.partition(), partition -> new ArrayDeque<>())
                .add(range));
        consumer.assign(left.keySet());
        left.forEach(
                (partition, queue) -> consumer.seek(partition, queue.element().from()));
        int emptyPolls = 0;
        while (!left.isEmpty()) {
            boolean hasRead = false;
            for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
                hasRead = true;
                Queue<TopicSelection.Range> queue = left.get(new TopicPartition(record.topic(), record.partition()));
                if (queue != null && record.offset() < queue.element().to()) {
                    receiver.accept(rawRecord(record));
                }
            }
            advance(consumer, left);
            emptyPolls = hasRead ? 0 : emptyPolls + 1;
            if (emptyPolls >= MAX_EMPTY_POLLS) {
                throw new UsageException("topic " + String.join(", ", topics)
                        + " has more records, but the broker returned none within " + MAX_EMPTY_POLLS + " s");
            }
        }
    }

    /** Moves partitions that are at the end of their range to the next one, and leaves those that have none. */
    private static void advance(
            KafkaConsumer<byte[], byte[]> consumer, Map<TopicPartition, Queue<TopicSelection.Range>> left) {
        boolean isDone = false;
        for (Map.Entry<TopicPartition, Queue<TopicSelection.Range>> entry : left.entrySet()) {
            Queue<TopicSelection.Range> queue = entry.getValue();
            while (!queue.isEmpty()
                    && consumer.position(entry.getKey()) >= queue.element().to()) {
                queue.remove();
                if (!queue.isEmpty()) {
                    consumer.seek(entry.getKey(), queue.element().from());
                }
            }
            isDone |= queue.isEmpty();
        }
        if (isDone) {
            left.values().removeIf(Queue::isEmpty);
            consumer.assign(left.keySet());
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
                record.headers(),
                Optional.empty());
    }
}
