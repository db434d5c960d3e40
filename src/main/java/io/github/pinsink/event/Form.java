package io.github.pinsink.event;

/** Brings a value into the form of a field and writes it. */
@FunctionalInterface
interface Form {
    /**
     * Writes the value behind the field's name.
     *
     * @param value what an expression gave, never null
     * @return false when nothing is left that could be sent, such as of a blank text; what was written is then taken back
     * @throws UnfitValueException when the value has no such form; what was written is then taken back
     */
    boolean write(Object value, EventWriter to) throws UnfitValueException;
}
