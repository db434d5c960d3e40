package io.github.pinsink.tools.suggest;

import io.github.pinsink.tools.pipeline.ExpressionNames;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A place in the records.
 *
 * @param expression how a JSONata expression reads it, from the record or from the element of the list
 * @param names the names of the properties on the way from the record
 * @param list the list in whose elements it is
 */
record RecordPath(String expression, List<String> names, Optional<RecordPath> list) {
    static final RecordPath ROOT = new RecordPath("", List.of(), Optional.empty());

    RecordPath {
        names = List.copyOf(names);
    }

    RecordPath child(String name) {
        String step = ExpressionNames.quoted(name);
        return new RecordPath(expression.isEmpty() ? step : expression + '.' + step, with(name), list);
    }

    /** The value of a pair in a list of pairs, such as {@code attributes[name='email'][0].value}. */
    RecordPath pair(String nameProperty, String name, String valueProperty) {
        String selected = expression + '[' + nameProperty + " = '" + name + "'][0]." + valueProperty;
        return new RecordPath(selected, with(name), list);
    }

    /** The elements of this list; of a list in the elements of another one, those of all. */
    RecordPath element() {
        RecordPath whole = list.map(
                        outer -> new RecordPath(outer.expression + '.' + expression, names, Optional.empty()))
                .orElse(this);
        return new RecordPath("", names, Optional.of(whole));
    }

    /** The document in this string. */
    RecordPath parsed() {
        return new RecordPath("$parseJson(" + expression + ')', names, list);
    }

    private List<String> with(String name) {
        List<String> all = new ArrayList<>(names);
        all.add(name);
        return all;
    }

    /** The words of all names, from the record on. */
    List<String> words() {
        return names.stream().flatMap(name -> Words.of(name).stream()).toList();
    }

    /** The words of the last name. */
    List<String> lastWords() {
        return names.isEmpty() ? List.of() : Words.of(names.get(names.size() - 1));
    }

    /** For reports. */
    String label() {
        return list.map(of -> of.expression() + "[]." + expression).orElse(expression);
    }
}
