package io.github.pinsink.mapping.expression;

import com.dashjoin.jsonata.JException;
import com.dashjoin.jsonata.Jsonata;
import com.dashjoin.jsonata.SyntaxTree;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** Compiles JSONata (jsonata.org). */
public final class ExpressionCompiler {
    static final String EVAL_NOT_SUPPORTED = "$eval is not supported: it would execute record content";

    private static final String EVAL = "eval";

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
        interpreted.guardConcatenation();
        return interpreted;
    }

    InterpretedExpression interpret(String source) throws ExpressionSyntaxException {
        InterpretedExpression interpreted = parse(source);
        interpreted.guardConcatenation();
        return interpreted;
    }

    private InterpretedExpression parse(String source) throws ExpressionSyntaxException {
        checkSize(source);
        Jsonata parsed;
        Set<String> names;
        try {
            parsed = Jsonata.jsonata(source);
            names = SyntaxTree.names(parsed);
            // The context and the document.
            names.removeAll(Set.of("", "$"));
        } catch (JException e) {
            throw new ExpressionSyntaxException(
                    e.getMessage() + (e.getLocation() >= 0 ? " (at position " + e.getLocation() + ")" : ""),
                    e.getLocation());
        } catch (StackOverflowError e) {
            throw new ExpressionSyntaxException("the expression nests too deeply", -1);
        } catch (RuntimeException e) {
            // The library's parser fails on some invalid sources instead of rejecting them.
            throw new ExpressionSyntaxException("the expression cannot be parsed as JSONata", -1);
        } catch (Error e) {
            throw unparsed(e);
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
    private static ExpressionSyntaxException unparsed(Error error) {
        if (error.getClass() != Error.class) {
            throw error;
        }
        return new ExpressionSyntaxException("the expression cannot be parsed as JSONata", -1);
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
