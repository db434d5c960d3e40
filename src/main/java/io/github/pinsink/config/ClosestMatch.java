package io.github.pinsink.config;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Suggests the key that a user probably meant. The number and the length of the compared strings are limited, because a
 * config may hold any number of keys of any length.
 */
public final class ClosestMatch {
    private static final int MAX_LENGTH = 100;
    private static final int MAX_CANDIDATES = 1_000;

    /** What other systems call a field or a key, in lower case. */
    private static final Map<String, String> FIELDS_BY_USUAL_NAME = Map.ofEntries(
            Map.entry("email", "em"),
            Map.entry("phone", "ph"),
            Map.entry("gender", "ge"),
            Map.entry("birthday", "db"),
            Map.entry("first_name", "fn"),
            Map.entry("last_name", "ln"),
            Map.entry("city", "ct"),
            Map.entry("state", "st"),
            Map.entry("zip", "zp"),
            Map.entry("postal_code", "zp"),
            Map.entry("ip", "client_ip_address"),
            Map.entry("ip_address", "client_ip_address"),
            Map.entry("user_agent", "client_user_agent"),
            Map.entry("timezone", "zone"),
            Map.entry("time_zone", "zone"));

    private ClosestMatch() {}

    /** The closest candidate; empty if there is no candidate, or if the key is too long to compare. */
    static Optional<String> of(String key, Collection<String> candidates) {
        return of(key, candidates, MAX_LENGTH);
    }

    /** The closest candidate within this edit distance. */
    public static Optional<String> of(String key, Collection<String> candidates, int maxDistance) {
        if (key.length() > MAX_LENGTH) {
            return Optional.empty();
        }
        return candidates.stream()
                .limit(MAX_CANDIDATES)
                .filter(candidate ->
                        candidate.length() <= MAX_LENGTH && Math.abs(candidate.length() - key.length()) <= maxDistance)
                .map(candidate -> new Match(candidate, distance(key, candidate)))
                .filter(match -> match.distance() <= maxDistance)
                .min(Comparator.comparingInt(Match::distance).thenComparing(Match::key))
                .map(Match::key);
    }

    /**
     * The closest candidate with the same last part, such as {@code mapping.user_data.em} for {@code mapping.em}; if there is
     * none, the closest one.
     */
    static Optional<String> ofKey(String key, Collection<String> candidates) {
        String last = lastPart(key);
        String field = FIELDS_BY_USUAL_NAME.getOrDefault(last, last);
        List<String> similar = candidates.stream()
                .filter(candidate ->
                        lastPart(candidate).equals(last) || lastPart(candidate).equals(field))
                .toList();
        return of(key, similar).or(() -> of(key, candidates));
    }

    private static String lastPart(String key) {
        return key.substring(key.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
    }

    private record Match(String key, int distance) {}

    /** The Levenshtein distance: the minimum number of characters to insert, delete or replace. */
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
                int replace = diagonal + (left.charAt(i - 1) == right.charAt(j - 1) ? 0 : 1);
                row[j] = Math.min(replace, 1 + Math.min(above, row[j - 1]));
                diagonal = above;
            }
        }
        return row[right.length()];
    }
}
