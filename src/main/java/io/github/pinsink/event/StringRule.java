package io.github.pinsink.event;

/** Checks and normalizes a string that is sent unhashed. */
@FunctionalInterface
interface StringRule {
    /**
     * @param text without white space at its ends, not empty
     * @return the string to send; empty when the given one is invalid
     */
    String apply(String text);
}
