package io.github.pinsink.tools.trace;

import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;

/** For users. */
final class TraceText {
    private final PrintStream out;
    private final boolean showsRecord;

    TraceText(PrintStream out, boolean showsRecord) {
        this.out = out;
        this.showsRecord = showsRecord;
    }

    void print(RecordStory story) {
        out.println(story.record().position() + ": " + story.conclusion().state() + ": "
                + story.conclusion().why());
        out.println();
        out.println("Read"
                + story.record()
                        .timestamp()
                        .map(time -> ", timestamp " + Instant.ofEpochMilli(time))
                        .orElse(""));
        if (showsRecord) {
            story.record().key().ifPresent(key -> lines(List.of("key: " + text(key))));
            lines(List.of(story.record().value().map(TraceText::text).orElse("null")));
        } else {
            lines(story.shape());
        }
        out.println();
        printMapped(story);
        printConnector(story);
    }

    private void printMapped(RecordStory story) {
        MappedEvents mapped = story.mapped();
        out.println("Mapped");
        for (MappedEvents.Event event : mapped.events()) {
            lines(List.of(event.name() + ", event ID " + event.id() + ", ad account " + event.account()));
            if (showsRecord) {
                lines(List.of(event.json().toPrettyString()));
            }
        }
        if (mapped.outcome() == MappedEvents.Outcome.SKIP) {
            lines(List.of("skip: " + String.join("; ", mapped.reasons())));
        } else {
            lines(mapped.reasons().stream().map(reason -> "reject: " + reason).toList());
        }
        lines(mapped.dropped().stream().map(field -> "dropped: " + field).toList());
        story.evaluations().forEach(one -> {
            String element =
                    one.element().map(index -> "element " + index + ": ").orElse("");
            lines(List.of(
                    element + one.key() + " = " + one.source().replaceAll("\\s+", " "),
                    "  found " + (showsRecord ? one.found() : one.shape())));
        });
        out.println();
    }

    private void printConnector(RecordStory story) {
        out.println("Connector");
        GroupProgress progress = story.progress();
        lines(List.of(progress.group()
                .map(group -> "group " + group + ": "
                        + progress.committed()
                                .map(offset -> "committed offset " + offset
                                        + (progress.hasPassed(story.record().offset())
                                                ? ", has passed the record"
                                                : ""))
                                .orElse("no committed offset for this partition"))
                .orElse("group: unknown")));
        DeadLetterSearch letters = story.letters();
        lines(List.of(letters.topic()
                .map(topic -> "dead letter queue " + topic + ": "
                        + letters.found()
                                .map(letter -> letter.position() + " "
                                        + letter.reason().orElse(""))
                                .orElse(
                                        letters.failure().isEmpty()
                                                ? "not among " + letters.searched() + " entries"
                                                : letters.failure()))
                .orElse("dead letter queue: none in the config")));
        out.println();
    }

    private void lines(List<String> lines) {
        lines.forEach(line -> out.println("  " + line.replace("\n", "\n  ")));
    }

    static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8);
    }
}
