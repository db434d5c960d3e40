package io.github.pinsink.event;

import java.time.Duration;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import java.util.Set;

/**
 * How strict the conversion of values to an event is.
 *
 * @param customEventNames event names the advertiser has defined, accepted beside the API's own
 * @param phoneCountry ISO 3166 code of the country of phone numbers that name none
 * @param birthDatePattern how dates of birth are written where the year does not come first
 * @param maxAge how long ago an event may have happened
 */
public record EventRules(
        OnInvalidField onInvalidField,
        OnUnknownEvent onUnknownEvent,
        Set<String> customEventNames,
        HashDetection hashDetection,
        Optional<String> phoneCountry,
        Optional<DateTimeFormatter> birthDatePattern,
        StateNames stateNames,
        ExternalIdCase externalIdCase,
        Duration maxAge) {
    public EventRules {
        customEventNames = Set.copyOf(customEventNames);
    }

    /** What is right for most. */
    public static EventRules standard() {
        return new EventRules(
                OnInvalidField.DROP,
                OnUnknownEvent.REJECT,
                Set.of(),
                HashDetection.AUTO,
                Optional.empty(),
                Optional.empty(),
                StateNames.DROP,
                ExternalIdCase.KEEP,
                Duration.ofDays(7));
    }

    public EventRules with(OnUnknownEvent other) {
        return new EventRules(
                onInvalidField,
                other,
                customEventNames,
                hashDetection,
                phoneCountry,
                birthDatePattern,
                stateNames,
                externalIdCase,
                maxAge);
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

    /** What happens to the name of a state for which there is no code of two letters. */
    public enum StateNames {
        DROP,
        HASH
    }

    /** Whether your own ids of users are hashed as they are or in lower case; it has to be what your tag sends. */
    public enum ExternalIdCase {
        KEEP,
        LOWER
    }
}
