package io.github.pinsink.delivery;

/** A permit for everybody, unless a test takes them away. */
public final class UnlimitedPermits implements Permits {
    int left = Integer.MAX_VALUE;
    int throttled;
    boolean closed;
    private long until;

    @Override
    public boolean tryAcquire(long now) {
        return !isPaused(now) && left-- > 0;
    }

    @Override
    public long nanosToNext(long now) {
        return isPaused(now) ? until - now : 0;
    }

    @Override
    public boolean isPaused(long now) {
        return throttled > 0 && until - now > 0;
    }

    @Override
    public void onThrottled(long now, long end) {
        throttled++;
        until = end;
    }

    @Override
    public void onResponse(long now) {}

    @Override
    public double perMinute() {
        return 1_000_000;
    }

    @Override
    public void close() {
        closed = true;
    }
}
