package io.github.pinsink.event;

import java.util.Set;

/** The words that mean true and false, in lower case. Numbers and words of consent are not among them. */
public final class BooleanWords {
    public static final Set<String> TRUE = Set.of("true", "yes", "on", "y", "t");
    public static final Set<String> FALSE = Set.of("false", "no", "off", "n", "f");

    private BooleanWords() {}
}
