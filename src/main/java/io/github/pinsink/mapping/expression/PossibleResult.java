package io.github.pinsink.mapping.expression;

import com.dashjoin.jsonata.Jsonata;
import com.dashjoin.jsonata.SyntaxTree;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** An expression that gives the result: a branch of a conditional, or an expression without branches. */
public sealed interface PossibleResult {
    /** Of its first character, from 1. */
    int position();

    /** Whether the expression has no other result. */
    boolean isOnlyResult();

    /**
     * A literal, or a list of literals.
     *
     * @param value null for {@code null}
     */
    record Constant(@Nullable Object value, int position, boolean isOnlyResult) implements PossibleResult {}

    /**
     * A field of the context, whose name is written without quotes. Of branches, it is listed only if all branches are
     * constants or such names, and if the expression does not read the field elsewhere, as {@code web ? web : 'offline'}
     * does. Then the author may have forgotten the quotes of a string.
     */
    record FieldName(String name, int position, boolean isOnlyResult) implements PossibleResult {}

    /** The constants and names among the possible results of an expression. */
    static List<PossibleResult> of(Jsonata parsed, String source) {
        Collector collector = new Collector(source);
        SyntaxTree tree = SyntaxTree.of(parsed);
        collector.add(tree, true);
        return collector.results(tree);
    }

    /** Collects the results of one expression. */
    final class Collector {
        private final String source;
        private final List<PossibleResult> found = new ArrayList<>();
        private boolean hasOther;

        private Collector(String source) {
            this.source = source;
        }

        private List<PossibleResult> results(SyntaxTree tree) {
            if (found.stream().noneMatch(result -> result instanceof FieldName && !result.isOnlyResult())) {
                return found;
            }
            Map<String, Integer> uses = new HashMap<>();
            tree.visit(part -> {
                if (part.type().equals("name")) {
                    uses.merge(String.valueOf(part.value()), 1, Integer::sum);
                }
            });
            return found.stream()
                    .filter(result -> !(result instanceof FieldName field)
                            || (!hasOther && uses.getOrDefault(field.name(), 0) == 1))
                    .toList();
        }

        private void add(SyntaxTree tree, boolean isOnlyResult) {
            if (!isPlain(tree)) {
                hasOther = true;
                return;
            }
            switch (tree.type()) {
                case "block" -> addLast(tree.expressions(), isOnlyResult);
                case "condition" -> {
                    add(tree.then(), false);
                    tree.otherwise().forEach(branch -> add(branch, false));
                }
                case "path" -> addPath(tree, isOnlyResult);
                default -> addConstant(tree, isOnlyResult);
            }
        }

        private static boolean isPlain(SyntaxTree tree) {
            return tree.isOrdinary() && tree.predicates().isEmpty();
        }

        private void addLast(List<SyntaxTree> expressions, boolean isOnlyResult) {
            if (!expressions.isEmpty()) {
                add(expressions.get(expressions.size() - 1), isOnlyResult);
            }
        }

        private void addPath(SyntaxTree tree, boolean isOnlyResult) {
            SyntaxTree step = tree.steps().get(0);
            if (tree.steps().size() == 1
                    && isPlain(step)
                    && step.type().equals("name")
                    && SourcePosition.isUnquoted(source, step)) {
                found.add(
                        new FieldName(String.valueOf(step.value()), SourcePosition.start(source, step), isOnlyResult));
            } else {
                hasOther = true;
            }
        }

        private void addConstant(SyntaxTree tree, boolean isOnlyResult) {
            int position = SourcePosition.start(source, tree);
            if (isLiteral(tree)) {
                found.add(new Constant(tree.value(), position, isOnlyResult));
            } else if (tree.type().equals("unary")
                    && "[".equals(String.valueOf(tree.value()))
                    && tree.expressions().stream().allMatch(element -> isPlain(element) && isLiteral(element))) {
                List<@Nullable Object> values = new ArrayList<>();
                tree.expressions().forEach(element -> values.add(element.value()));
                found.add(new Constant(values, position, isOnlyResult));
            } else {
                hasOther = true;
            }
        }

        private static boolean isLiteral(SyntaxTree tree) {
            return switch (tree.type()) {
                case "string", "number", "value" -> true;
                default -> false;
            };
        }
    }
}
