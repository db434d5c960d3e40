package io.github.pinsink.tools.suggest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.pinsink.event.Problem;
import io.github.pinsink.mapping.MappingResult;
import io.github.pinsink.tools.command.Terminal;
import io.github.pinsink.tools.command.UsageException;
import io.github.pinsink.tools.pipeline.MappedRecord;
import io.github.pinsink.tools.pipeline.PipelineOptions;
import io.github.pinsink.tools.pipeline.RecordPipeline;
import io.github.pinsink.tools.source.RawRecord;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What a mapping makes of the samples, whatever their age. Adds up the results of the connector's mapper. */
final class MappingCheck implements MappedRecord.Cases<Void>, MappingResult.Cases<Void> {
    private static final String MAX_AGE = "event.max.age";
    private static final String LONGEST_AGE = "36500d";
    private static final Instant AFTER_ALL_SAMPLES = Instant.parse("2099-12-31T00:00:00Z");
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Map<String, Integer> rejections = new LinkedHashMap<>();
    private final Map<String, Integer> dropped = new LinkedHashMap<>();
    private int sent;
    private int skipped;
    private int rejected;
    private int events;
    private int fields;

    private MappingCheck() {}

    /** Of a mapping that is not valid. */
    static MappingCheck none() {
        return new MappingCheck();
    }

    /**
     * @param isAgeless whether old and future times are accepted
     * @throws UsageException if the connector does not accept the config
     */
    static MappingCheck of(
            Map<String, String> config,
            boolean isAgeless,
            List<RawRecord> records,
            PipelineOptions options,
            Terminal terminal)
            throws UsageException {
        MappingCheck check = new MappingCheck();
        RecordPipeline pipeline = pipeline(config, isAgeless, options, terminal);
        InstantSource clock = isAgeless ? InstantSource.fixed(AFTER_ALL_SAMPLES) : options.now(terminal.clock());
        for (RawRecord record : records) {
            pipeline.map(record, clock.instant()).outcome().match(check);
        }
        return check;
    }

    /** A pipeline that prints no notes. */
    static RecordPipeline pipeline(
            Map<String, String> config, boolean isAgeless, PipelineOptions options, Terminal terminal)
            throws UsageException {
        Map<String, String> properties = new HashMap<>(config);
        if (isAgeless) {
            properties.put(MAX_AGE, LONGEST_AGE);
        }
        return RecordPipeline.of(properties, false, options, terminal, note -> {});
    }

    int sent() {
        return sent;
    }

    int skipped() {
        return skipped;
    }

    int rejected() {
        return rejected;
    }

    int events() {
        return events;
    }

    /** The average number of values in an event. */
    double fieldsPerEvent() {
        return events == 0 ? 0 : (double) fields / events;
    }

    /** How many records were rejected, by kind of problem. */
    Map<String, Integer> rejections() {
        return rejections;
    }

    /** How many fields were dropped, by kind of problem. */
    Map<String, Integer> dropped() {
        return dropped;
    }

    @Override
    public Void mapped(MappingResult result) {
        return result.match(this);
    }

    @Override
    public Void droppedByTransform(String transform) {
        skipped++;
        return null;
    }

    @Override
    public Void mapped(MappingResult.Mapped result) {
        sent++;
        for (MappingResult.Event event : result.events()) {
            events++;
            fields += leaves(event.encoded().json());
            count(event.encoded().dropped(), dropped);
        }
        count(result.problems(), rejections);
        return null;
    }

    @Override
    public Void skipped(MappingResult.Skipped result) {
        skipped++;
        return null;
    }

    @Override
    public Void invalid(MappingResult.Invalid result) {
        rejected++;
        count(result.problems(), rejections);
        return null;
    }

    private static void count(List<Problem> problems, Map<String, Integer> to) {
        problems.stream().map(Problem::kind).distinct().forEach(kind -> to.merge(kind, 1, Integer::sum));
    }

    private static int leaves(byte[] event) {
        try {
            return leaves(JSON.readTree(event));
        } catch (IOException e) {
            throw new UncheckedIOException("an event is not JSON", e);
        }
    }

    private static int leaves(JsonNode node) {
        if (!node.isObject()) {
            return 1;
        }
        int leaves = 0;
        for (JsonNode child : node) {
            leaves += leaves(child);
        }
        return leaves;
    }
}
