package io.github.pinsink.delivery;

/**
 * A task's share of the rate limit of an ad account.
 *
 * @param owner the task; one that hangs after it was replaced has the same name as its successor
 * @param perMinute the configured limit, for all tasks of the connector together
 * @param tasks the number of tasks, on all workers
 */
public record RateShare(String owner, int perMinute, int tasks) {
    /** @throws IllegalArgumentException when a number is less than 1 */
    public RateShare {
        if (perMinute < 1 || tasks < 1) {
            throw new IllegalArgumentException("expected a rate and a number of tasks of at least 1");
        }
    }

    double callsPerMinute() {
        return (double) perMinute / tasks;
    }
}
