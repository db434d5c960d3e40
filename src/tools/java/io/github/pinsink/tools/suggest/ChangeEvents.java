package io.github.pinsink.tools.suggest;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Whether the records are change events of a database, as Debezium writes them.
 *
 * @param prefix the path of the envelope; empty or {@code payload.}
 */
record ChangeEvents(RecordShape all, Optional<String> prefix) {
    static ChangeEvents of(RecordShape shape) {
        for (String prefix : List.of("", "payload.")) {
            boolean hasRow = shape.fields().stream()
                    .anyMatch(values -> values.path().expression().startsWith(prefix + "after."));
            if (hasRow && shape.field(prefix + "op").isPresent()) {
                return new ChangeEvents(shape, Optional.of(prefix));
            }
        }
        return new ChangeEvents(shape, Optional.empty());
    }

    boolean isChange() {
        return prefix.isPresent();
    }

    String operation() {
        return prefix.orElse("") + "op";
    }

    /** Whether some samples are inserts. */
    boolean hasInserts() {
        return all.field(operation())
                .filter(values -> values.distinct().contains("c"))
                .isPresent();
    }

    /** Whether updates have the row before. */
    boolean hasBefore() {
        return all.fields().stream()
                .anyMatch(values -> values.path().expression().startsWith(prefix.orElse("") + "before."));
    }

    /** The name of the table; empty if it is unknown. */
    String table() {
        return prefix.flatMap(start -> all.field(start + "source.table"))
                .flatMap(values -> values.distinct().stream().findFirst())
                .orElse("");
    }

    /** The row after the change, and its time. */
    RecordShape rows() {
        if (prefix.isEmpty()) {
            return all;
        }
        List<String> others = new ArrayList<>();
        for (String name : List.of("before.", "source.", "transaction", "ts_us", "ts_ns", "op")) {
            others.add(prefix.get() + name);
        }
        if (!prefix.get().isEmpty()) {
            others.add("schema");
        }
        return all.without(others);
    }
}
