package io.github.pinsink.delivery;

import java.util.concurrent.TimeUnit;

/**
 * Which token is in use, and whether it is any good. Late answers to requests that bore an older one do not count.
 *
 * <p>A token that is refused is read again at once, and if it is the same, again after 1, 2, 4 s and so on, once a minute in
 * the end: a config provider may not be asked too often, and on some workers each question schedules a restart of the
 * connector. Times in nanoseconds.
 */
final class TokenState {
    private static final long FIRST_PAUSE = TimeUnit.SECONDS.toNanos(1);
    private static final long LONGEST_PAUSE = TimeUnit.MINUTES.toNanos(1);

    private int number;
    private boolean proven = true;
    private boolean refused;
    private long notBefore;
    private long pause = FIRST_PAUSE;

    int number() {
        return number;
    }

    boolean isRefused() {
        return refused;
    }

    /** @param changed whether it is another one than before; then it counts as good until it is refused as well */
    void reread(boolean changed) {
        number++;
        refused = false;
        proven = changed;
        if (changed) {
            pause = FIRST_PAUSE;
        }
    }

    /** A request with that token got past the API's door. */
    void accepted(int token) {
        if (token == number) {
            proven = true;
            pause = FIRST_PAUSE;
        }
    }

    /**
     * A request with the token in use was refused because of it. It is to be read again, unless that was done a moment ago.
     */
    void refused(long now) {
        if (refused || !proven && now - notBefore < 0) {
            return;
        }
        refused = true;
        pause = proven ? FIRST_PAUSE : Math.min(LONGEST_PAUSE, 2 * pause);
        notBefore = now + pause;
    }

    /** Whether it was read again after it was refused, and was the same. */
    boolean wasReread() {
        return !proven;
    }
}
