package io.github.pinsink.tools.test;

/**
 * One difference between what is expected and what was found.
 *
 * @param path the property of the event, such as {@code user_data.em[0]}; {@code record} for the outcome as a whole
 */
record Difference(String path, String expected, String found) {
    String text() {
        return path + ": expected " + expected + ", found " + found;
    }
}
