package io.github.pinsink.mapping.expression;

import com.dashjoin.jsonata.Jsonata;
import com.dashjoin.jsonata.SyntaxTree;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** Finds syntax of other languages that is valid JSONata, but with another meaning. */
final class CommonMistakes {
    private static final Pattern TYPOGRAPHIC_QUOTE = Pattern.compile("^[‘’‚‛“”„‟«»]");
    /** No-break space, zero width space and byte order mark. */
    private static final Pattern INVISIBLE = Pattern.compile("[\\u00a0\\u200b\\ufeff]");

    private static final Pattern PLAIN_NAME = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*");

    private final String source;
    private Optional<ExpressionMistake> first = Optional.empty();

    private CommonMistakes(String source) {
        this.source = source;
    }

    /** The first mistake in the source. */
    static Optional<ExpressionMistake> first(Jsonata parsed, String source) {
        CommonMistakes mistakes = new CommonMistakes(source);
        SyntaxTree.of(parsed).visit(mistakes::check);
        return mistakes.first;
    }

    private void check(SyntaxTree tree) {
        if (tree.type().equals("name") && SourcePosition.isUnquoted(source, tree)) {
            checkName(String.valueOf(tree.value()), SourcePosition.start(source, tree));
        }
        checkPredicates(tree.predicates());
        checkPredicates(tree.ownPredicates());
    }

    private void checkName(String name, int position) {
        if (TYPOGRAPHIC_QUOTE.matcher(name).find()) {
            add("typographic quotes are part of a name here. Use ' or \" for a string", position);
        } else if (INVISIBLE.matcher(name).find()) {
            add(
                    "the name contains an invisible character, such as a no-break space. Type the name again, or put it in"
                            + " backquotes",
                    position);
        }
    }

    /** {@code a['b']} is all of {@code a}, since the filter is the same for every element. */
    private void checkPredicates(List<SyntaxTree> predicates) {
        for (SyntaxTree predicate : predicates) {
            if (predicate.type().equals("string") && predicate.isOrdinary()) {
                String name = String.valueOf(predicate.value());
                String field = PLAIN_NAME.matcher(name).matches() ? name : '`' + name + '`';
                add(
                        "a string in brackets is a filter that is the same for every element, not a field. Write ."
                                + field + " for the field",
                        SourcePosition.start(source, predicate));
            }
        }
    }

    private void add(String message, int position) {
        ExpressionMistake mistake = new ExpressionMistake(message, position);
        first = first.filter(other ->
                        Comparator.comparingInt(ExpressionMistake::position).compare(other, mistake) <= 0)
                .or(() -> Optional.of(mistake));
    }
}
