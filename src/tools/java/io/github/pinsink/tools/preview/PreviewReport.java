package io.github.pinsink.tools.preview;

import io.github.pinsink.tools.pipeline.MappedRecord;
import io.github.pinsink.tools.pipeline.MissingPaths;
import java.util.List;

/** Prints the results of a preview. */
interface PreviewReport {
    void print(MappedRecord record, PreviewResult result);

    /** Called after the last record. */
    void printSummary(PreviewSummary summary, List<MissingPaths.MissingPath> missing);

    /** Called after the last record if no record was printed, on purpose. */
    void printNothingElse(PreviewSummary summary, List<MissingPaths.MissingPath> missing);
}
