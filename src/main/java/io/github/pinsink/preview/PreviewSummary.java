package io.github.pinsink.preview;

import java.util.Comparator;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.StringJoiner;
import java.util.regex.Pattern;

/** The number of records by outcome and reason. */
final class PreviewSummary {
    private static final Pattern OF_ONE_RECORD = Pattern.compile(
            "(?<=text of |a list of |is |lies |element |\\[)\\d+(?=]| characters|,|:| hours| s | more|$)");

    private final Map<PreviewOutcome, Long> records = new EnumMap<>(PreviewOutcome.class);
    private final Map<PreviewOutcome, Map<String, Long>> reasons = new EnumMap<>(PreviewOutcome.class);
    private final Map<String, Long> dropped = new LinkedHashMap<>();
    private long events;
    private long partly;

    void add(PreviewResult verdict) {
        records.merge(verdict.outcome(), 1L, Long::sum);
        events += verdict.events().size();
        boolean isPartly =
                verdict.outcome() == PreviewOutcome.SEND && !verdict.reasons().isEmpty();
        partly += isPartly ? 1 : 0;
        Map<String, Long> ofOutcome = reasons.computeIfAbsent(
                isPartly ? PreviewOutcome.REJECT : verdict.outcome(), outcome -> new LinkedHashMap<>());
        verdict.reasons().stream()
                .map(PreviewSummary::kind)
                .distinct()
                .forEach(reason -> ofOutcome.merge(reason, 1L, Long::sum));
        verdict.dropped().stream()
                .map(part -> kind(part.field() + ": " + part.reason()))
                .distinct()
                .forEach(part -> dropped.merge(part, 1L, Long::sum));
    }

    /** A reason without the numbers that are of one record only. */
    private static String kind(String reason) {
        return OF_ONE_RECORD.matcher(reason).replaceAll("N");
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
        text.add(count(total(), "record") + ": " + records.getOrDefault(PreviewOutcome.SEND, 0L) + " send ("
                + count(events, "event") + "), " + records.getOrDefault(PreviewOutcome.SKIP, 0L) + " skip, "
                + records.getOrDefault(PreviewOutcome.REJECT, 0L) + " reject");
        list(text, "skip", reasons.getOrDefault(PreviewOutcome.SKIP, Map.of()));
        list(
                text,
                partly > 0 ? "reject (" + partly + " in part)" : "reject",
                reasons.getOrDefault(PreviewOutcome.REJECT, Map.of()));
        list(text, "dropped", dropped);
        return text.toString();
    }

    private static void list(StringJoiner text, String title, Map<String, Long> counted) {
        if (!counted.isEmpty()) {
            text.add("  " + title + ":");
            counted.entrySet().stream()
                    .sorted(Map.Entry.<String, Long>comparingByValue(Comparator.reverseOrder())
                            .thenComparing(Map.Entry.comparingByKey()))
                    .forEach(entry -> text.add(String.format("  %7d  %s", entry.getValue(), entry.getKey())));
        }
    }

    private static String count(long number, String what) {
        return number + " " + what + (number == 1 ? "" : "s");
    }
}
