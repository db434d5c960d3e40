package io.github.pinsink.event;

/**
 * Converts a value to what a field accepts and writes it. A class, not an interface: one call site meets many encoders, and
 * a call through an interface would search for the method each time.
 */
abstract class FieldEncoder {
    /**
     * Writes the value after the field's name.
     *
     * @param value the result of an expression, never null
     * @return false when nothing is left to send, such as for a blank string; the caller then removes what was written
     * @throws InvalidValueException when the field does not accept the value; the caller then removes what was written
     */
    abstract boolean write(Object value, EventWriter to) throws InvalidValueException;

    /** The field has a value that could not be determined, so {@link #write} is not called. */
    void failed(EventWriter to) {}

    /** Whether the field has a fixed list of words and this is one, in upper or lower case. */
    boolean isOneOfItsWords(String word) {
        return false;
    }

    /** Whether the output depends on the value alone, and not on earlier fields of the event. */
    boolean isContextFree() {
        return true;
    }
}
