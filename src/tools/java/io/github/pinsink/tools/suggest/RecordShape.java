package io.github.pinsink.tools.suggest;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** All paths of the samples, with their values. */
final class RecordShape {
    private static final int MAX_DEPTH = 10;
    private static final int MAX_PATHS = 3_000;
    private static final List<String> PAIR_NAMES = List.of("key", "name", "field", "label", "question", "slug");
    private static final List<String> PAIR_VALUES = List.of("value", "values", "answer", "val");
    private static final int MAX_PAIR_PROPERTIES = 4;
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Map<String, PathValues> paths = new LinkedHashMap<>();
    private int samples;

    void add(Map<?, ?> record) {
        walk(record, RecordPath.ROOT, 0);
        samples++;
    }

    int samples() {
        return samples;
    }

    /** Outside of lists of objects. */
    List<PathValues> fields() {
        return paths.values().stream()
                .filter(path -> path.path().list().isEmpty())
                .toList();
    }

    /** In the elements of lists. */
    List<PathValues> elementFields() {
        return paths.values().stream()
                .filter(path -> path.path().list().isPresent())
                .toList();
    }

    Collection<PathValues> all() {
        return paths.values();
    }

    Optional<PathValues> field(String expression) {
        return Optional.ofNullable(paths.get(expression));
    }

    /** Without paths whose expressions begin with one of these. */
    RecordShape without(List<String> prefixes) {
        RecordShape rest = new RecordShape();
        rest.samples = samples;
        paths.forEach((label, values) -> {
            if (prefixes.stream().noneMatch(label::startsWith)) {
                rest.paths.put(label, values);
            }
        });
        return rest;
    }

    private void walk(Object value, RecordPath path, int depth) {
        if (depth > MAX_DEPTH) {
            return;
        }
        if (value instanceof Map<?, ?> map) {
            map.forEach((name, child) -> walkChild(child, path.child(String.valueOf(name)), depth));
        } else if (value instanceof List<?> list) {
            walkList(list, path, depth);
        } else if (value instanceof String text && text.startsWith("{") && text.endsWith("}")) {
            parsed(text).ifPresentOrElse(map -> walk(map, path.parsed(), depth + 1), () -> leaf(value, path));
        } else {
            leaf(value, path);
        }
    }

    private void walkChild(Object child, RecordPath path, int depth) {
        if (child != null) {
            walk(child, path, depth + 1);
        }
    }

    private void walkList(List<?> list, RecordPath path, int depth) {
        if (isPairs(list)) {
            for (Object element : list) {
                pair((Map<?, ?>) element, path);
            }
            return;
        }
        for (Object element : list) {
            if (element instanceof Map<?, ?>) {
                walk(element, path.element(), depth + 1);
            } else if (element != null && !(element instanceof Map<?, ?>) && !(element instanceof List<?>)) {
                leaf(element, path);
                Optional.ofNullable(paths.get(path.label())).ifPresent(PathValues::markList);
            }
        }
    }

    private static boolean isPairs(List<?> list) {
        return !list.isEmpty()
                && list.stream()
                        .allMatch(element -> element instanceof Map<?, ?> map
                                && map.size() <= MAX_PAIR_PROPERTIES
                                && property(map, PAIR_NAMES).isPresent()
                                && property(map, PAIR_VALUES).isPresent());
    }

    private static Optional<String> property(Map<?, ?> map, List<String> names) {
        return names.stream().filter(map::containsKey).findFirst();
    }

    private void pair(Map<?, ?> element, RecordPath path) {
        String nameProperty = property(element, PAIR_NAMES).orElseThrow();
        String valueProperty = property(element, PAIR_VALUES).orElseThrow();
        Object value = element.get(valueProperty);
        Object single = value instanceof List<?> list && list.size() == 1 ? list.get(0) : value;
        if (element.get(nameProperty) instanceof String name
                && !name.contains("'")
                && single != null
                && Stream.of(Map.class, List.class).noneMatch(type -> type.isInstance(single))) {
            leaf(single, path.pair(nameProperty, name, value == single ? valueProperty : valueProperty + "[0]"));
        }
    }

    private void leaf(Object value, RecordPath path) {
        if (path.names().isEmpty() || (value instanceof String text && text.isBlank())) {
            return;
        }
        PathValues values = paths.get(path.label());
        if (values == null) {
            if (paths.size() >= MAX_PATHS) {
                return;
            }
            values = new PathValues(path);
            paths.put(path.label(), values);
        }
        values.add(samples, value);
    }

    private static Optional<Map<?, ?>> parsed(String text) {
        try {
            return Optional.of(JSON.readValue(text, Map.class));
        } catch (JsonProcessingException e) {
            // An ordinary string that begins and ends with a brace.
            return Optional.empty();
        }
    }
}
