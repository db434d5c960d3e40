package io.github.pinsink.sandbox;

import java.util.Collection;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Looks for personal values in plain text, as written and in lower case, word by word so that many cost no more than one. */
final class LeakCheck {
    private static final Pattern WORD = Pattern.compile("[\\p{L}\\p{N}@.+_-]+");

    private static final Pattern PARTS = Pattern.compile("[@.+_-]+");

    private final Set<String> secrets = new HashSet<>();

    LeakCheck(Collection<SampleOrder> orders) {
        for (SampleOrder order : orders) {
            for (String value : order.personalValues()) {
                secrets.add(value);
                secrets.add(value.toLowerCase(Locale.ROOT));
            }
        }
    }

    boolean leaks(String text) {
        for (Matcher words = WORD.matcher(text); words.find(); ) {
            if (secrets.contains(words.group()) || leaksInParts(words.group())) {
                return true;
            }
        }
        return false;
    }

    /** A name also counts when it ends a sentence or stands inside a longer word of several parts. */
    private boolean leaksInParts(String word) {
        return PARTS.splitAsStream(word).anyMatch(secrets::contains);
    }
}
