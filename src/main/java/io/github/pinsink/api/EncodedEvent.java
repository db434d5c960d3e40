package io.github.pinsink.api;

/**
 * The UTF-8 encoded JSON of one event: a slice of an array that may also contain other events. Must not be modified. An
 * interface, so that the class that buffers an event needs no second object to send it.
 */
public interface EncodedEvent {
    /** The array that contains the event: {@link #length} bytes, starting at {@link #offset}. */
    byte[] bytes();

    int offset();

    int length();
}
