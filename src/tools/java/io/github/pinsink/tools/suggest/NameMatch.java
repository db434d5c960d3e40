package io.github.pinsink.tools.suggest;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A name of a table that the words of a path end with: as they are, with abbreviations written out, or in English.
 *
 * @param rank the index of the name
 * @param rest the words before the name
 */
record NameMatch(int rank, List<String> rest) {
    NameMatch {
        rest = List.copyOf(rest);
    }

    static Optional<NameMatch> of(List<String> names, List<String> words) {
        Optional<NameMatch> match = ofReading(names, words);
        List<String> written = Words.spelledOut(words);
        if (match.isEmpty() && !written.equals(words)) {
            match = ofReading(names, written);
        }
        List<String> english = Translations.english(written);
        if (match.isEmpty() && !english.equals(written)) {
            match = ofReading(names, english);
        }
        return match.isPresent() ? match : reversed(names, english);
    }

    private static Optional<NameMatch> ofReading(List<String> names, List<String> words) {
        Map<String, Integer> ends = ends(words);
        for (int i = 0; i < names.size(); i++) {
            Integer start = ends.get(Words.joined(names.get(i)));
            if (start != null) {
                return Optional.of(new NameMatch(i, words.subList(0, start)));
            }
        }
        return Optional.empty();
    }

    /** Of two words or more, such as {@code date_order}, and most names in languages whose adjectives follow the noun. */
    private static Optional<NameMatch> reversed(List<String> names, List<String> words) {
        Map<String, Integer> ends = new HashMap<>();
        List<String> end = new ArrayList<>();
        for (int i = words.size() - 1; i >= Math.max(0, words.size() - 3); i--) {
            end.add(words.get(i));
            if (end.size() > 1) {
                ends.put(String.join(" ", end), i);
            }
        }
        for (int i = 0; i < names.size(); i++) {
            Integer start = ends.get(names.get(i));
            if (start != null) {
                return Optional.of(new NameMatch(i, words.subList(0, start)));
            }
        }
        return Optional.empty();
    }

    /** The last words, written together, and where they start. */
    private static Map<String, Integer> ends(List<String> words) {
        if (words.isEmpty()) {
            return Collections.emptyMap();
        }
        Map<String, Integer> ends = new HashMap<>();
        StringBuilder end = new StringBuilder();
        for (int i = words.size() - 1; i >= 0; i--) {
            end.insert(0, words.get(i));
            ends.put(end.toString(), i);
        }
        return ends;
    }
}
