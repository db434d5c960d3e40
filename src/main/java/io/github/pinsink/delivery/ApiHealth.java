package io.github.pinsink.delivery;

import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** Whether things go well with the API, and if not, since when and how badly. Times in nanoseconds. */
final class ApiHealth {
    /** A time without good answers that is more than a hiccup. */
    private static final long OUTAGE = TimeUnit.SECONDS.toNanos(10);

    private Optional<String> halt = Optional.empty();
    private Optional<String> trouble = Optional.empty();
    private long troubleSince;
    private final DeniedAccess access;
    private boolean untrusted;
    private long untrustedSince;
    private boolean everGood;
    private long lastGoodAt;

    /** @param access to the API as a whole, whatever the ad account */
    ApiHealth(DeniedAccess access) {
        this.access = access;
    }

    /** Access to the API as a whole: the token, the address, and what is in between. */
    DeniedAccess access() {
        return access;
    }

    Optional<String> halt() {
        return halt;
    }

    boolean isHalted() {
        return halt.isPresent();
    }

    /** The first reason counts; what follows are its consequences. */
    void halt(String why) {
        if (halt.isEmpty()) {
            halt = Optional.of(why);
        }
    }

    Optional<String> trouble() {
        return trouble;
    }

    void troubled(String why, long now) {
        if (trouble.isEmpty()) {
            troubleSince = now;
        }
        trouble = Optional.of(why);
    }

    /** @return whether an outage ended with this answer */
    boolean answeredWell(long now) {
        everGood = true;
        lastGoodAt = now;
        access.granted();
        boolean outage = trouble.isPresent() && now - troubleSince > OUTAGE;
        trouble = Optional.empty();
        return outage;
    }

    /** Whether there was a good response at that time or later. */
    boolean wasGoodSince(long time) {
        return everGood && lastGoodAt - time >= 0;
    }

    /** The API was reached, whatever it said. */
    void reached() {
        untrusted = false;
    }

    /** @return for how long the certificate has not been trusted */
    long untrusted(long now) {
        if (!untrusted) {
            untrusted = true;
            untrustedSince = now;
        }
        return now - untrustedSince;
    }
}
