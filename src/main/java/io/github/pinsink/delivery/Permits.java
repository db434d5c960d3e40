package io.github.pinsink.delivery;

/** The right to make calls for one ad account. One permit per attempt, retries included. */
public interface Permits {
    /** Takes a permit if there is one now; never waits. */
    boolean tryAcquire();

    /** About how long until the next permit, in nanoseconds. */
    long nanosPerPermit();

    /** The API said that the rate is too high. */
    void throttled(long nowNanos);

    /** The API answered a call at the current rate. */
    void answered();
}
