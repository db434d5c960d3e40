package io.github.pinsink.sandbox;

import java.util.Collection;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Searches strings for personal values in plain text, as written and in lower case. It looks each word up in a set, so that
 * the cost does not depend on the number of values.
 */
final class LeakCheck {
    private static final Pattern WORD = Pattern.compile("[\\p{L}\\p{N}@.+_-]+");

    private static final Pattern SEPARATOR = Pattern.compile("[@.+_-]+");

    private final Set<String> personalValues = new HashSet<>();

    LeakCheck(Collection<SampleOrder> orders) {
        for (SampleOrder order : orders) {
            for (String value : order.personalValues()) {
                personalValues.add(value);
                personalValues.add(value.toLowerCase(Locale.ROOT));
            }
        }
    }

    boolean leaks(String text) {
        for (Matcher words = WORD.matcher(text); words.find(); ) {
            if (personalValues.contains(words.group()) || hasPersonalPart(words.group())) {
                return true;
            }
        }
        return false;
    }

    /** Finds a name at the end of a sentence, and inside a compound such as an email address. */
    private boolean hasPersonalPart(String word) {
        return SEPARATOR.splitAsStream(word).anyMatch(personalValues::contains);
    }
}
