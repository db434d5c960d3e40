package io.github.pinsink.tools.coverage;

import java.util.List;

/** Prints a coverage in one format. */
interface CoverageReport {
    /** @param improvements what would improve it, most first */
    String of(Coverage coverage, List<String> improvements);
}
