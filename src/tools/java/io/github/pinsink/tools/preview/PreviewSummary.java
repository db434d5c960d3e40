package io.github.pinsink.tools.preview;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.pinsink.event.Problem;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.StringJoiner;

/** The number of records by outcome and kind of problem. */
final class PreviewSummary {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Map<PreviewOutcome, Long> records = new EnumMap<>(PreviewOutcome.class);
    private final Map<PreviewOutcome, Map<String, Long>> reasons = new EnumMap<>(PreviewOutcome.class);
    private final Map<String, Long> dropped = new LinkedHashMap<>();
    private long events;
    private long partly;

    void add(PreviewResult result) {
        records.merge(result.outcome(), 1L, Long::sum);
        events += result.events().size();
        boolean isPartly =
                result.outcome() == PreviewOutcome.SEND && !result.reasons().isEmpty();
        partly += isPartly ? 1 : 0;
        Map<String, Long> ofOutcome = reasons.computeIfAbsent(
                isPartly ? PreviewOutcome.REJECT : result.outcome(), outcome -> new LinkedHashMap<>());
        List<String> kinds = result.problems().isEmpty()
                ? result.reasons()
                : result.problems().stream().map(Problem::kind).toList();
        kinds.stream().distinct().forEach(kind -> ofOutcome.merge(kind, 1L, Long::sum));
        result.dropped().stream()
                .map(field -> field.problem().kind())
                .distinct()
                .forEach(kind -> dropped.merge(kind, 1L, Long::sum));
    }

    long total() {
        return records.values().stream().mapToLong(Long::longValue).sum();
    }

    /** Whether anything would become an errant record. */
    boolean anyRejected() {
        return partly > 0 || records.getOrDefault(PreviewOutcome.REJECT, 0L) > 0;
    }

    String text() {
        StringJoiner text = new StringJoiner("\n", "", "\n");
        text.add(count(total(), "record") + ": " + number(PreviewOutcome.SEND) + " send ("
                + count(events, "event") + "), " + number(PreviewOutcome.SKIP) + " skip, "
                + number(PreviewOutcome.REJECT) + " reject");
        list(text, "skip", reasons.getOrDefault(PreviewOutcome.SKIP, Map.of()));
        list(
                text,
                partly > 0 ? "reject (" + String.format(Locale.ROOT, "%,d", partly) + " in part)" : "reject",
                reasons.getOrDefault(PreviewOutcome.REJECT, Map.of()));
        list(text, "dropped", dropped);
        return text.toString();
    }

    ObjectNode json() {
        ObjectNode json = JSON.createObjectNode();
        ObjectNode outcomes = json.put("records", total()).put("events", events).putObject("outcomes");
        for (PreviewOutcome outcome : PreviewOutcome.values()) {
            outcomes.put(outcome.toString(), records.getOrDefault(outcome, 0L));
        }
        json.put("rejected_in_part", partly);
        reasons.forEach((outcome, counted) -> {
            if (outcome != PreviewOutcome.SEND) {
                counted.forEach(json.withObject("/reasons/" + outcome)::put);
            }
        });
        dropped.forEach(json.withObject("/dropped")::put);
        return json;
    }

    private static void list(StringJoiner text, String title, Map<String, Long> counted) {
        if (!counted.isEmpty()) {
            text.add("  " + title + ":");
            counted.entrySet().stream()
                    .sorted(Map.Entry.<String, Long>comparingByValue(Comparator.reverseOrder())
                            .thenComparing(Map.Entry.comparingByKey()))
                    .forEach(entry ->
                            text.add(String.format(Locale.ROOT, "  %,7d  %s", entry.getValue(), entry.getKey())));
        }
    }

    private static String count(long number, String what) {
        return String.format(Locale.ROOT, "%,d", number) + " " + what + (number == 1 ? "" : "s");
    }

    private String number(PreviewOutcome outcome) {
        return String.format(Locale.ROOT, "%,d", records.getOrDefault(outcome, 0L));
    }
}
