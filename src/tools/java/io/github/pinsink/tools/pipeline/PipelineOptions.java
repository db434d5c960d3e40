package io.github.pinsink.tools.pipeline;

import io.github.pinsink.tools.command.TimeOption;
import io.github.pinsink.tools.source.RawRecord;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** How records are evaluated. */
public final class PipelineOptions {
    @Option(
            names = "--now",
            paramLabel = "TIME",
            order = 40,
            converter = TimeOption.class,
            description = "The current time for event ages: ISO-8601, Unix s or Unix ms (default: now).")
    private @Nullable Instant now;

    @Option(
            names = "--ignore-missing-transforms",
            order = 41,
            description = "Go on without the transforms in the config that are not on the class path.")
    private boolean ignoresMissingTransforms;

    boolean ignoresMissingTransforms() {
        return ignoresMissingTransforms;
    }

    /** The time that the user gave. */
    public Optional<Instant> now() {
        return Optional.ofNullable(now);
    }

    /** The time that the user gave, or when the record was written: a record of last week was not old then. */
    public Instant timeOf(RawRecord record, InstantSource clock) {
        return now().or(() -> record.timestamp().map(Instant::ofEpochMilli)).orElseGet(clock::instant);
    }

    /** @param clock the current time if the user set none */
    public InstantSource now(InstantSource clock) {
        return now == null ? clock : InstantSource.fixed(now);
    }
}
