package io.github.pinsink.delivery;

/** The right to make calls for one ad account. One permit per attempt, retries included. Times are in nanoseconds. */
public interface Permits extends AutoCloseable {
    /** Takes a permit if there is one now; never waits. */
    boolean tryAcquire(long now);

    /** About how long until a permit may be there. */
    long nanosToNext(long now);

    /** Whether the API asked for a pause that is not over. */
    boolean isClosed(long now);

    /** The API said that the rate is too high, and that nothing will be taken before that time. */
    void throttled(long now, long until);

    /** The API answered a call at the current rate. */
    void answered(long now);

    /** How many calls a minute there can be now. */
    double perMinute();

    /** Gives the share back; there are no permits after that. */
    @Override
    void close();
}
