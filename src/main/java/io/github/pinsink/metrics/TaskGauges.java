package io.github.pinsink.metrics;

/**
 * The gauges of a task at one point in time, except the ages.
 *
 * @param inFlight requests in flight
 * @param eventsQueued buffered events, including those in flight
 * @param bytesQueued the estimated memory of these events and their records
 * @param ratePerMinute the current limit of requests per minute; the lowest of all ad accounts
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
