package io.github.pinsink.tools.suggest;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** Finds the paths that fit a rule, the best first. */
final class FieldCandidates {
    private static final int NAMED = 100;
    private static final int BY_VALUE = 20;
    private static final int MAX_RANK = 40;

    private final RecordShape shape;
    private final FieldValues accepted = new FieldValues();

    FieldCandidates(RecordShape shape) {
        this.shape = shape;
    }

    List<Candidate> of(FieldRule rule) {
        return Stream.concat(shape.fields().stream(), shape.elementFields().stream())
                .flatMap(values -> candidate(rule, values).stream())
                .sorted(Comparator.comparingInt(Candidate::score).reversed())
                .toList();
    }

    Optional<Candidate> best(FieldRule rule) {
        return of(rule).stream().findFirst();
    }

    private Optional<Candidate> candidate(FieldRule rule, PathValues values) {
        RecordPath path = values.path();
        List<String> words = path.words();
        boolean isInList = path.list().isPresent();
        if (isInList && !(rule.isOfUser() && ofPersons(path.list().orElseThrow()))) {
            return Optional.empty();
        }
        if (Words.containAny(words, rule.without())
                || (rule.isOfUser() && Words.containAny(withoutName(rule, words), FieldRules.OTHERS))) {
            return Optional.empty();
        }
        // The id of an object named event can be that of a concert.
        int rank = rank(rule.names(), rule.field().equals("event_id") ? path.lastWords() : words);
        if (rank < 0 && !rule.byValue()) {
            return Optional.empty();
        }
        Predicate<Object> fits = value -> rule.form().test(value) && accepted.accepts(rule.field(), value);
        long fitting = values.count(fits);
        if (fitting * 2 < values.values().size()) {
            return Optional.empty();
        }
        String name = rank < 0 ? "no known name; " : "name \"" + rule.names().get(rank) + "\"; ";
        int of = values.values().size() <= shape.samples() && !isInList
                ? shape.samples()
                : values.values().size();
        String evidence =
                name + rule.form().label() + " in " + fitting + " of " + of + (isInList ? " elements" : " records");
        String expression = path.list()
                .map(list -> list.expression() + "[0]." + path.expression())
                .orElse(path.expression());
        return Optional.of(new Candidate(values, expression, score(rule, values, rank, words, isInList), evidence));
    }

    private int score(FieldRule rule, PathValues values, int rank, List<String> words, boolean isInList) {
        int score = rank < 0 ? BY_VALUE : NAMED - 2 * Math.min(rank, MAX_RANK);
        score += 30 * values.records() / Math.max(1, shape.samples());
        score -= 2 * values.path().names().size();
        if (rule.isOfUser()) {
            int person = FieldRules.USER.stream()
                    .filter(words::contains)
                    .findFirst()
                    .map(FieldRules.USER::indexOf)
                    .orElse(-1);
            score += person < 0 ? 0 : person < 4 ? 14 : 10;
        }
        return isInList ? score - 30 : score;
    }

    /** A rule may name a word that otherwise stands for somebody else, such as {@code device model}. */
    private static List<String> withoutName(FieldRule rule, List<String> words) {
        int rank = rank(rule.names(), words);
        if (rank < 0) {
            return words;
        }
        String name = rule.names().get(rank).replace(" ", "");
        int left = words.size();
        int length = 0;
        while (left > 0 && length < name.length()) {
            left--;
            length += words.get(left).length();
        }
        return words.subList(0, left);
    }

    private static boolean ofPersons(RecordPath list) {
        List<String> words = list.lastWords();
        return FieldRules.USER.stream().anyMatch(person -> words.contains(person) || words.contains(person + "s"));
    }

    /** The index of the first name that the words end with; -1 if there is none. */
    static int rank(List<String> names, List<String> words) {
        int rank = rankAsWritten(names, words);
        return rank < 0 ? rankAsWritten(names, Words.spelledOut(words)) : rank;
    }

    private static int rankAsWritten(List<String> names, List<String> words) {
        for (int i = 0; i < names.size(); i++) {
            if (Words.endWith(words, names.get(i))) {
                return i;
            }
        }
        return -1;
    }
}
