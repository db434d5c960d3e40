package io.github.pinsink.tools.trace;

import io.github.pinsink.tools.command.UsageException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;

/**
 * How far the connector's consumer group is in a partition. The connector commits the offset of the oldest record that is not
 * settled, so everything before it is done.
 *
 * @param group empty if its name is unknown
 * @param committed empty if the group has committed nothing for the partition
 * @param hasOffsets whether the group has committed an offset of any partition
 */
record GroupProgress(Optional<String> group, Optional<Long> committed, boolean hasOffsets) {
    private static final long TIMEOUT_S = 15;

    /** Without the name of a group. */
    static GroupProgress unknown() {
        return new GroupProgress(Optional.empty(), Optional.empty(), false);
    }

    static GroupProgress read(
            String bootstrapServers, Map<String, String> clientConfig, String group, TopicPartition partition)
            throws UsageException {
        Map<String, Object> config = new HashMap<>(clientConfig);
        config.put(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers);
        config.putIfAbsent(AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, "15000");
        config.putIfAbsent(AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, "10000");
        try (Admin admin = Admin.create(config)) {
            Map<TopicPartition, OffsetAndMetadata> offsets = admin.listConsumerGroupOffsets(group)
                    .partitionsToOffsetAndMetadata()
                    .get(TIMEOUT_S, TimeUnit.SECONDS);
            return new GroupProgress(
                    Optional.of(group),
                    Optional.ofNullable(offsets.get(partition)).map(OffsetAndMetadata::offset),
                    !offsets.isEmpty());
        } catch (ExecutionException | TimeoutException e) {
            Throwable cause = e.getCause() == null ? e : e.getCause();
            throw new UsageException("cannot read the offsets of consumer group " + group + " from " + bootstrapServers
                    + ": " + (cause.getMessage() == null ? cause.getClass().getSimpleName() : cause.getMessage()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new UsageException("interrupted while reading the offsets of consumer group " + group);
        }
    }

    boolean hasPassed(long offset) {
        return committed.filter(next -> next > offset).isPresent();
    }
}
