package io.github.pinsink.mapping.expression;

import com.dashjoin.jsonata.JException;
import com.dashjoin.jsonata.Jsonata;
import com.dashjoin.jsonata.SyntaxTree;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** Turns JSONata text (jsonata.org) into expressions. */
public final class ExpressionCompiler {
    private static final String EVAL = "eval";

    /** The library's parser copies the rest of the text at each number and name, so its time grows with the square. */
    private static final int MAX_LENGTH = 20_000;

    /** The library's parser recurses some times for each bracket; this is far from the end of a small stack. */
    private static final int MAX_BRACKETS = 200;

    /** The library's parser copies the left side of each {@code ??} and {@code ?:}, with its table of symbols. */
    private static final int MAX_DEFAULTS = 100;

    private static final Pattern DEFAULT = Pattern.compile("\\?[?:]");

    private final EvaluationBudget.Limits limits;
    private final int maxDepth;

    /**
     * @param limits what all expressions of one record may cost together
     * @param maxDepth how deep one evaluation may nest
     */
    public ExpressionCompiler(EvaluationBudget.Limits limits, int maxDepth) {
        this.limits = limits;
        this.maxDepth = maxDepth;
    }

    /** What all expressions of one record may cost together. */
    public EvaluationBudget.Limits limits() {
        return limits;
    }

    /** @throws ExpressionSyntaxException when the text is no JSONata, or uses {@code $eval} */
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
            // The context and the document are always there.
            names.removeAll(Set.of("", "$"));
        } catch (JException e) {
            throw new ExpressionSyntaxException(
                    e.getMessage() + (e.getLocation() >= 0 ? " (at position " + e.getLocation() + ")" : ""),
                    e.getLocation());
        } catch (StackOverflowError e) {
            throw new ExpressionSyntaxException("the expression nests too deeply", -1);
        } catch (RuntimeException e) {
            // The parser of the library trips over some broken texts instead of refusing them.
            throw new ExpressionSyntaxException("the expression cannot be parsed as JSONata", -1);
        } catch (Error e) {
            throw unparsed(e);
        }
        if (names.contains(EVAL)) {
            throw new ExpressionSyntaxException(
                    "$eval is not supported: it would execute record content", source.indexOf('$' + EVAL) + 1);
        }
        return new InterpretedExpression(source, parsed, names, maxDepth);
    }

    /** For some broken texts the library raises a plain {@code Error} of its own; those of the machine are not ours. */
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
                    "the expression has more than " + MAX_DEFAULTS + " operators ?? and ?:; split it or shorten it",
                    -1);
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
