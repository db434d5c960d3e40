package io.github.pinsink.event;

import org.jspecify.annotations.Nullable;

/** The values of an event, by the index of the field in the encoder. */
@FunctionalInterface
public interface FieldValues {
    /**
     * @return null for none; a list or an object may read its parts only when they are needed
     * @throws ProblemException when the value cannot be determined
     */
    @Nullable
    Object value(int field) throws ProblemException;

    /**
     * The country of the event's phone numbers: an ISO 3166 code or an English name. Asked at most once per event, and only
     * for a number that does not say its country.
     *
     * @return null for none
     * @throws ProblemException when it cannot be determined
     */
    default @Nullable Object phoneCountry() throws ProblemException {
        return null;
    }

    /** Whether the mapping says where the zone of local times is. */
    default boolean hasTimeZone() {
        return false;
    }

    /**
     * The zone of the event's local times: a name of the IANA database or an offset. Asked at most once per event, and only for
     * a time that does not say its zone.
     *
     * @return null for none
     * @throws ProblemException when it cannot be determined
     */
    default @Nullable Object timeZone() throws ProblemException {
        return null;
    }

    /**
     * Describes why a part of a list or an object that was returned for the field cannot be read.
     *
     * @param failure thrown by that list or object
     * @throws RuntimeException the failure itself if it is about more than the value
     */
    default Problem unreadable(int field, RuntimeException failure) {
        throw failure;
    }
}
