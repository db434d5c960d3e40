package io.github.pinsink.tools.test;

/** Receives the results of tests. */
interface TestReport {
    void add(TestResult result);

    /** Called after the last test. */
    void finish();
}
