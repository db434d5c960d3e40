package io.github.pinsink.preview;

/** Where what became of records is told. */
interface Report {
    void tell(PreviewedEvent record);

    /** After the last record. */
    void end(PreviewSummary counts);
}
