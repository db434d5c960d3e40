package io.github.pinsink.event;

import org.jspecify.annotations.Nullable;

/** The values of one event, as the mapping gives them. */
@FunctionalInterface
public interface EventValues {
    /** The value of the field with that index; null for none. */
    @Nullable
    Object value(int field);

    /**
     * The country of the event's phone numbers: an ISO 3166 code or an English name. Asked at most once per event, and only
     * for a number that does not say its country.
     *
     * @return null for none; a {@link Problem} if it could not be determined
     */
    default @Nullable Object phoneCountry() {
        return null;
    }

    /**
     * The zone of the event's local times: a name of the IANA database or an offset. Asked at most once per event, and only for
     * a time that does not say its zone.
     *
     * @return null for none; a {@link Problem} if it could not be determined
     */
    default @Nullable Object timeZone() {
        return null;
    }
}
