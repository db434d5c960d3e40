package io.github.pinsink.delivery;

import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** Whether the API works, and if not, since when and why. Times in nanoseconds. */
final class ApiHealth {
    /** Longer without a good response is an outage. */
    private static final long OUTAGE = TimeUnit.SECONDS.toNanos(10);

    private Optional<String> failure = Optional.empty();
    private Optional<String> outage = Optional.empty();
    private long outageSince;
    private final DeniedAccess access;
    private final AmbiguousOutage ambiguous;
    private boolean untrusted;
    private long untrustedSince;
    private boolean everSucceeded;
    private long lastSuccessAt;

    /** @param access to the API as a whole, whatever the ad account */
    ApiHealth(DeniedAccess access, AmbiguousOutage ambiguous) {
        this.access = access;
        this.ambiguous = ambiguous;
    }

    /** Access to the API as a whole: the token, the address, and proxies. */
    DeniedAccess access() {
        return access;
    }

    /** An outage that costs events. */
    AmbiguousOutage ambiguous() {
        return ambiguous;
    }

    /** Whether one request at a time checks whether events can be delivered again. */
    boolean isProbing() {
        return access.isDenied() || ambiguous.isActive();
    }

    /** How long no such request is due. */
    long nanosToProbe(long now) {
        long denied = access.isPaused(now) ? access.notBefore() - now : 0;
        return ambiguous.isPaused(now) ? Math.max(denied, ambiguous.notBefore() - now) : denied;
    }

    /** Why delivery has failed; empty while it goes on. */
    Optional<String> failure() {
        return failure;
    }

    boolean hasFailed() {
        return failure.isPresent();
    }

    /** Delivery fails. The first reason is kept; later ones are its consequences. */
    void fail(String why) {
        if (failure.isEmpty()) {
            failure = Optional.of(why);
        }
    }

    /** Why events are not accepted now; empty while they are. */
    Optional<String> outage() {
        return outage;
    }

    void unavailable(String why, long now) {
        if (outage.isEmpty()) {
            outageSince = now;
        }
        outage = Optional.of(why);
    }

    /** A good response came. @return whether it ended an outage */
    boolean succeeded(long now) {
        everSucceeded = true;
        lastSuccessAt = now;
        access.granted();
        ambiguous.ended();
        boolean ended = outage.isPresent() && now - outageSince > OUTAGE;
        outage = Optional.empty();
        return ended;
    }

    /** Whether there was a good response at that time or later. */
    boolean hasSucceededSince(long time) {
        return everSucceeded && lastSuccessAt - time >= 0;
    }

    /** The API was reached, whatever its response was. */
    void reached() {
        untrusted = false;
    }

    /** The certificate is not trusted. @return for how long it has not been */
    long untrusted(long now) {
        if (!untrusted) {
            untrusted = true;
            untrustedSince = now;
        }
        return now - untrustedSince;
    }
}
