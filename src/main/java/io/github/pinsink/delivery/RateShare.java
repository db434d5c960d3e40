package io.github.pinsink.delivery;

/**
 * What a task may use of the rate limit of an ad account.
 *
 * @param owner the task; one that was replaced and still hangs has the same name as its successor
 * @param perMinute the limit as it is configured, for all tasks of the connector together
 * @param tasks how many tasks there are, on this worker and on others
 */
public record RateShare(String owner, int perMinute, int tasks) {
    /** @throws IllegalArgumentException when there is nothing to share or nobody to share it */
    public RateShare {
        if (perMinute < 1 || tasks < 1) {
            throw new IllegalArgumentException("a rate and a number of tasks are at least 1");
        }
    }

    double callsPerMinute() {
        return (double) perMinute / tasks;
    }
}
