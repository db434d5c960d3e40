package io.github.pinsink.tools.coverage;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.github.pinsink.event.EncodingResult;
import io.github.pinsink.event.Problem;
import io.github.pinsink.mapping.MappingResult;
import io.github.pinsink.tools.pipeline.MappedRecord;
import io.github.pinsink.tools.source.RawRecord;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Counts what the events of many records carry, without keeping a record. */
final class Coverage {
    /** A name can come from a record, so there can be any number of them. */
    private static final int MAX_NAMES = 200;

    private static final String OTHER_NAMES = "(other names)";
    private static final int MAX_KINDS = 1_000;
    private static final String OTHER_KINDS = "(other problems)";
    private static final JsonFactory JSON = new JsonFactory();

    private final Map<String, EventCoverage> byName = new TreeMap<>();
    private final Map<String, Long> rejections = new LinkedHashMap<>();
    private final Map<String, Long> drops = new LinkedHashMap<>();
    private final DurationHistogram delays = new DurationHistogram();
    private final DuplicateIds ids = new DuplicateIds();
    private long records;
    private long events;
    private long skipped;
    private long rejected;

    /** A reason and how often it occurred. */
    record Counted(String reason, long count) {}

    void add(MappedRecord mapped) {
        records++;
        mapped.outcome().match(new MappedRecord.Cases<Void>() {
            @Override
            public Void mapped(MappingResult result) {
                count(mapped.record(), result);
                return null;
            }

            @Override
            public Void droppedByTransform(String transform) {
                skipped++;
                return null;
            }
        });
    }

    private void count(RawRecord record, MappingResult result) {
        result.match(new MappingResult.Cases<Void>() {
            @Override
            public Void mapped(MappingResult.Mapped mapped) {
                mapped.events().forEach(event -> countEvent(record, event.encoded()));
                if (!mapped.problems().isEmpty()) {
                    rejected++;
                    countKinds(rejections, mapped.problems());
                }
                return null;
            }

            @Override
            public Void skipped(MappingResult.Skipped reason) {
                skipped++;
                return null;
            }

            @Override
            public Void invalid(MappingResult.Invalid invalid) {
                rejected++;
                countKinds(rejections, invalid.problems());
                return null;
            }
        });
    }

    private void countEvent(RawRecord record, EncodingResult.Encoded event) {
        events++;
        Head head = head(event.json());
        String name =
                byName.containsKey(event.eventName()) || byName.size() < MAX_NAMES ? event.eventName() : OTHER_NAMES;
        byName.computeIfAbsent(name, first -> new EventCoverage())
                .add(event.signals(), head.actionSource(), record.timestamp().isPresent() && event.late());
        ids.add(event.eventName(), event.eventId());
        record.timestamp().ifPresent(timestamp -> delays.add(timestamp - head.eventTime() * 1_000));
        countKinds(drops, event.dropped());
    }

    private static void countKinds(Map<String, Long> counts, List<Problem> problems) {
        problems.stream()
                .map(problem -> problem.code().id() + "  " + problem.kind())
                .distinct()
                .forEach(kind -> counts.merge(
                        counts.containsKey(kind) || counts.size() < MAX_KINDS ? kind : OTHER_KINDS, 1L, Long::sum));
    }

    /** What the counters need of an event, which the encoder writes before everything else. */
    private record Head(String actionSource, long eventTime) {}

    private static Head head(byte[] event) {
        String actionSource = "";
        try (JsonParser parser = JSON.createParser(event)) {
            parser.nextToken();
            while (parser.nextToken() == JsonToken.FIELD_NAME) {
                String name = parser.currentName();
                parser.nextToken();
                if (name.equals("action_source")) {
                    actionSource = parser.getText();
                } else if (name.equals("event_time")) {
                    return new Head(actionSource, parser.getLongValue());
                } else {
                    parser.skipChildren();
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException("an event is not JSON", e);
        }
        throw new IllegalStateException("an event has no event_time");
    }

    /** By event name. */
    Map<String, EventCoverage> byName() {
        return byName;
    }

    List<Counted> rejections() {
        return mostFirst(rejections);
    }

    List<Counted> drops() {
        return mostFirst(drops);
    }

    private static List<Counted> mostFirst(Map<String, Long> counts) {
        return counts.entrySet().stream()
                .map(entry -> new Counted(entry.getKey(), entry.getValue()))
                .sorted(Comparator.comparingLong(Counted::count).reversed().thenComparing(Counted::reason))
                .toList();
    }

    /** From the time of the event to the timestamp of its record. */
    DurationHistogram delays() {
        return delays;
    }

    DuplicateIds ids() {
        return ids;
    }

    long records() {
        return records;
    }

    long events() {
        return events;
    }

    long skipped() {
        return skipped;
    }

    /** Records that are rejected, also in part. */
    long rejected() {
        return rejected;
    }

    long late() {
        return byName.values().stream().mapToLong(EventCoverage::late).sum();
    }
}
