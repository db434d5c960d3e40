package io.github.pinsink.tools.plan;

import java.util.LinkedHashMap;
import java.util.Map;

/** What Connect's own keys affect. */
final class ConfigEffect {
    /** By how a key begins; the first one counts. */
    private static final Map<String, String> BY_START = byStart();

    private ConfigEffect() {}

    private static Map<String, String> byStart() {
        Map<String, String> effects = new LinkedHashMap<>();
        effects.put(
                "name", "a connector of another name has offsets of its own, and begins at the start of its topics");
        effects.put("connector.", "which connector runs");
        effects.put("topics", "which records are read");
        effects.put("topic.", "the events of that topic");
        effects.put("tasks.max", "delivery: how many tasks share the partitions");
        effects.put("transforms", "the records before they are mapped");
        effects.put("predicates", "the records before they are mapped");
        effects.put("key.converter", "the records before they are mapped");
        effects.put("value.converter", "the records before they are mapped");
        effects.put("header.converter", "the records before they are mapped");
        effects.put("errors.", "what happens to rejected records");
        effects.put("consumer.override.", "how records are read");
        effects.put("producer.override.", "how dead letters are written");
        return effects;
    }

    static String of(String key) {
        return BY_START.entrySet().stream()
                .filter(effect -> key.startsWith(effect.getKey()))
                .map(Map.Entry::getValue)
                .findFirst()
                .orElse("Connect");
    }
}
