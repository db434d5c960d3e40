package io.github.pinsink.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.connect.sink.SinkRecord;

/** The topic, the committed offsets of the group, and which member owns which partition. */
final class FakeConsumerGroup {
    static final int PARTITIONS = 8;
    /** {@code max.poll.interval.ms} */
    private static final Duration MAX_POLL_INTERVAL = Duration.ofMinutes(5);

    private static final Duration HEARTBEAT = Duration.ofSeconds(10);
    private static final long WALL_CLOCK_START_SECONDS = 1_800_000_000L;

    private final Scheduler scheduler;
    private final Orders orders;
    private final boolean cooperative;
    private final long[] produced = new long[PARTITIONS];
    private final long[] committed = new long[PARTITIONS];
    /** When the records from that offset on were produced, for each partition alike. */
    private final TreeMap<Long, Long> producedAt = new TreeMap<>();

    private final List<FakeWorkerSinkTask> members = new ArrayList<>();
    private final Map<TopicPartition, FakeWorkerSinkTask> owners = new HashMap<>();
    private final Map<TopicPartition, FakeWorkerSinkTask> targets = new HashMap<>();
    /** Members that have to give up all their partitions before anybody gets some; only in an eager group. */
    private final Set<FakeWorkerSinkTask> revoking = new LinkedHashSet<>();

    private final Map<FakeWorkerSinkTask, Set<TopicPartition>> lost = new HashMap<>();
    private int turn;

    /** @param cooperative whether a rebalance revokes only the partitions that move, or all of them (eager) */
    FakeConsumerGroup(Scheduler scheduler, Orders orders, boolean cooperative) {
        this.scheduler = scheduler;
        this.orders = orders;
        this.cooperative = cooperative;
        scheduler.after(HEARTBEAT, this::evictStuckMembers);
    }

    static TopicPartition partition(int number) {
        return new TopicPartition(Orders.TOPIC, number);
    }

    long wallClockMillis() {
        return WALL_CLOCK_START_SECONDS * 1_000 + TimeUnit.NANOSECONDS.toMillis(scheduler.now());
    }

    void produce(int recordsPerPartition) {
        producedAt.put(produced[0], wallClockMillis() / 1_000);
        for (int partition = 0; partition < PARTITIONS; partition++) {
            produced[partition] += recordsPerPartition;
        }
        members.forEach(FakeWorkerSinkTask::poke);
    }

    SinkRecord record(TopicPartition partition, long offset) {
        return orders.record(
                new RecordId(partition.partition(), offset),
                producedAt.floorEntry(offset).getValue());
    }

    long end(TopicPartition partition) {
        return produced[partition.partition()];
    }

    long committed(TopicPartition partition) {
        return committed[partition.partition()];
    }

    /** Rejected as a whole when the member has lost any of the partitions. */
    boolean commit(FakeWorkerSinkTask member, Map<TopicPartition, OffsetAndMetadata> offsets) {
        if (!offsets.keySet().stream().allMatch(partition -> owners.get(partition) == member)) {
            return false;
        }
        offsets.forEach((partition, next) -> {
            assertThat(next.offset())
                    .as("%s commits %s, and never goes back", member, partition)
                    .isGreaterThanOrEqualTo(committed(partition));
            committed[partition.partition()] = next.offset();
        });
        return true;
    }

    long total() {
        return LongStream.of(produced).sum();
    }

    long totalCommitted() {
        return LongStream.of(committed).sum();
    }

    List<RecordId> all() {
        List<RecordId> all = new ArrayList<>();
        for (int partition = 0; partition < PARTITIONS; partition++) {
            for (long offset = 0; offset < produced[partition]; offset++) {
                all.add(new RecordId(partition, offset));
            }
        }
        return all;
    }

    /** Every partition moves to the next member. */
    void moveAll() {
        turn++;
        rebalance();
    }

    private void rebalance() {
        for (int number = 0; number < PARTITIONS && !members.isEmpty(); number++) {
            targets.put(partition(number), members.get((number + turn) % members.size()));
        }
        if (!cooperative) {
            revoking.addAll(members);
        }
        members.forEach(FakeWorkerSinkTask::poke);
    }

    void join(FakeWorkerSinkTask member) {
        members.add(member);
        members.sort(Comparator.comparingInt(FakeWorkerSinkTask::number));
        rebalance();
    }

    void leave(FakeWorkerSinkTask member) {
        remove(member);
        rebalance();
    }

    private void remove(FakeWorkerSinkTask member) {
        members.remove(member);
        revoking.remove(member);
        owners.values().removeIf(member::equals);
        targets.values().removeIf(member::equals);
    }

    private void evictStuckMembers() {
        for (FakeWorkerSinkTask member : List.copyOf(members)) {
            if (scheduler.now() - member.lastPoll() > MAX_POLL_INTERVAL.toNanos()) {
                evict(member);
            }
        }
        scheduler.after(HEARTBEAT, this::evictStuckMembers);
    }

    /** The member loses its partitions without being asked. It learns of it in its next poll. */
    void evict(FakeWorkerSinkTask member) {
        lost.put(member, owned(member));
        remove(member);
        rebalance();
    }

    private Set<TopicPartition> owned(FakeWorkerSinkTask member) {
        Set<TopicPartition> owned = new HashSet<>(owners.keySet());
        owned.removeIf(partition -> owners.get(partition) != member);
        return owned;
    }

    boolean isEvicted(FakeWorkerSinkTask member) {
        return lost.containsKey(member);
    }

    /** The partitions that an evicted member lost. */
    Set<TopicPartition> takeLost(FakeWorkerSinkTask member) {
        return lost.remove(member);
    }

    /** Whether the member has to give up partitions, or at least to say that it has none. */
    boolean mustRevoke(FakeWorkerSinkTask member) {
        return revoking.contains(member) || !toRevoke(member).isEmpty();
    }

    Set<TopicPartition> toRevoke(FakeWorkerSinkTask member) {
        Set<TopicPartition> owned = owned(member);
        if (!revoking.contains(member)) {
            owned.removeIf(partition -> targets.get(partition) == member);
        }
        return owned;
    }

    void revoked(FakeWorkerSinkTask member, Set<TopicPartition> partitions) {
        partitions.forEach(partition -> owners.remove(partition, member));
        revoking.remove(member);
        members.forEach(FakeWorkerSinkTask::poke);
    }

    /** The partitions that the member gets now. */
    Set<TopicPartition> takeAssigned(FakeWorkerSinkTask member) {
        Set<TopicPartition> assigned = new HashSet<>();
        if (revoking.isEmpty()) {
            targets.forEach((partition, target) -> {
                if (target == member && owners.putIfAbsent(partition, member) == null) {
                    assigned.add(partition);
                }
            });
        }
        return assigned;
    }

    boolean hasAssignment(FakeWorkerSinkTask member) {
        return revoking.isEmpty()
                && targets.entrySet().stream()
                        .anyMatch(target -> target.getValue() == member && !owners.containsKey(target.getKey()));
    }
}
