package io.github.pinsink.config;

import java.util.Collection;
import java.util.Comparator;
import java.util.Optional;

/** The key that was probably meant. What it compares is bounded, since a config may hold any number of keys of any length. */
final class ClosestMatch {
    private static final int LONGEST = 100;
    private static final int MOST_COMPARED = 1_000;

    private ClosestMatch() {}

    /** Empty where nothing is known, or the key is too long to be compared. */
    static Optional<String> of(String key, Collection<String> known) {
        return of(key, known, LONGEST);
    }

    /** The same, but no other than one that is at most so many letters away. */
    static Optional<String> of(String key, Collection<String> known, int farthest) {
        if (key.length() > LONGEST) {
            return Optional.empty();
        }
        return known.stream()
                .limit(MOST_COMPARED)
                .filter(other -> other.length() <= LONGEST && Math.abs(other.length() - key.length()) <= farthest)
                .map(other -> new Candidate(other, distance(key, other)))
                .filter(candidate -> candidate.distance() <= farthest)
                .min(Comparator.comparingInt(Candidate::distance).thenComparing(Candidate::key))
                .map(Candidate::key);
    }

    private record Candidate(String key, int distance) {}

    /** Levenshtein's distance: how many letters to add, remove or change. */
    static int distance(String left, String right) {
        int[] row = new int[right.length() + 1];
        for (int j = 0; j < row.length; j++) {
            row[j] = j;
        }
        for (int i = 1; i <= left.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j < row.length; j++) {
                int above = row[j];
                int change = diagonal + (left.charAt(i - 1) == right.charAt(j - 1) ? 0 : 1);
                row[j] = Math.min(change, 1 + Math.min(above, row[j - 1]));
                diagonal = above;
            }
        }
        return row[right.length()];
    }
}
