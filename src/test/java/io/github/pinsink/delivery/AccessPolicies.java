package io.github.pinsink.delivery;

import io.github.pinsink.api.AdAccountId;
import java.time.Duration;
import java.util.Optional;

/** Policies for what is not about denied access: it lasts five minutes, and no ad account is given up because of the buffers. */
public final class AccessPolicies {
    private AccessPolicies() {}

    /** @param configured the ad account of the configuration */
    public static AccessPolicy policy(Optional<AdAccountId> configured) {
        return new AccessPolicy(
                Duration.ofMinutes(5), configured, AccessPolicy.OnDenied.DLQ, Integer.MAX_VALUE, Long.MAX_VALUE);
    }
}
