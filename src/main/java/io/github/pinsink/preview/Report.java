package io.github.pinsink.preview;

/** Prints the results of a preview. */
interface Report {
    void print(PreviewedRecord record);

    /** Called after the last record. */
    void printSummary(PreviewSummary summary);
}
