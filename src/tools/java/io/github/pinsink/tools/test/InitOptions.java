package io.github.pinsink.tools.test;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** How tests are made of records. */
final class InitOptions {
    @Option(
            names = "--init",
            order = 37,
            description = {
                "Make tests of records, in DIR. The choice has each outcome, event name, set of fields and kind of problem."
                        + " Personal values are replaced by invented ones of the same form, and unknown values as well,"
                        + " unless the event needs them. Check the files before you publish them."
            })
    boolean isInit;

    @Option(
            names = "--max-tests",
            paramLabel = "N",
            order = 38,
            description = "With --init, the largest number of tests to make (default: 10).")
    @Nullable
    Integer maxTests;

    @Option(
            names = "--seed",
            paramLabel = "TEXT",
            order = 39,
            description = {
                "With --init, the secret that invented values depend on. The same records and seed give the same tests"
                        + " (default: a random one)."
            })
    @Nullable
    String seed;
}
