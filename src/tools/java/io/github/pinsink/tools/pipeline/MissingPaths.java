package io.github.pinsink.tools.pipeline;

import io.github.pinsink.config.ClosestMatch;
import io.github.pinsink.mapping.expression.Projection;
import io.github.pinsink.mapping.expression.UnreadableValueException;
import io.github.pinsink.mapping.record.RecordReader;
import io.github.pinsink.mapping.record.UnreadableRecordException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Finds mappings that found nothing in any record, because they read a path that no record has, and the similar path that
 * was probably meant: {@code createdAt} for {@code created_at}.
 */
public final class MissingPaths {
    /** Names are collected from so many records. */
    private static final int MAX_RECORDS = 200;

    private static final int MAX_PATHS = 5_000;
    private static final int MAX_DEPTH = 12;
    private static final int MAX_ELEMENTS = 20;
    private static final int MAX_TYPING_ERROR = 2;

    private final RecordReader reader = new RecordReader(Projection.everything());
    private final Map<String, Mapping> mappings = new LinkedHashMap<>();
    private final Set<String> present = new TreeSet<>();
    private int records;

    /** The evaluations of one configuration key so far. */
    private record Mapping(Projection reads, boolean hasFound) {}

    /**
     * A path that no record has.
     *
     * @param key the configuration key that reads it
     * @param similar a path that records have, if one is similar
     */
    public record MissingPath(String key, String path, Optional<String> similar) {
        public String text() {
            return key + ": " + path + " found nothing in any record"
                    + similar.map(other -> "; records have " + other).orElse("");
        }
    }

    /** Adds a record whose evaluations were recorded. */
    public void add(MappedRecord record) {
        for (EvaluationRecorder.Evaluation evaluation : record.evaluations()) {
            mappings.merge(
                    evaluation.key(),
                    new Mapping(evaluation.reads(), !evaluation.isEmpty()),
                    (before, now) -> new Mapping(now.reads(), before.hasFound() || now.hasFound()));
        }
        if (record.received().isPresent() && records < MAX_RECORDS) {
            records++;
            try {
                collect("", reader.read(record.received().get()), 0);
            } catch (UnreadableRecordException | UnreadableValueException e) {
                // The record is rejected with this reason. It has no names to suggest.
            }
        }
    }

    private void collect(String prefix, @Nullable Object value, int depth) {
        if (depth > MAX_DEPTH || present.size() >= MAX_PATHS) {
            return;
        }
        if (value instanceof Map<?, ?> object) {
            object.forEach((name, property) -> {
                String path = prefix.isEmpty()
                        ? ExpressionNames.quoted(String.valueOf(name))
                        : prefix + "." + ExpressionNames.quoted(String.valueOf(name));
                present.add(path);
                collect(path, property, depth + 1);
            });
        } else if (value instanceof List<?> list) {
            list.stream().limit(MAX_ELEMENTS).forEach(element -> collect(prefix, element, depth + 1));
        }
    }

    /** The paths that are read, and missing in all records. */
    public List<MissingPath> missing() {
        List<MissingPath> missing = new ArrayList<>();
        mappings.forEach((key, mapping) -> {
            if (!mapping.hasFound()) {
                for (List<String> names : mapping.reads().paths()) {
                    String path = names.stream().map(ExpressionNames::quoted).collect(Collectors.joining("."));
                    if (!path.isEmpty() && !isPresent(path)) {
                        missing.add(new MissingPath(key, path, similar(path)));
                    }
                }
            }
        });
        return List.copyOf(missing);
    }

    /** With explode, an expression reads an element, so that its path is only the end of a path in the record. */
    private boolean isPresent(String path) {
        return present.contains(path) || present.stream().anyMatch(other -> other.endsWith("." + path));
    }

    private Optional<String> similar(String path) {
        String folded = folded(path);
        Optional<String> same =
                present.stream().filter(other -> folded(other).equals(folded)).findFirst();
        if (same.isPresent()) {
            return same;
        }
        String name = folded(lastName(path));
        return present.stream()
                .filter(other -> folded(lastName(other)).equals(name))
                .findFirst()
                .or(() -> name.length() <= MAX_TYPING_ERROR
                        ? Optional.empty()
                        : ClosestMatch.of(path, present, MAX_TYPING_ERROR));
    }

    private static String lastName(String path) {
        return path.substring(path.lastIndexOf('.') + 1);
    }

    /** The same for {@code createdAt}, {@code created_at} and {@code CREATED-AT}. */
    private static String folded(String path) {
        return path.replaceAll("[_\\-`]", "").toLowerCase(Locale.ROOT);
    }
}
