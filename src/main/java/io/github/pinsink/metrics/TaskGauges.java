package io.github.pinsink.metrics;

/**
 * What a task looks like at one moment: the gauges that are not ages.
 *
 * @param inFlight requests under way
 * @param eventsQueued events not settled, those in flight included
 * @param bytesQueued the memory they take
 * @param ratePerMinute calls per minute allowed now, the lowest of all ad accounts
 * @param partitions topic partitions assigned
 */
public record TaskGauges(
        int inFlight,
        int eventsQueued,
        long bytesQueued,
        double ratePerMinute,
        int partitions,
        boolean paused,
        boolean failed) {
    static final TaskGauges AT_START = new TaskGauges(0, 0, 0, 0, 0, false, false);
}
