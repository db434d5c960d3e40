package io.github.pinsink.tools.plan;

/** The numbers of records and events. */
final class EventTotals {
    long records;
    /** Records with another outcome, or with other events. */
    long changedRecords;

    long oldEvents;
    long newEvents;
    /** Events with the same fields and ad account. */
    long sameEvents;
    /** Events with other fields. */
    long changedEvents;
    /** Events with another ad account. */
    long movedEvents;
}
