package io.github.pinsink.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.pinsink.api.AdAccountId;
import io.github.pinsink.api.ApiOutcome;
import io.github.pinsink.delivery.Delivery;
import io.github.pinsink.delivery.DeliveryPolicy;
import io.github.pinsink.delivery.DeliveryResult;
import io.github.pinsink.delivery.Permits;
import io.github.pinsink.delivery.Request;
import io.github.pinsink.offset.OffsetTracker;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;

/** A task as the framework drives it, reduced to what delivery and offsets see of it. */
final class FakeTask {
    static final int MOST_BUFFERED = 20_000;
    private static final int RECORDS_A_POLL = 500;
    private static final Duration SHORTEST_TICK = Duration.ofMillis(2);
    private static final Duration LONGEST_TICK = Duration.ofMillis(500);
    private static final Duration COMMIT_EVERY = Duration.ofSeconds(1);
    private static final byte[] JSON = "{\"event_name\":\"checkout\"}".getBytes(StandardCharsets.UTF_8);

    private final Scheduler scheduler;
    private final FakeConsumerGroup group;
    private final FakePinterest pinterest;
    private final Set<RecordId> errants;
    private final Function<RecordId, AdAccountId> accounts;
    private final OffsetTracker offsets = new OffsetTracker();
    private final Delivery<SimulatedRecord> delivery;
    private final DeliveryPolicy policy;
    private final ArrayDeque<Answered> answers = new ArrayDeque<>();
    private final Map<Integer, Long> positions = new HashMap<>();
    private final Map<Integer, Long> lastCommittable = new HashMap<>();
    private final Set<OffsetTracker.Position> settledOnce = new HashSet<>();
    private Optional<String> failure = Optional.empty();
    private int token;
    private int rereads;

    private record Answered(Request<SimulatedRecord> request, ApiOutcome outcome) {}

    FakeTask(
            Scheduler scheduler,
            FakeConsumerGroup group,
            FakePinterest pinterest,
            DeliveryPolicy policy,
            Function<AdAccountId, Permits> permits,
            Function<RecordId, AdAccountId> accounts,
            Set<RecordId> errants) {
        this.scheduler = scheduler;
        this.group = group;
        this.pinterest = pinterest;
        this.policy = policy;
        this.accounts = accounts;
        this.errants = errants;
        this.delivery = new Delivery<>(policy, permits, SimulatedRecord::isLive);
        this.token = pinterest.currentToken();
        scheduler.always(this::checkInvariants);
        scheduler.after(SHORTEST_TICK, this::put);
        scheduler.after(COMMIT_EVERY, this::commitNowAndThen);
    }

    Optional<String> failure() {
        return failure;
    }

    Delivery<SimulatedRecord> delivery() {
        return delivery;
    }

    int rereads() {
        return rereads;
    }

    void open(Collection<Integer> partitions) {
        offsets.open(named(partitions));
        for (int partition : partitions) {
            positions.put(partition, group.committed(partition));
            lastCommittable.put(partition, 0L);
        }
    }

    /** What the framework does before partitions go: commit, close, and only then may somebody else read them. */
    void handOver(Collection<Integer> partitions) {
        commit(partitions);
        offsets.close(named(partitions));
        delivery.discardAbandoned();
        partitions.forEach(positions::remove);
    }

    private static List<TopicPartition> named(Collection<Integer> partitions) {
        return partitions.stream().map(FakeConsumerGroup::partition).toList();
    }

    private void put() {
        boolean read = false;
        if (failure.isEmpty()) {
            read = read();
            turn();
        }
        long now = scheduler.now();
        long next = read
                ? SHORTEST_TICK.toNanos()
                : Math.max(
                        SHORTEST_TICK.toNanos(),
                        delivery.untilNextAction(now, LONGEST_TICK).toNanos());
        // An answer wakes the loop in truth; here it is looked for often enough.
        scheduler.afterNanos(
                delivery.inFlight() > 0 ? Math.min(next, Duration.ofMillis(10).toNanos()) : next, this::put);
    }

    private boolean read() {
        int room = Math.min(RECORDS_A_POLL, MOST_BUFFERED - delivery.bufferedEvents());
        int readNow = 0;
        for (Map.Entry<Integer, Long> position : positions.entrySet()) {
            while (readNow < room && position.getValue() < group.end(position.getKey())) {
                accept(new RecordId(position.getKey(), position.getValue()));
                position.setValue(position.getValue() + 1);
                readNow++;
            }
        }
        return readNow > 0;
    }

    private void accept(RecordId id) {
        OffsetTracker.Position position =
                offsets.accept(FakeConsumerGroup.partition(id.partition()), id.offset(), scheduler.now());
        delivery.offer(
                accounts.apply(id),
                ByteBuffer.wrap(JSON),
                JSON.length,
                isOffline(id),
                new SimulatedRecord(id, position),
                scheduler.now());
    }

    static boolean isOffline(RecordId id) {
        return id.offset() % 10 == 3;
    }

    private void turn() {
        long now = scheduler.now();
        takeAnswers();
        if (delivery.failure().isPresent()) {
            failure = delivery.failure();
            return;
        }
        if (delivery.isTokenRejected()) {
            rereads++;
            int before = token;
            token = pinterest.currentToken();
            delivery.tokenReloaded(token != before);
        }
        for (Request<SimulatedRecord> request : delivery.takeDue(now, false)) {
            assertThat(request.events())
                    .as("nothing of a closed generation is sent")
                    .allMatch(event -> event.origin().isLive());
            pinterest.receive(request, token, outcome -> answers.add(new Answered(request, outcome)));
        }
    }

    private void takeAnswers() {
        for (Answered answer = answers.poll(); answer != null; answer = answers.poll()) {
            delivery.onResponse(answer.request(), answer.outcome(), scheduler.now());
        }
        for (DeliveryResult<SimulatedRecord> settled : delivery.results()) {
            SimulatedRecord conversion = settled.origin();
            assertThat(conversion.isLive()).as("late answers change nothing").isTrue();
            assertThat(settledOnce.add(conversion.position()))
                    .as("settled once")
                    .isTrue();
            if (settled.rejection().isPresent()) {
                errants.add(conversion.id());
            } else {
                assertThat(pinterest.has(conversion.id()))
                        .as("delivered is only what Pinterest has")
                        .isTrue();
            }
            offsets.settle(conversion.position());
        }
    }

    private void commitNowAndThen() {
        commit(positions.keySet());
        scheduler.after(COMMIT_EVERY, this::commitNowAndThen);
    }

    private void commit(Collection<Integer> partitions) {
        takeAnswers();
        Map<TopicPartition, OffsetAndMetadata> offered = new HashMap<>();
        for (int partition : partitions) {
            offered.put(FakeConsumerGroup.partition(partition), new OffsetAndMetadata(positions.get(partition)));
        }
        offsets.committable(offered).forEach((partition, next) -> {
            int number = partition.partition();
            assertThat(next.offset()).as("no more than was read").isLessThanOrEqualTo(positions.get(number));
            assertThat(next.offset())
                    .as("never back within a generation")
                    .isGreaterThanOrEqualTo(lastCommittable.get(number));
            for (long offset = group.committed(number); offset < next.offset(); offset++) {
                RecordId id = new RecordId(number, offset);
                assertThat(pinterest.has(id) || errants.contains(id))
                        .as("%s is committed and neither delivered nor errant", id)
                        .isTrue();
            }
            lastCommittable.put(number, next.offset());
            group.commit(number, Math.max(group.committed(number), next.offset()));
        });
    }

    private void checkInvariants() {
        if (delivery.bufferedEvents() > MOST_BUFFERED + RECORDS_A_POLL) {
            throw new AssertionError("buffered events: " + delivery.bufferedEvents());
        }
        if (delivery.bufferedEvents() < 0 || delivery.bufferedBytes() < 0) {
            throw new AssertionError("more was released than held");
        }
        if (delivery.inFlight() > policy.maxInFlight()) {
            throw new AssertionError("requests in flight: " + delivery.inFlight());
        }
        if ((delivery.bufferedEvents() == 0) != (delivery.bufferedBytes() == 0)) {
            throw new AssertionError("events and bytes held do not agree");
        }
    }

    List<Integer> partitions() {
        return new ArrayList<>(positions.keySet());
    }
}
