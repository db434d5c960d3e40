package io.github.pinsink.tools.preview;

import io.github.pinsink.tools.pipeline.MappedRecord;

/** Prints the results of a preview. */
interface Report {
    void print(MappedRecord record);

    /** Called after the last record. */
    void printSummary(PreviewSummary summary);
}
