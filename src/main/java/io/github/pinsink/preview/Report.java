package io.github.pinsink.preview;

/** Where what became of records is told. */
interface Report {
    void tell(Previewed record);

    /** After the last record. */
    void end(Counts counts);
}
