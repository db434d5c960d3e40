package io.github.pinsink.tools.suggest;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** Finds the paths that fit a rule, the best first. */
final class FieldCandidates {
    private static final int NAMED = 100;
    private static final int BY_VALUE = 20;
    private static final int MAX_RANK = 40;
    private static final int SAME_OBJECT = 16;
    /** The objects around an ID say little about it. */
    private static final Set<String> IDS = Set.of("user_data.external_id", "custom_data.order_id");

    private static final List<String> PERSONAL = List.of("user_data.em", "user_data.ph", "user_data.ln");

    /** Found in the answers of a form by name and value. */
    private static final Set<String> ANSWERED = Set.of("user_data.em", "user_data.ph");

    private static final Set<String> PLACES =
            Set.of("user_data.ct", "user_data.st", "user_data.zp", "user_data.country");
    /** Words of an address that can be the user's. */
    static final Set<String> OF_ADDRESSES = Words.set("""
            address, addresses, billing, bill, shipping, ship, delivery, deliver, geo, geolocation, geoip, home, residence, personal,
            dropoff, location, adrc, postal, party, company, business, sold, payer, locale, device""");
    /** Objects around the whole record. */
    private static final Set<String> WRAPPERS = Words.set("""
            data, payload, event, message, body, after, detail, record, hit, properties, attributes, header, meta, metadata,
            envelope, object, fields, order, lead, form, answers, params, response""");

    private final RecordShape shape;
    private final List<List<String>> persons;
    /** Whether there is no other user. */
    private final boolean isAlone;

    private final FieldCheck accepted = new FieldCheck();

    private FieldCandidates(RecordShape shape, boolean isAlone, List<List<String>> persons) {
        this.shape = shape;
        this.isAlone = isAlone;
        this.persons = persons;
    }

    static FieldCandidates of(RecordShape shape) {
        List<List<String>> persons = persons(new FieldCandidates(shape, false, List.of()));
        return persons.isEmpty()
                ? new FieldCandidates(shape, true, persons(new FieldCandidates(shape, true, List.of())))
                : new FieldCandidates(shape, false, persons);
    }

    /** The objects of the user's address and names. */
    private static List<List<String>> persons(FieldCandidates candidates) {
        return PERSONAL.stream()
                .flatMap(field -> candidates.best(FieldRules.of(field)).stream())
                .map(found -> found.values().path().names())
                .map(names -> names.subList(0, names.size() - 1))
                .toList();
    }

    /** Those in the object of this path come before others that are about as good. */
    List<Candidate> near(RecordPath path, FieldRule rule) {
        List<String> parent = path.names().subList(0, Math.max(0, path.names().size() - 1));
        return of(rule).stream()
                .sorted(Comparator.comparingInt((Candidate candidate) -> {
                            List<String> names = candidate.values().path().names();
                            boolean isNear = !parent.isEmpty()
                                    && names.size() > parent.size()
                                    && names.subList(0, parent.size()).equals(parent);
                            return candidate.score() + (isNear ? SAME_OBJECT : 0);
                        })
                        .reversed())
                .toList();
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
        boolean isAnswer = isInList
                && ANSWERED.contains(rule.field())
                && ofAnswers(path.list().orElseThrow());
        if (isInList && !isAnswer && !(rule.isOfUser() && ofPersons(path.list().orElseThrow()))) {
            return Optional.empty();
        }
        // The id of an object named event can be that of a concert.
        Optional<NameMatch> match =
                NameMatch.of(rule.names(), rule.field().equals("event_id") ? path.lastWords() : words);
        int rank = match.map(NameMatch::rank).orElse(-1);
        // A rule may name a word that otherwise stands for somebody else, such as device model.
        List<String> rest = match.map(NameMatch::rest).orElse(words);
        if ((rank < 0 && !rule.byValue())
                || Words.meanAny(IDS.contains(rule.field()) ? path.lastWords() : words, rule.without())
                || (rule.isOfUser() && isOfOther(rest))
                || (PLACES.contains(rule.field()) && !isPlaceOfUser(path))) {
            return Optional.empty();
        }
        // Without the country, the field accepts no national number.
        Predicate<Object> fits = value -> rule.form().test(value)
                && (rule.form() == ValueForm.PHONE_OR_DIGEST || accepted.accepts(rule.field(), value));
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
                .map(list -> isAnswer
                        ? "(" + list.expression() + "." + path.expression() + ")[0]"
                        : list.expression() + "[0]." + path.expression())
                .orElse(path.expression());
        return Optional.of(new Candidate(values, expression, score(rule, values, rank, words, isInList), evidence));
    }

    private int score(FieldRule rule, PathValues values, int rank, List<String> words, boolean isInList) {
        // Of the many names of IDs of orders, the later ones count a little less too.
        int score = rank < 0 ? BY_VALUE : NAMED - 2 * Math.min(rank, MAX_RANK) - Math.max(0, rank - MAX_RANK) / 20;
        if (rule.field().equals("custom_data.order_id")
                && values.distinct().size() * 4 < values.values().size() * 3) {
            // The same in several records, such as a contract with many payments.
            score -= 15;
        }
        score += 30 * values.records() / Math.max(1, shape.samples());
        score -= 2 * values.path().names().size();
        if (rule.isOfUser()) {
            List<String> english = Translations.english(words);
            int person = FieldRules.USER.stream()
                    .filter(name -> words.contains(name) || english.contains(name))
                    .findFirst()
                    .map(FieldRules.USER::indexOf)
                    .orElse(-1);
            score += person < 0 ? 0 : person < 4 ? 14 : 10;
        }
        return isInList ? score - 30 : score;
    }

    /** The place of an event, a product or a branch is not that of the user. */
    private boolean isPlaceOfUser(RecordPath path) {
        List<String> names = path.names();
        List<String> parent = names.subList(0, names.size() - 1);
        boolean isInRecord = parent.stream().allMatch(name -> Words.containAny(Words.of(name), WRAPPERS));
        boolean isNamed = Words.meanAny(path.words(), OF_ADDRESSES) || Words.meanAny(path.words(), FieldRules.USER);
        return isInRecord
                || isNamed
                || persons.isEmpty()
                || persons.stream()
                        .anyMatch(person -> !person.isEmpty()
                                && parent.size() >= person.size()
                                && parent.subList(0, person.size()).equals(person));
    }

    private boolean isOfOther(List<String> words) {
        List<String> all = new ArrayList<>(words);
        all.addAll(Translations.english(words));
        if (Words.containAny(all, FieldRules.OWNERS_OF_CARDS)) {
            all.removeIf("card"::equals);
        }
        if (isAlone) {
            all.removeIf(FieldRules.OTHERS_BESIDE_USER::contains);
        }
        return Words.containAny(all, FieldRules.OTHERS);
    }

    /** Of a form, whose elements each have one value. */
    private static boolean ofAnswers(RecordPath list) {
        return Words.containAny(list.lastWords(), Set.of("answers", "responses", "fields", "questions"));
    }

    private static boolean ofPersons(RecordPath list) {
        List<String> words = list.lastWords();
        return FieldRules.USER.stream().anyMatch(person -> words.contains(person) || words.contains(person + "s"));
    }

    /** The index of the first name that the words end with; -1 if there is none. */
    static int rank(List<String> names, List<String> words) {
        return NameMatch.of(names, words).map(NameMatch::rank).orElse(-1);
    }
}
