package io.github.pinsink.tools.privacy;

import io.github.pinsink.mapping.expression.Expression;
import io.github.pinsink.mapping.expression.Projection;
import io.github.pinsink.mapping.record.RecordVariables;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.StringJoiner;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * What an expression may read of a record.
 *
 * @param properties paths in the record's value, such as {@code customer.email}; each with everything below it
 * @param variables such as {@code $key} and {@code $headers.source}
 * @param whyAnything why the expression may read anything; empty if it reads only the properties and variables
 */
record RecordReads(List<String> properties, List<String> variables, Optional<String> whyAnything) {
    private static final Pattern PLAIN_NAME = Pattern.compile("[\\p{L}_][\\p{L}\\p{N}_]*");

    RecordReads {
        properties = List.copyOf(properties);
        variables = List.copyOf(variables);
    }

    /** @param context the path of the expression's context in the record; empty for the record itself */
    static RecordReads of(Expression expression, String context) {
        SortedSet<String> properties = new TreeSet<>();
        SortedSet<String> variables = new TreeSet<>();
        Optional<String> whyAnything = expression.isCompiled()
                ? whyAll(expression.reads(), context)
                : Optional.of("the expression is interpreted, so what it reads is not known");
        if (whyAnything.isEmpty()) {
            addPaths(expression.reads(), context, properties);
        }
        Set<String> names = new TreeSet<>(expression.variables());
        names.retainAll(RecordVariables.NAMES);
        for (String name : names) {
            Projection reads = expression.reads(name);
            if (!name.equals(RecordVariables.RECORD)) {
                addPaths(reads, "$" + name, variables);
            } else if (reads.isEverything()) {
                whyAnything = whyAnything.or(() -> whyAll(reads, ""));
            } else {
                addPaths(reads, "", properties);
            }
        }
        return new RecordReads(List.copyOf(properties), List.copyOf(variables), whyAnything);
    }

    private static Optional<String> whyAll(Projection reads, String context) {
        return reads.isEverything()
                ? Optional.of("the expression reads "
                        + (context.isEmpty() ? "the whole record" : "the whole of an element of explode"))
                : Optional.empty();
    }

    private static void addPaths(Projection reads, String start, Set<String> paths) {
        for (List<String> names : reads.paths()) {
            StringJoiner path = new StringJoiner(".");
            if (!start.isEmpty()) {
                path.add(start);
            }
            names.forEach(name -> path.add(quoted(name)));
            paths.add(path.toString());
        }
    }

    /** As JSONata writes it. */
    private static String quoted(String name) {
        return PLAIN_NAME.matcher(name).matches() ? name : "`" + name + "`";
    }

    /** Whether the path, with everything below it, is a part of one of the others. */
    static boolean isCovered(String path, Set<String> others) {
        return others.stream()
                .anyMatch(other -> path.equals(other) || path.startsWith(other + ".") || path.startsWith(other + "[]"));
    }

    boolean isNothing() {
        return properties.isEmpty() && variables.isEmpty() && whyAnything.isEmpty();
    }
}
