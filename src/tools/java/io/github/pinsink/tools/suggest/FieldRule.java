package io.github.pinsink.tools.suggest;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Which paths can be the source of a field of the event.
 *
 * @param field the path in the event
 * @param form what at least half of the values must look like, besides being accepted by the field
 * @param names the last words of a path, the best first; a name of several words may be spread over several properties
 * @param without no word of the path may be one of these
 * @param isOfUser whether the path must not be about somebody else than the user, such as a seller
 * @param byValue whether the form alone is evidence
 */
record FieldRule(
        String field, ValueForm form, List<String> names, Set<String> without, boolean isOfUser, boolean byValue) {
    FieldRule {
        names = List.copyOf(names);
        without = Set.copyOf(without);
    }

    static FieldRule of(String field, ValueForm form, String names) {
        return new FieldRule(field, form, Words.list(names), Set.of(), false, false);
    }

    static FieldRule ofUser(String field, ValueForm form, String names) {
        return new FieldRule("user_data." + field, form, Words.list(names), Set.of(), true, false);
    }

    FieldRule without(String words) {
        return new FieldRule(field, form, names, Words.set(words), isOfUser, byValue);
    }

    FieldRule orNamed(List<String> more) {
        List<String> all = new ArrayList<>(names);
        all.addAll(more);
        return new FieldRule(field, form, all, without, isOfUser, byValue);
    }

    FieldRule alsoByValue() {
        return new FieldRule(field, form, names, without, isOfUser, true);
    }
}
