package io.github.pinsink.runtime;

import io.github.pinsink.delivery.Delivery;
import io.github.pinsink.errant.ErrantRecords;
import io.github.pinsink.errant.PendingRecord;
import io.github.pinsink.event.Problem;
import io.github.pinsink.mapping.Mapper;
import io.github.pinsink.mapping.MappingResult;
import io.github.pinsink.metrics.Metric;
import io.github.pinsink.metrics.TaskMetrics;
import io.github.pinsink.offset.Offsets;
import io.github.pinsink.offset.OriginalPosition;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.connect.sink.SinkRecord;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Records between {@code put} and the mapping. A put returns in time however slow the mapping is and however full the
 * delivery's buffers are.
 */
final class RecordBuffer {
    private static final Logger log = LoggerFactory.getLogger(RecordBuffer.class);

    private final Mapper mapper;
    private final Delivery<PendingRecord> delivery;
    private final ErrantRecords errants;
    private final Offsets offsets;
    private final TaskMetrics metrics;
    private final FilterLog filters;
    private final LongSupplier currentTimeMillis;
    private final OriginalPosition positions = new OriginalPosition();
    private final ArrayDeque<PendingRecord> unmapped = new ArrayDeque<>();

    /** @param currentTimeMillis the wall clock, for the age of events */
    RecordBuffer(
            Mapper mapper,
            Delivery<PendingRecord> delivery,
            ErrantRecords errants,
            Offsets offsets,
            TaskMetrics metrics,
            FilterLog filters,
            LongSupplier currentTimeMillis) {
        this.mapper = mapper;
        this.delivery = delivery;
        this.errants = errants;
        this.offsets = offsets;
        this.metrics = metrics;
        this.filters = filters;
        this.currentTimeMillis = currentTimeMillis;
    }

    /**
     * @param ignored partitions whose records are not accepted now, because they will be fetched again
     * @return partitions that are not assigned, of which nothing is accepted either, with the offset of their first record
     */
    Map<TopicPartition, Long> accept(Collection<SinkRecord> records, Set<TopicPartition> ignored, long now) {
        Map<TopicPartition, Long> unannounced = new HashMap<>(0);
        long wallMillis = currentTimeMillis.getAsLong();
        for (SinkRecord record : records) {
            TopicPartition partition = positions.partition(record);
            if (ignored.contains(partition)) {
                continue;
            }
            long offset = OriginalPosition.offset(record);
            if (offsets.isAssigned(partition)) {
                unmapped.add(new PendingRecord(record, offsets.accept(partition, offset, now), wallMillis));
                metrics.count(Metric.RECORDS_RECEIVED);
            } else {
                unannounced.putIfAbsent(partition, offset);
            }
        }
        return unannounced;
    }

    boolean isEmpty() {
        return unmapped.isEmpty();
    }

    /** Drops the records of revoked partitions. */
    void discardRevoked() {
        unmapped.removeIf(pending -> !pending.isLive());
    }

    /** Maps the oldest record. */
    void mapNext(long now) {
        PendingRecord next = unmapped.remove();
        mapper.map(next.record(), next.position().partition(), next.position().offset(), currentTimeMillis.getAsLong())
                .match(new MappingResultHandler(next, now));
    }

    /** Passes a record on, case by case. */
    private final class MappingResultHandler implements MappingResult.Cases<Void> {
        private final PendingRecord pending;
        private final long now;

        MappingResultHandler(PendingRecord pending, long now) {
            this.pending = pending;
            this.now = now;
        }

        @Override
        public Void mapped(MappingResult.Mapped result) {
            List<MappingResult.Event> events = result.events();
            log.debug("Record {} was mapped to {} events", pending, events.size());
            String topic = pending.record().topic();
            filters.passed(topic, now);
            metrics.recordMapped(topic);
            if (!result.problems().isEmpty()) {
                metrics.recordInvalid(topic);
                if (!errants.areTolerated()) {
                    // Before any event of it is sent: they are all mapped again after a restart.
                    errants.report(pending, result.problems(), now);
                }
            }
            errants.mapped();
            errants.retain(pending);
            pending.mapped(events.size(), result.problems());
            long retained = PendingRecord.OVERHEAD_BYTES + pending.retainedBytes() / events.size();
            for (MappingResult.Event event : events) {
                metrics.eventMapped(event.encoded().eventName(), event.encoded().signalBits());
                for (Problem problem : event.encoded().dropped()) {
                    metrics.dropped(problem.fieldWithoutIndices());
                }
                if (event.encoded().late()) {
                    metrics.count(Metric.EVENTS_LATE);
                }
                ByteBuffer json = event.encoded().text();
                delivery.offer(
                        event.account(),
                        json,
                        json.remaining() + retained,
                        event.encoded().offline(),
                        now + TimeUnit.SECONDS.toNanos(event.encoded().secondsUntilLate()),
                        pending,
                        now);
            }
            return null;
        }

        @Override
        public Void skipped(MappingResult.Skipped result) {
            log.debug("Record {} was skipped: {}", pending, result.why());
            String topic = pending.record().topic();
            metrics.recordSkipped(
                    topic,
                    switch (result.why()) {
                        case TOMBSTONE -> Metric.RECORDS_SKIPPED_TOMBSTONE;
                        case FILTERED -> Metric.RECORDS_SKIPPED_FILTERED;
                        case NOTHING_TO_EXPLODE -> Metric.RECORDS_SKIPPED_NOTHING_TO_EXPLODE;
                        case UNKNOWN_EVENT -> Metric.RECORDS_SKIPPED_UNKNOWN_EVENT;
                    });
            switch (result.why()) {
                case TOMBSTONE -> {}
                case FILTERED -> filters.filtered(topic, now);
                case NOTHING_TO_EXPLODE, UNKNOWN_EVENT -> filters.passed(topic, now);
            }
            offsets.settle(pending.position());
            return null;
        }

        @Override
        public Void invalid(MappingResult.Invalid result) {
            String topic = pending.record().topic();
            metrics.recordInvalid(topic);
            if (result.passedFilter()) {
                filters.passed(topic, now);
            }
            errants.reject(pending, result.problems(), now);
            return null;
        }
    }
}
