package io.github.pinsink.tools.plan;

import io.github.pinsink.config.Settings;
import io.github.pinsink.mapping.MappingResult;
import io.github.pinsink.tools.command.Terminal;
import io.github.pinsink.tools.command.UsageException;
import io.github.pinsink.tools.pipeline.PipelineOptions;
import io.github.pinsink.tools.pipeline.RecordPipeline;
import io.github.pinsink.tools.source.ConfigSecrets;
import io.github.pinsink.tools.source.RawRecord;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/** One of the two configs. */
final class PlanSide {
    private final RecordPipeline pipeline;
    /** The reference to the ad account, which only the worker can resolve. */
    private final Optional<String> accountReference;

    private final Map<String, Boolean> readsTopic = new HashMap<>();

    private PlanSide(RecordPipeline pipeline, Optional<String> accountReference) {
        this.pipeline = pipeline;
        this.accountReference = accountReference;
    }

    /**
     * @param title for messages
     * @throws UsageException with all problems of the config
     */
    static PlanSide of(
            String title,
            Map<String, String> properties,
            PipelineOptions options,
            Terminal terminal,
            Consumer<String> notes)
            throws UsageException {
        try {
            return new PlanSide(
                    RecordPipeline.of(properties, false, options, terminal, notes),
                    Optional.ofNullable(properties.get(Settings.AD_ACCOUNT))
                            .map(String::strip)
                            .filter(ConfigSecrets::isReference));
        } catch (UsageException e) {
            throw new UsageException(title + ": " + e.getMessage());
        }
    }

    boolean reads(String topic) {
        return readsTopic.computeIfAbsent(topic, pipeline.config()::mayRead);
    }

    /** @param at the same time for both configs: the age of a record must not differ between them */
    RecordResult map(RawRecord record, Instant at) {
        return RecordResult.of(pipeline.map(record, at));
    }

    /** The ad account of an event; the reference where the account is one. */
    String account(MappingResult.Event event) {
        String account = String.valueOf(event.account());
        return accountReference.isPresent() && account.equals(RecordPipeline.UNRESOLVED_ACCOUNT)
                ? accountReference.get()
                : account;
    }
}
