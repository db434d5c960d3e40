package io.github.pinsink.tools.coverage;

import io.github.pinsink.config.ConnectorConfig;
import io.github.pinsink.event.EventField;
import io.github.pinsink.event.QualitySignal;
import io.github.pinsink.mapping.MappingDefinition;
import io.github.pinsink.mapping.MappingPlan;
import io.github.pinsink.mapping.MappingPlans;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What would improve the signal most, in order. Rejected records come first, since their events are lost. Then the components
 * that most events lack, each weighted by what it is for: to match a user (3), to count an event once (2), to report and
 * optimize (1).
 */
final class Improvements {
    private static final int MAX_ADVICE = 8;

    /** Fewer events than this share of all are not worth a line. */
    private static final double LEAST_SHARE = 0.01;

    private Improvements() {}

    private record Advice(double weight, String text) {}

    static List<String> of(Coverage coverage, ConnectorConfig config) {
        List<Advice> advice = new ArrayList<>();
        coverage.rejections().stream()
                .limit(3)
                .forEach(reason -> advice.add(new Advice(
                        1_000 + share(reason.count(), coverage.records()),
                        percent(reason.count(), coverage.records()) + " of the records are rejected: "
                                + reason.reason())));
        if (coverage.ids().duplicates() > 0) {
            advice.add(new Advice(
                    900,
                    percent(coverage.ids().duplicates(), coverage.events())
                            + " of the events have the name and ID of another one, and Pinterest counts both as one."
                            + " Check mapping.event_id"));
        }
        if (share(coverage.late(), coverage.events()) >= LEAST_SHARE) {
            advice.add(new Advice(
                    2 * share(coverage.late(), coverage.events()),
                    percent(coverage.late(), coverage.events())
                            + " of the events reach the topic more than an hour after they happened. Pinterest counts them as offline conversions and"
                            + " may not deduplicate them. Produce the records sooner"));
        }
        Map<String, String> mapped = mapped(config.mappingPlans());
        Map<QualitySignal, Map<String, Long>> missing = new EnumMap<>(QualitySignal.class);
        coverage.byName().forEach((name, events) -> {
            for (QualitySignal signal : QualitySignal.values()) {
                long without = events.applicable(signal) - events.with(signal);
                if (without > 0) {
                    missing.computeIfAbsent(signal, first -> new LinkedHashMap<>())
                            .put(name, without);
                }
            }
        });
        missing.forEach((signal, names) -> {
            long without = names.values().stream().mapToLong(Long::longValue).sum();
            double share = share(without, coverage.events());
            if (share >= LEAST_SHARE) {
                advice.add(new Advice(
                        weight(signal) * share,
                        percent(without, coverage.events()) + " of the events lack the " + signal.label() + " ("
                                + names(names) + "). " + whatToDo(signal, mapped)));
            }
        });
        return advice.stream()
                .sorted(Comparator.comparingDouble(Advice::weight).reversed())
                .limit(MAX_ADVICE)
                .map(Advice::text)
                .toList();
    }

    private static int weight(QualitySignal signal) {
        return switch (signal) {
            case EMAIL, ADVERTISING_ID, EXTERNAL_ID, CLICK_ID, IP_ADDRESS, USER_AGENT -> 3;
            case EVENT_ID, ORDER_ID -> 2;
            case VALUE, PRODUCT_IDS, SOURCE_URL -> 1;
        };
    }

    /** The expressions of all topics by field. */
    private static Map<String, String> mapped(MappingPlans plans) {
        Map<String, String> mapped = new LinkedHashMap<>();
        Stream.concat(plans.defaultPlan().stream(), plans.byTopic().values().stream())
                .map(MappingPlan::steps)
                .flatMap(List::stream)
                .forEach(step ->
                        mapped.put(step.field().path(), step.expression().source()));
        return mapped;
    }

    private static String whatToDo(QualitySignal signal, Map<String, String> mapped) {
        List<String> paths = signal.fields().stream()
                .map(EventField::path)
                // An element's property is mapped with its list.
                .map(path -> path.replaceFirst("\\[].*", ""))
                .toList();
        return paths.stream()
                .filter(mapped::containsKey)
                .findFirst()
                .map(path -> MappingDefinition.FIELD + path + " finds no usable value in these records")
                .orElseGet(() -> "Set " + MappingDefinition.FIELD + paths.get(0));
    }

    private static String names(Map<String, Long> missing) {
        return missing.entrySet().stream()
                .sorted(Map.Entry.<String, Long>comparingByValue(Comparator.reverseOrder())
                        .thenComparing(Map.Entry.comparingByKey()))
                .limit(3)
                .map(Map.Entry::getKey)
                .collect(Collectors.joining(", "));
    }

    private static double share(long part, long all) {
        return all == 0 ? 0 : (double) part / all;
    }

    /** For example {@code 12 %}, or {@code 0.3 %} for a small share. */
    static String percent(long part, long all) {
        double percent = share(part, all) * 100;
        return percent > 0 && percent < 1
                ? String.format(Locale.ROOT, "%.1f %%", Math.max(0.1, percent))
                : Math.round(percent) + " %";
    }
}
