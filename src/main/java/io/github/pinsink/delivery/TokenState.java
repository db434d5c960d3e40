package io.github.pinsink.delivery;

import java.util.concurrent.TimeUnit;

/**
 * Which token is in use, and whether it is valid. Late responses to requests with an older token do not count.
 *
 * <p>A rejected token is reloaded at once, and if it has not changed, again after 1, 2, 4 s and so on up to once a minute:
 * config providers should not be called too often, and on some workers each call schedules a restart of the connector. Times
 * in nanoseconds.
 */
final class TokenState {
    private static final long FIRST_PAUSE = TimeUnit.SECONDS.toNanos(1);
    private static final long LONGEST_PAUSE = TimeUnit.MINUTES.toNanos(1);

    private int number;
    private boolean proven = true;
    /** Whether a new token was loaded since a request was last authorized. */
    private boolean replaced;

    private boolean rejected;
    private long notBefore;
    private long pause = FIRST_PAUSE;

    int number() {
        return number;
    }

    /** Whether a new token would count as valid. */
    boolean trustsNewToken() {
        return !replaced;
    }

    boolean isRejected() {
        return rejected;
    }

    /**
     * The token was reloaded.
     *
     * @param changed whether it is a new token. The first new one counts as valid until it is rejected. Further ones do not: a
     *     provider can return another invalid token each time
     */
    void reloaded(boolean changed) {
        number++;
        rejected = false;
        boolean trusted = changed && !replaced;
        replaced |= changed;
        proven = trusted;
        if (trusted) {
            pause = FIRST_PAUSE;
        }
    }

    /** A request with that token was authorized. */
    void accepted(int token) {
        if (token == number) {
            proven = true;
            replaced = false;
            pause = FIRST_PAUSE;
        }
    }

    /**
     * A request with the current token was unauthorized. The token has to be reloaded, unless that was done just before.
     */
    void rejected(long now) {
        if (rejected || !proven && now - notBefore < 0) {
            return;
        }
        rejected = true;
        pause = proven ? FIRST_PAUSE : Math.min(LONGEST_PAUSE, 2 * pause);
        notBefore = now + pause;
    }

    /** Whether it was reloaded after a rejection and had not changed. */
    boolean wasReloaded() {
        return !proven;
    }
}
