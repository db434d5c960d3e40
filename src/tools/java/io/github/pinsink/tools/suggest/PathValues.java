package io.github.pinsink.tools.suggest;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

/** The values that the samples have at a path. */
final class PathValues {
    private final RecordPath path;
    private final List<Object> values = new ArrayList<>();
    private final Set<Integer> records = new LinkedHashSet<>();
    private boolean isList;

    PathValues(RecordPath path) {
        this.path = path;
    }

    void add(int record, Object value) {
        records.add(record);
        values.add(value);
    }

    void markList() {
        isList = true;
    }

    RecordPath path() {
        return path;
    }

    /** Without null and blank strings. */
    List<Object> values() {
        return values;
    }

    /** How many records have a value here. */
    int records() {
        return records.size();
    }

    /** The numbers of the records that have a value here. */
    Set<Integer> recordNumbers() {
        return records;
    }

    /** Whether a record has a list of values here. */
    boolean isList() {
        return isList;
    }

    long count(Predicate<Object> form) {
        return values.stream().filter(form).count();
    }

    /** Whether all values have the form. */
    boolean all(Predicate<Object> form) {
        return !values.isEmpty() && values.stream().allMatch(form);
    }

    /** The different values as strings, in the order of the samples. */
    Set<String> distinct() {
        Set<String> distinct = new LinkedHashSet<>();
        values.forEach(value -> distinct.add(value.toString().strip()));
        return distinct;
    }
}
