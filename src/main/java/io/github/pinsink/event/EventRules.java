package io.github.pinsink.event;

import java.time.Duration;
import java.util.Set;

/**
 * How strict the conversion of values to an event is.
 *
 * @param customEventNames event names the advertiser has defined, accepted beside the API's own
 * @param maxAge how long ago an event may have happened
 */
public record EventRules(
        OnInvalidField onInvalidField,
        OnUnknownEvent onUnknownEvent,
        Set<String> customEventNames,
        HashDetection hashDetection,
        Duration maxAge) {
    public EventRules {
        customEventNames = Set.copyOf(customEventNames);
    }

    public EventRules with(OnUnknownEvent other) {
        return new EventRules(onInvalidField, other, customEventNames, hashDetection, maxAge);
    }

    /** What happens to an optional field whose value cannot be brought into the API's form. */
    public enum OnInvalidField {
        DROP,
        REJECT
    }

    /** What happens to a record whose event name is neither the API's, a usual spelling of one, nor the advertiser's. */
    public enum OnUnknownEvent {
        REJECT,
        SKIP,
        CUSTOM
    }

    /** Whether 64 hex digits in a personal field count as already hashed. */
    public enum HashDetection {
        AUTO,
        PLAIN,
        HASHED
    }
}
