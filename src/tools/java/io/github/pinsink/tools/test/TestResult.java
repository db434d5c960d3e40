package io.github.pinsink.tools.test;

import java.nio.file.Path;
import java.util.List;

/**
 * The result of one test.
 *
 * @param outcome {@code send}, {@code skip} or {@code reject}; empty if the record could not be read
 * @param differences empty unless it failed
 * @param message why there is nothing to compare; empty otherwise
 * @param written the files that were written
 * @param deleted the files that expected another outcome
 */
record TestResult(
        TestFiles test,
        Status status,
        String outcome,
        List<Difference> differences,
        String message,
        List<Path> written,
        List<Path> deleted,
        long nanos) {
    /** How a test ended. */
    enum Status {
        PASSED,
        /** The result differs, or there is no expectation. */
        FAILED,
        /** A file cannot be read. */
        ERROR,
        /** The expectation was written. */
        UPDATED
    }

    boolean isFailure() {
        return status == Status.FAILED || status == Status.ERROR;
    }

    /** What is wrong, one line each. */
    List<String> reasons() {
        return message.isEmpty() ? differences.stream().map(Difference::text).toList() : List.of(message);
    }
}
