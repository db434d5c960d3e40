package io.github.pinsink.tools.plan;

/** What a connector would do with a record. */
enum Outcome {
    SENT("sent"),
    /** Some elements of the record become events; the record is rejected as well. */
    SENT_IN_PART("sent in part"),
    REJECTED("rejected"),
    SKIPPED("skipped"),
    /** The connector does not read the topic. */
    NOT_READ("not read");

    private final String text;

    Outcome(String text) {
        this.text = text;
    }

    @Override
    public String toString() {
        return text;
    }
}
