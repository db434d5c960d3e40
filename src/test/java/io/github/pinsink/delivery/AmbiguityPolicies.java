package io.github.pinsink.delivery;

import io.github.pinsink.delivery.AmbiguityPolicy.OnAmbiguous;

/** Policies for events that Pinterest may have accepted. */
public final class AmbiguityPolicies {
    public static final AmbiguityPolicy RESEND = policy(OnAmbiguous.RESEND);

    private AmbiguityPolicies() {}

    public static AmbiguityPolicy policy(OnAmbiguous onAmbiguous) {
        return new AmbiguityPolicy(onAmbiguous, "on.ambiguous=" + onAmbiguous);
    }
}
