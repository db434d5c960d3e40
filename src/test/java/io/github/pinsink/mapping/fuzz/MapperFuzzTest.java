package io.github.pinsink.mapping.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.pinsink.event.Problem;
import io.github.pinsink.mapping.Mapper;
import io.github.pinsink.mapping.MappingResult;
import io.github.pinsink.mapping.MappingResult.Invalid;
import io.github.pinsink.mapping.MappingResult.Mapped;
import io.github.pinsink.mapping.MappingResult.Skipped;
import io.github.pinsink.sandbox.EventValidator;
import java.io.IOException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.record.TimestampType;
import org.apache.kafka.connect.data.SchemaAndValue;
import org.apache.kafka.connect.header.ConnectHeaders;
import org.apache.kafka.connect.sink.SinkRecord;
import org.junit.jupiter.api.Test;

/**
 * Whatever a record holds, mapping it ends in one of the documented results: nothing is thrown, every event satisfies the
 * specification as the sandbox knows it, and no reason quotes the record.
 *
 * <p>{@code -Dpinsink.fuzz.records} says how many records, {@code -Dpinsink.fuzz.seed} which ones; a record depends on the
 * seed and its number alone.
 */
class MapperFuzzTest {
    private static final int RECORDS = Integer.getInteger("pinsink.fuzz.records", 20_000);
    private static final long SEED = Long.getLong("pinsink.fuzz.seed", 20_261_124);
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final TopicPartition PARTITION = new TopicPartition("topic", 0);

    private final Map<Class<?>, Integer> results = new java.util.HashMap<>();
    private final Map<RecordKind, Integer> mappedByKind = new EnumMap<>(RecordKind.class);
    private final Map<String, Integer> mappedByScene = new TreeMap<>();
    private int events;

    @Test
    void everyRecordEndsInADocumentedResult() throws IOException {
        List<FuzzFixture> scenes = FuzzFixture.all();
        long begin = System.nanoTime();
        for (int number = 0; number < RECORDS; number++) {
            one(scenes, number);
        }
        System.out.printf(
                "fuzzed %d records, seed %d, in %d s: %d mapped to %d events, %d skipped, %d invalid; mapped %s %s%n",
                RECORDS,
                SEED,
                (System.nanoTime() - begin) / 1_000_000_000,
                results.getOrDefault(Mapped.class, 0),
                events,
                results.getOrDefault(Skipped.class, 0),
                results.getOrDefault(Invalid.class, 0),
                mappedByKind,
                mappedByScene);
        assertThat(mappedByKind.keySet())
                .as("kinds of records of which some became events")
                .contains(RecordKind.MAP, RecordKind.STRUCT, RecordKind.TEXT, RecordKind.BYTES, RecordKind.BUFFER);
        assertThat(mappedByScene.keySet())
                .as("mappings by which some records became events")
                .containsAll(scenes.stream().map(FuzzFixture::name).toList());
    }

    private void one(List<FuzzFixture> scenes, int number) {
        Random random = new Random(SEED * 1_000_003 + number);
        FuzzFixture scene = scenes.get(random.nextInt(scenes.size()));
        RecordKind[] kinds = RecordKind.values();
        RecordKind kind = kinds[random.nextInt(kinds.length)];
        try {
            Object document = new Mutation(random, kind.mayBeRare()).of(scene.document(random));
            MappingResult result = map(scene.mapper(), record(kind.of(document, random), random));
            results.merge(result.getClass(), 1, Integer::sum);
            check(result, scene, kind);
        } catch (RuntimeException | StackOverflowError | AssertionError | JsonProcessingException e) {
            throw new AssertionError(
                    "record " + number + " of seed " + SEED + ", a " + kind + " mapped by " + scene.name(), e);
        }
    }

    private static MappingResult map(Mapper mapper, SinkRecord record) {
        return mapper.map(record, PARTITION, record.kafkaOffset(), FuzzFixture.NOW.toEpochMilli());
    }

    private static SinkRecord record(SchemaAndValue value, Random random) {
        Object key = random.nextInt(3) == 0 ? null : Mutation.PLANTED;
        ConnectHeaders headers = new ConnectHeaders();
        headers.addString("epik", Mutation.PLANTED);
        return new SinkRecord(
                "topic",
                0,
                null,
                key,
                value.schema(),
                value.value(),
                7,
                FuzzFixture.NOW.toEpochMilli(),
                TimestampType.CREATE_TIME,
                headers);
    }

    private void check(MappingResult result, FuzzFixture scene, RecordKind kind) throws JsonProcessingException {
        List<String> told = new ArrayList<>();
        List<String> reasons = List.of();
        if (result instanceof Mapped mapped) {
            mappedByKind.merge(kind, 1, Integer::sum);
            mappedByScene.merge(scene.name(), 1, Integer::sum);
            reasons = mapped.problems().stream().map(Problem::text).toList();
            for (MappingResult.Event event : mapped.events()) {
                events++;
                satisfiesTheSpecification(event.encoded().json());
                for (Problem dropped : event.encoded().dropped()) {
                    told.add(dropped.field() + ": " + dropped.reason());
                }
            }
        } else if (result instanceof Invalid invalid) {
            assertThat(invalid.problems().stream().map(Problem::text).toList()).isNotEmpty();
            reasons = invalid.problems().stream().map(Problem::text).toList();
        }
        told.addAll(reasons);
        for (String reason : told) {
            for (String personal : scene.personalValues()) {
                if (reason.contains(personal)) {
                    throw new AssertionError("a reason quotes the record: " + reason);
                }
            }
        }
        // They become a header of the dead letter queue.
        assertThat(String.join("; ", reasons).length())
                .as("length of the problems of a record")
                .isLessThan(30_000);
    }

    private static void satisfiesTheSpecification(byte[] text) throws JsonProcessingException {
        try {
            JsonNode event = JSON.readTree(text);
            EventValidator.check(event, EventValidator.Description.NEWER);
        } catch (IOException e) {
            throw new AssertionError("an event is not JSON", e);
        }
    }
}
