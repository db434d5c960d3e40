package io.github.pinsink;

import io.github.pinsink.delivery.Delivery;
import io.github.pinsink.event.FieldProblem;
import io.github.pinsink.mapping.Mapper;
import io.github.pinsink.mapping.MappingResult;
import io.github.pinsink.metrics.Metric;
import io.github.pinsink.metrics.TaskMetrics;
import io.github.pinsink.offset.OffsetTracker;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.connect.sink.SinkRecord;

/**
 * The way in: records are accepted as they come, and mapped one by one when there is time and room. What is not mapped yet
 * waits here, so that a put returns in time however slow the mapping is and however full the buffers are.
 */
final class Intake {
    /**
     * What an event and its record take in memory beside the bytes of both: some ten small objects, the framework's among
     * them. Counted from their fields with compressed references.
     */
    private static final int BYTES_BESIDE = 500;

    private final Mapper mapper;
    private final Delivery<Origin> delivery;
    private final ErrantRecords errants;
    private final OffsetTracker offsets;
    private final TaskMetrics metrics;
    private final OriginalCoordinates coordinates = new OriginalCoordinates();
    private final ArrayDeque<Arrival> waiting = new ArrayDeque<>();

    private record Arrival(SinkRecord record, OffsetTracker.Position position) {}

    Intake(
            Mapper mapper,
            Delivery<Origin> delivery,
            ErrantRecords errants,
            OffsetTracker offsets,
            TaskMetrics metrics) {
        this.mapper = mapper;
        this.delivery = delivery;
        this.errants = errants;
        this.offsets = offsets;
        this.metrics = metrics;
    }

    /**
     * @param later partitions whose records are not wanted now, since they are going to be read again
     * @return partitions that are not open, of which nothing is taken either, with their first offset each
     */
    Map<TopicPartition, Long> accept(Collection<SinkRecord> records, Set<TopicPartition> later, long now) {
        Map<TopicPartition, Long> unannounced = new HashMap<>(0);
        for (SinkRecord record : records) {
            TopicPartition partition = coordinates.partition(record);
            if (later.contains(partition)) {
                continue;
            }
            if (offsets.isOpen(partition)) {
                waiting.add(new Arrival(record, offsets.accept(partition, OriginalCoordinates.offset(record), now)));
                metrics.count(Metric.RECORDS_RECEIVED);
            } else {
                unannounced.putIfAbsent(partition, OriginalCoordinates.offset(record));
            }
        }
        return unannounced;
    }

    /** Whether records wait to be mapped. */
    boolean hasWaiting() {
        return !waiting.isEmpty();
    }

    /** Drops the records of partitions that are closed. */
    void discardUnwanted() {
        waiting.removeIf(arrival -> !arrival.position().isLive());
    }

    /** Maps the record that waits longest. */
    void mapNext(long now) {
        Arrival next = waiting.remove();
        OffsetTracker.Position position = next.position();
        mapper.map(next.record(), position.partition(), position.offset(), System.currentTimeMillis())
                .match(new Fate(next.record(), position, now));
    }

    /** What a record becomes, case by case. */
    private final class Fate implements MappingResult.Cases<Void> {
        private final SinkRecord record;
        private final OffsetTracker.Position position;
        private final long now;

        Fate(SinkRecord record, OffsetTracker.Position position, long now) {
            this.record = record;
            this.position = position;
            this.now = now;
        }

        @Override
        public Void mapped(MappingResult.Mapped result) {
            List<MappingResult.Event> events = result.events();
            metrics.count(Metric.RECORDS_MAPPED);
            metrics.count(Metric.EVENTS_CREATED, events.size());
            if (!result.reasons().isEmpty()) {
                metrics.count(Metric.RECORDS_INVALID);
                if (!errants.areTolerated()) {
                    // At once, before any event of it is sent: they all come again with the next attempt.
                    errants.report(record, 0, position, Reasons.text(result.reasons()), now);
                }
            }
            long keptBytes = errants.keptBytes(record);
            Origin origin = new Origin(errants.keep(record), keptBytes, position, events.size(), result.reasons());
            long kept = BYTES_BESIDE + keptBytes / events.size();
            for (MappingResult.Event event : events) {
                for (FieldProblem problem : event.encoded().dropped()) {
                    metrics.dropped(problem.field());
                }
                if (event.encoded().late()) {
                    metrics.count(Metric.EVENTS_LATE);
                }
                ByteBuffer json = event.encoded().text();
                delivery.offer(
                        event.account(),
                        json,
                        json.remaining() + kept,
                        event.encoded().offline(),
                        origin,
                        now);
            }
            return null;
        }

        @Override
        public Void skipped(MappingResult.Skipped result) {
            metrics.count(
                    switch (result.why()) {
                        case TOMBSTONE -> Metric.RECORDS_SKIPPED_TOMBSTONE;
                        case FILTERED -> Metric.RECORDS_SKIPPED_FILTERED;
                        case NOTHING_TO_EXPLODE -> Metric.RECORDS_SKIPPED_NOTHING_TO_EXPLODE;
                        case UNKNOWN_EVENT -> Metric.RECORDS_SKIPPED_UNKNOWN_EVENT;
                    });
            offsets.settle(position);
            return null;
        }

        @Override
        public Void invalid(MappingResult.Invalid result) {
            metrics.count(Metric.RECORDS_INVALID);
            errants.report(
                    record,
                    BYTES_BESIDE + errants.keptBytes(record),
                    position,
                    "No conversion can be made of this record: " + Reasons.text(result.reasons()),
                    now);
            return null;
        }
    }
}
