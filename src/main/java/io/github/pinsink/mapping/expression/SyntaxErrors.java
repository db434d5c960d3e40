package io.github.pinsink.mapping.expression;

import com.dashjoin.jsonata.JException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Describes errors of the library's parser: what it found and where, and what to write instead if that can be guessed. */
final class SyntaxErrors {
    /** A token may be as long as the expression. */
    private static final int MAX_TOKEN = 40;

    private SyntaxErrors() {}

    static ExpressionSyntaxException describe(String source, JException error) {
        String code = error.getError() == null ? "" : error.getError();
        int end = Math.max(0, Math.min(error.getLocation(), source.length()));
        Optional<UnclosedPart> unclosed = switch (code) {
            case "S0101", "S0105", "S0203" -> UnclosedPart.in(source);
            default -> Optional.empty();
        };
        if (unclosed.isPresent()) {
            return at(unclosed.get().index(), unclosed.get().description(), "");
        }
        // For S0202 the library has the token that it found where others have what they expected.
        String token = text(code.equals("S0202") ? error.getExpected() : error.getCurrent());
        int index = Math.max(0, code.equals("S0207") ? source.stripTrailing().length() - 1 : start(source, end, token));
        String what = switch (code) {
            case "S0201", "S0211" -> "unexpected " + quoted(token);
            case "S0202" -> "expected " + quoted(text(error.getCurrent())) + ", got " + quoted(token);
            case "S0204" -> "unknown operator " + quoted(token);
            case "S0207" -> "the expression ends too early";
            case "S0208" -> "the parameter " + quoted(token) + " of a function must begin with $";
            case "S0213" -> "the literal " + quoted(token) + " cannot be a step of a path";
            default -> shortened(error.getMessage());
        };
        return at(index, what, new SyntaxHints(source, index, token).hint(code));
    }

    /** @param end of the token, as the library reports it */
    private static int start(String source, int end, String token) {
        if (!token.isEmpty() && source.startsWith(token, end - token.length())) {
            return end - token.length();
        }
        int quoted = end - token.length() - 2;
        return !token.isEmpty() && quoted >= 0 && source.startsWith(token, quoted + 1) ? quoted : end - 1;
    }

    /** For a source on which the library's parser fails instead of rejecting it. */
    static ExpressionSyntaxException unparsed(String source) {
        Optional<UnclosedPart> unclosed = UnclosedPart.in(source);
        if (unclosed.isPresent()) {
            return at(unclosed.get().index(), unclosed.get().description(), "");
        }
        String hint = new SyntaxHints(source, source.length(), "").hint("");
        return new ExpressionSyntaxException(
                "the expression cannot be parsed as JSONata" + (hint.isEmpty() ? "" : ". " + hint), -1);
    }

    private static ExpressionSyntaxException at(int index, String what, String hint) {
        int position = index + 1;
        return new ExpressionSyntaxException(
                what + " (at position " + position + ")" + (hint.isEmpty() ? "" : ". " + hint), position);
    }

    private static String text(@Nullable Object token) {
        return token == null ? "" : token.toString();
    }

    private static String quoted(String token) {
        return token.equals("(end)") ? "the end of the expression" : '"' + shortened(token) + '"';
    }

    private static String shortened(String text) {
        return text.length() <= MAX_TOKEN * 2 ? text : text.substring(0, MAX_TOKEN) + "…";
    }
}
