package io.github.pinsink.api;

/**
 * The JSON text of one event in UTF-8: a stretch of an array that may hold others too. Not to be changed. An interface, so
 * that whoever holds an event needs no second object to send it.
 */
public interface EncodedEvent {
    /** The array that holds the text, {@link #length} bytes of it from {@link #from} on. */
    byte[] bytes();

    int from();

    int length();
}
