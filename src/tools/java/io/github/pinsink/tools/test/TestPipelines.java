package io.github.pinsink.tools.test;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.pinsink.tools.command.Terminal;
import io.github.pinsink.tools.command.UsageException;
import io.github.pinsink.tools.pipeline.MappedRecord;
import io.github.pinsink.tools.pipeline.PipelineOptions;
import io.github.pinsink.tools.pipeline.RecordPipeline;
import io.github.pinsink.tools.pipeline.TextConverters;
import io.github.pinsink.tools.source.RawRecord;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Maps the records of tests, each at its own time. Without {@code --now} and a {@code now} in the settings, that time depends on
 * the record alone, so that a test does not begin to fail when its record is old.
 */
final class TestPipelines {
    /** The time of a record that has none. */
    static final Instant FIXED = Instant.parse("2026-01-01T00:00:00Z");

    /** From record to task. */
    private static final Duration DELAY = Duration.ofSeconds(60);

    /** At this time, with the largest age that is allowed, no record since 1970 is too old or in the future. */
    private static final Instant END_OF_TIMES = Instant.parse("2069-12-01T00:00:00Z");

    private static final String MAX_AGE = "event.max.age";
    private static final String IDENTIFIER = "mapping.user_data.em";
    private static final String SOMEBODY = "'somebody@example.com'";
    private static final String ON_INVALID_FIELD = "mapping.on.invalid.field";
    private static final String LARGEST_AGE = "36500d";

    private record Key(Map<String, String> properties, boolean hasSchema) {}

    private final PipelineOptions options;
    private final Terminal terminal;
    private final Map<Key, RecordPipeline> pipelines = new HashMap<>();

    TestPipelines(PipelineOptions options, Terminal terminal) {
        this.options = options;
        this.terminal = terminal;
    }

    /** The result is valid until the next record is mapped. */
    MappedRecord map(Map<String, String> properties, RawRecord record, TestSettings settings) throws UsageException {
        Optional<Instant> chosen = options.now().or(settings::now);
        Instant at = chosen.isPresent() ? chosen.get() : ofRecord(properties, record);
        return pipeline(properties, record).map(record, at);
    }

    /** A minute after the newest event of the record, or after its timestamp. */
    private Instant ofRecord(Map<String, String> properties, RawRecord record) throws UsageException {
        Map<String, String> withoutAge = new HashMap<>(properties);
        withoutAge.put(MAX_AGE, LARGEST_AGE);
        // A record that identifies nobody, or has another fault, still has a time.
        withoutAge.replaceAll((key, value) -> key.endsWith(IDENTIFIER) ? SOMEBODY : value);
        withoutAge.put(IDENTIFIER, SOMEBODY);
        withoutAge.put(ON_INVALID_FIELD, "drop");
        Instant event = ActualResult.of(pipeline(withoutAge, record).map(record, END_OF_TIMES)).events().stream()
                .map(found -> Instant.ofEpochSecond(found.path("event_time").asLong()))
                .max(Instant::compareTo)
                .orElse(Instant.MAX);
        // An event at the end of times has the time of the clock.
        Optional<Instant> time = event.isBefore(END_OF_TIMES.minus(Duration.ofDays(1)))
                ? Optional.of(event)
                : record.timestamp().map(Instant::ofEpochMilli);
        return time.orElse(FIXED).plus(DELAY);
    }

    private RecordPipeline pipeline(Map<String, String> properties, RawRecord record) throws UsageException {
        boolean hasSchema = TextConverters.areNeeded(properties) && hasSchema(record);
        Key key = new Key(properties, hasSchema);
        RecordPipeline known = pipelines.get(key);
        if (known == null) {
            // The first pipeline prints the notes about the config.
            boolean isFirst =
                    pipelines.isEmpty() && !properties.getOrDefault(MAX_AGE, "").equals(LARGEST_AGE);
            known = RecordPipeline.of(
                    TextConverters.replaceIn(properties, hasSchema),
                    false,
                    options,
                    terminal,
                    isFirst ? terminal::note : note -> {});
            pipelines.put(key, known);
        }
        return known;
    }

    /** Whether the value is what JsonConverter writes with a schema. */
    private static boolean hasSchema(RawRecord record) {
        try {
            JsonNode json = TestFiles.JSON.readTree(record.value().orElse(new byte[0]));
            return json.isObject() && json.size() == 2 && json.has("schema") && json.has("payload");
        } catch (IOException e) {
            return false;
        }
    }
}
