package io.github.pinsink.event;

import java.time.Duration;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import java.util.Set;

/**
 * How strictly values are converted to an event.
 *
 * @param customEventNames event names that the advertiser has defined, accepted in addition to the API's own
 * @param extraFields the paths of those {@linkplain EventField#extra extra fields} that may be sent
 * @param phoneCountry ISO 3166 code of the country of phone numbers without a country code
 * @param birthDatePattern the format of dates of birth that do not start with the year
 * @param maxAge the age above which an event is rejected
 */
public record EventRules(
        OnInvalidField onInvalidField,
        OnUnknownEvent onUnknownEvent,
        Set<String> customEventNames,
        Set<String> extraFields,
        HashDetection hashDetection,
        Optional<String> phoneCountry,
        Optional<DateTimeFormatter> birthDatePattern,
        StateNames stateNames,
        ExternalIdCase externalIdCase,
        Duration maxAge) {
    public EventRules {
        customEventNames = Set.copyOf(customEventNames);
        extraFields = Set.copyOf(extraFields);
    }

    /** The defaults of the config. */
    public static EventRules standard() {
        return new EventRules(
                OnInvalidField.DROP,
                OnUnknownEvent.REJECT,
                Set.of(),
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
                extraFields,
                hashDetection,
                phoneCountry,
                birthDatePattern,
                stateNames,
                externalIdCase,
                maxAge);
    }

    /** What happens to an optional field whose value is invalid. */
    public enum OnInvalidField {
        DROP,
        REJECT
    }

    /** What happens to a record whose event name is unknown. */
    public enum OnUnknownEvent {
        REJECT,
        SKIP,
        CUSTOM
    }

    /** Whether a SHA-256 digest in a hashed field is already a hash. */
    public enum HashDetection {
        AUTO,
        PLAIN,
        HASHED
    }

    /** What happens to the name of a state that has no code of two letters. */
    public enum StateNames {
        DROP,
        HASH
    }

    /** Whether external ids are hashed unchanged or in lower case; it must match what the Pinterest tag sends. */
    public enum ExternalIdCase {
        KEEP,
        LOWER
    }
}
