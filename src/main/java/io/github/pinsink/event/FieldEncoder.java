package io.github.pinsink.event;

/**
 * Brings a value into the form of a field and writes it. A class, since there are many forms behind one call: through an
 * interface each of them is searched for.
 */
abstract class FieldEncoder {
    /**
     * Writes the value behind the field's name.
     *
     * @param value what an expression gave, never null
     * @return false when nothing is left that could be sent, such as of a blank text; what was written is then taken back
     * @throws UnfitValueException when the value has no such form; what was written is then taken back
     */
    abstract boolean write(Object value, EventWriter to) throws InvalidValueException;

    /** Whether what is written depends on the value alone, and not on the fields before it. */
    boolean isContextFree() {
        return true;
    }
}
