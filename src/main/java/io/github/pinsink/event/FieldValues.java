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
     * Describes why a part of a list or an object that was returned for the field cannot be read.
     *
     * @param failure thrown by that list or object
     * @throws RuntimeException the failure itself if it is about more than the value
     */
    default Problem unreadable(int field, RuntimeException failure) {
        throw failure;
    }
}
