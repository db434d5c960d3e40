package io.github.pinsink.delivery;

import io.github.pinsink.event.Problem;
import io.github.pinsink.event.ProblemCode;
import java.util.Optional;

/**
 * What happens to an event when it is unknown whether Pinterest accepted it.
 *
 * @param onAmbiguous which of these events are not sent again
 * @param setting the setting as in a config, such as {@code key=value}, for messages
 */
public record AmbiguityPolicy(OnAmbiguous onAmbiguous, String setting) {
    /** Which events are sent again although they may have been accepted. */
    public enum OnAmbiguous {
        /** All. Those that Pinterest does not deduplicate may be counted twice. */
        RESEND,
        /** Web and app events. The records of offline events, which Pinterest does not deduplicate, become errant. */
        DLQ,
        /**
         * Web and app events that are not late. Pinterest counts late ones as offline conversions, so their records become
         * errant too.
         */
        DLQ_INCLUDING_LATE
    }

    /** Whether the event may not be sent at that time if Pinterest may have accepted it before. */
    boolean forbidsResend(BufferedEvent<?> event, long now) {
        return switch (onAmbiguous) {
            case RESEND -> false;
            case DLQ -> event.offline();
            case DLQ_INCLUDING_LATE -> event.offline() || event.isLate(now);
        };
    }

    /** Which events are not sent again if Pinterest may have accepted them, for a reader; empty if all are. */
    public Optional<String> notResent() {
        return switch (onAmbiguous) {
            case RESEND -> Optional.empty();
            case DLQ -> Optional.of("offline events");
            case DLQ_INCLUDING_LATE -> Optional.of("offline events and events that are more than an hour old");
        };
    }

    /** Why such an event is not sent again. */
    Problem notResent(BufferedEvent<?> event, String reason) {
        String kind = event.offline() ? "offline event" : "event, which is more than an hour old";
        return Problem.found(
                ProblemCode.DELIVERY_AMBIGUOUS,
                "",
                "It is unknown whether Pinterest accepted this " + kind + " (" + reason + "); not retried because "
                        + setting + ".");
    }
}
