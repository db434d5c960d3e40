package io.github.pinsink.tools.trace;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Locale;

/** For programs: one object per record. */
final class TraceJson {
    private static final ObjectMapper JSON = new ObjectMapper();

    private TraceJson() {}

    static ObjectNode of(RecordStory story, boolean showsRecord) {
        ObjectNode object = JSON.createObjectNode();
        object.put("position", story.record().position());
        object.put("conclusion", story.conclusion().state().toString());
        object.put("why", story.conclusion().why());
        story.record().timestamp().ifPresent(time -> object.put("timestamp", time));
        if (showsRecord) {
            object.put("key", story.record().key().map(TraceText::text).orElse(null));
            object.put("value", story.record().value().map(TraceText::text).orElse(null));
        }
        addAll(object.putArray("shape"), story.shape());
        MappedEvents mapped = story.mapped();
        object.put("outcome", mapped.outcome().name().toLowerCase(Locale.ROOT));
        ArrayNode events = object.putArray("events");
        for (MappedEvents.Event event : mapped.events()) {
            ObjectNode one = events.addObject()
                    .put("event_id", event.id())
                    .put("event_name", event.name())
                    .put("ad_account_id", event.account());
            if (showsRecord) {
                one.set("event", event.json());
            }
        }
        addAll(object.putArray("reasons"), mapped.reasons());
        addAll(object.putArray("dropped"), mapped.dropped());
        ArrayNode explain = object.putArray("explain");
        story.evaluations().forEach(one -> {
            ObjectNode row = explain.addObject()
                    .put("key", one.key())
                    .put("expression", one.source())
                    .put("found", showsRecord ? one.found() : one.shape());
            one.element().ifPresent(element -> row.put("element", element));
        });
        putConnector(object, story);
        return object;
    }

    private static void putConnector(ObjectNode object, RecordStory story) {
        GroupProgress progress = story.progress();
        ObjectNode group = object.putObject("group");
        group.put("name", progress.group().orElse(null));
        group.put("committed", progress.committed().orElse(null));
        group.put("passed", progress.hasPassed(story.record().offset()));
        DeadLetterSearch letters = story.letters();
        ObjectNode queue = object.putObject("dead_letter_queue");
        queue.put("topic", letters.topic().orElse(null));
        queue.put("searched", letters.searched());
        if (!letters.failure().isEmpty()) {
            queue.put("failure", letters.failure());
        }
        letters.found()
                .ifPresent(letter -> queue.putObject("entry")
                        .put("position", letter.position())
                        .put("connector", letter.connector().orElse(null))
                        .put("exception", letter.exception().orElse(null))
                        .put("reason", letter.reason().orElse(null)));
    }

    private static void addAll(ArrayNode array, List<String> texts) {
        texts.forEach(array::add);
    }
}
