package io.github.pinsink.tools.test;

import java.util.EnumMap;
import java.util.Map;
import java.util.StringJoiner;

/** The number of tests by their end. */
final class ResultCounts {
    private final Map<TestResult.Status, Integer> counts = new EnumMap<>(TestResult.Status.class);

    void add(TestResult result) {
        counts.merge(result.status(), 1, Integer::sum);
    }

    int of(TestResult.Status status) {
        return counts.getOrDefault(status, 0);
    }

    int total() {
        return counts.values().stream().mapToInt(Integer::intValue).sum();
    }

    boolean anyFailed() {
        return of(TestResult.Status.FAILED) + of(TestResult.Status.ERROR) > 0;
    }

    /** For example {@code 3 tests: 2 passed, 1 failed}. */
    String text() {
        StringJoiner text = new StringJoiner(", ", total() + (total() == 1 ? " test: " : " tests: "), "");
        text.add(of(TestResult.Status.PASSED) + " passed");
        text.add(of(TestResult.Status.FAILED) + of(TestResult.Status.ERROR) + " failed");
        if (of(TestResult.Status.UPDATED) > 0) {
            text.add(of(TestResult.Status.UPDATED) + " updated");
        }
        return text.toString();
    }
}
