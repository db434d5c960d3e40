package io.github.pinsink.delivery;

/** Permits for the calls of one ad account: one per attempt, retries included. Times in nanoseconds. */
public interface Permits extends AutoCloseable {
    /** Takes a permit if there is one now; never waits. */
    boolean tryAcquire(long now);

    /** About how long until a permit may be available. */
    long nanosToNext(long now);

    /** Whether the API asked for a pause that is not over. */
    boolean isPaused(long now);

    /** The API throttled a call (429), and accepts none before that time. */
    void onThrottled(long now, long until);

    /** The API served a call at the current rate. */
    void onResponse(long now);

    /** The calls per minute that are allowed now. */
    double perMinute();

    /** Releases the share; there are no permits after that. */
    @Override
    void close();
}
