package io.github.pinsink.mapping.expression;

import com.dashjoin.jsonata.JException;
import com.dashjoin.jsonata.Jsonata;
import com.dashjoin.jsonata.LibraryGuards;
import com.dashjoin.jsonata.SyntaxTree;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** Compiles JSONata (jsonata.org). */
public final class ExpressionCompiler {
    static final String EVAL_NOT_SUPPORTED = "$eval is not supported: it would execute record content";

    private static final String EVAL = "eval";
    private static final String TOO_DEEP = "the expression nests too deeply";

    /** The names of {@code $} and {@code $$}. */
    private static final Set<String> CONTEXTS = Set.of("", "$");

    /** The library's parser copies the rest of the source at each number and name, so its time is quadratic. */
    private static final int MAX_LENGTH = 20_000;

    /** The library's parser recurses for each bracket; this is far from the limit of a small stack. */
    private static final int MAX_BRACKETS = 200;

    /** The library's parser copies the left side of each {@code ??} and {@code ?:} with its symbol table. */
    private static final int MAX_DEFAULTS = 100;

    private static final Pattern DEFAULT = Pattern.compile("\\?[?:]");

    private final EvaluationBudget.Limits limits;
    private final int maxDepth;

    /**
     * @param limits the budget of all expressions for one record
     * @param maxDepth the maximum nesting of one evaluation
     */
    public ExpressionCompiler(EvaluationBudget.Limits limits, int maxDepth) {
        this.limits = limits;
        this.maxDepth = maxDepth;
    }

    /** The budget of all expressions for one record. */
    public EvaluationBudget.Limits limits() {
        return limits;
    }

    /** @throws ExpressionSyntaxException when the source is not valid JSONata, is too large, or uses {@code $eval} */
    public Expression compile(String source) throws ExpressionSyntaxException {
        InterpretedExpression interpreted = parse(source);
        Optional<Expression> compiled = TreeCompiler.compile(interpreted.parsed(), new Interpretation(source, this));
        if (compiled.isPresent()) {
            return compiled.get();
        }
        interpreted.guardOperators();
        return interpreted;
    }

    /**
     * Checks an expression without a record.
     *
     * @param variables that each record has, without dollar sign
     * @throws ExpressionSyntaxException as {@link #compile} does
     */
    public ExpressionAnalysis analyze(String source, Set<String> variables) throws ExpressionSyntaxException {
        Jsonata parsed = parse(source).parsed();
        try {
            ArgumentCounts.check(parsed, source);
            Set<String> known = new HashSet<>(SyntaxTree.functions(parsed));
            known.remove(EVAL);
            known.addAll(variables);
            Set<String> valid = new HashSet<>(known);
            valid.addAll(CONTEXTS);
            List<UnknownName> unknown = NameScopes.unknownNames(parsed, source, valid);
            if (!unknown.isEmpty()) {
                known.addAll(NameScopes.bound(parsed));
            }
            return new ExpressionAnalysis(
                    unknown,
                    known,
                    CommonMistakes.first(parsed, source),
                    PossibleResult.of(parsed, source),
                    constructedProperties(parsed, source));
        } catch (StackOverflowError e) {
            throw new ExpressionSyntaxException(TOO_DEEP, -1);
        }
    }

    private static Map<String, Integer> constructedProperties(Jsonata parsed, String source) {
        Map<String, Integer> positions = new HashMap<>();
        SyntaxTree.of(parsed).visit(tree -> {
            List<SyntaxTree> keysAndValues = tree.properties();
            for (int i = 0; i < keysAndValues.size(); i += 2) {
                SyntaxTree key = keysAndValues.get(i);
                if (key.type().equals("string")) {
                    positions.merge(String.valueOf(key.value()), SourcePosition.start(source, key), Math::min);
                }
            }
        });
        return positions;
    }

    InterpretedExpression interpret(String source) throws ExpressionSyntaxException {
        InterpretedExpression interpreted = parse(source);
        interpreted.guardOperators();
        return interpreted;
    }

    private InterpretedExpression parse(String source) throws ExpressionSyntaxException {
        checkSize(source);
        Jsonata parsed;
        Set<String> names;
        try {
            parsed = LibraryGuards.parse(source);
            names = SyntaxTree.names(parsed);
            names.removeAll(CONTEXTS);
        } catch (JException e) {
            throw SyntaxErrors.describe(source, e);
        } catch (StackOverflowError e) {
            throw new ExpressionSyntaxException(TOO_DEEP, -1);
        } catch (RuntimeException e) {
            // The library's parser fails on some invalid sources instead of rejecting them.
            throw SyntaxErrors.unparsed(source);
        } catch (Error e) {
            throw unparsed(source, e);
        }
        if (names.contains(EVAL)) {
            throw new ExpressionSyntaxException(EVAL_NOT_SUPPORTED, source.indexOf('$' + EVAL) + 1);
        }
        if (names.contains(ConstantArguments.MINOR_UNITS)) {
            ConstantArguments.check(parsed);
        }
        return new InterpretedExpression(source, parsed, names, maxDepth);
    }

    /** For some invalid sources the library throws a plain {@code Error}. Errors of the JVM are rethrown. */
    private static ExpressionSyntaxException unparsed(String source, Error error) {
        if (error.getClass() != Error.class) {
            throw error;
        }
        return SyntaxErrors.unparsed(source);
    }

    private static void checkSize(String source) throws ExpressionSyntaxException {
        if (source.length() > MAX_LENGTH) {
            throw new ExpressionSyntaxException(
                    "the expression has " + source.length() + " characters; maximum is " + MAX_LENGTH, -1);
        }
        if (DEFAULT.matcher(source).results().limit(MAX_DEFAULTS + 1L).count() > MAX_DEFAULTS) {
            throw new ExpressionSyntaxException(
                    "the expression has more than " + MAX_DEFAULTS + " operators ?? and ?:; shorten it", -1);
        }
        int depth = 0;
        for (int i = 0; i < source.length(); i++) {
            char c = source.charAt(i);
            if ("([{".indexOf(c) >= 0 && ++depth > MAX_BRACKETS) {
                throw new ExpressionSyntaxException(
                        "the expression nests more than " + MAX_BRACKETS + " brackets (at position " + (i + 1) + ")",
                        i + 1);
            }
            if (")]}".indexOf(c) >= 0) {
                depth--;
            }
        }
    }
}
