package io.github.pinsink.event;

/** What becomes of a text that must have a certain form. */
@FunctionalInterface
interface StringRule {
    /**
     * @param text without white space around it, not empty
     * @return the text that is sent, empty when the given one does not fit
     */
    String of(String text);
}
