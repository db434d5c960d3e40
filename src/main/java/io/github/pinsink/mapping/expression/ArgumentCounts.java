package io.github.pinsink.mapping.expression;

import com.dashjoin.jsonata.Jsonata;
import com.dashjoin.jsonata.SyntaxTree;
import java.util.List;
import java.util.Set;

/** Finds calls of the connector's own functions with too few or too many arguments. The library checks those of its own. */
final class ArgumentCounts {
    /**
     * A function of the connector.
     *
     * @param signature with all arguments, for messages
     */
    private record Signature(String name, int min, int max, String signature) {}

    private static final List<Signature> SIGNATURES = List.of(
            new Signature("minorUnits", 2, 3, "$minorUnits(amount, currency)"),
            new Signature("queryParameter", 2, 2, "$queryParameter(url, name)"),
            new Signature("parseJson", 1, 1, "$parseJson(string)"),
            new Signature("decodeDecimal", 2, 2, "$decodeDecimal(string, scale)"),
            new Signature("ifBlank", 2, 2, "$ifBlank(value, other)"),
            new Signature("total", 1, 1, "$total(values)"),
            new Signature("multiply", 2, 2, "$multiply(a, b)"),
            new Signature("objects", 1, 2, "$objects(value, other)"),
            new Signature("dateOfDays", 1, 1, "$dateOfDays(number)"),
            new Signature("parseBoolean", 1, 1, "$parseBoolean(value)"),
            new Signature("optOut", 1, 2, "$optOut(optOuts, consents)"));

    private ArgumentCounts() {}

    /** @throws ExpressionSyntaxException for the first such call */
    static void check(Jsonata parsed, String source) throws ExpressionSyntaxException {
        Set<String> names = SyntaxTree.names(parsed);
        for (Signature function : SIGNATURES) {
            // A function that the expression defines itself may have the same name.
            if (names.contains(function.name) && !NameScopes.bound(parsed).contains(function.name)) {
                for (SyntaxTree.Call call : SyntaxTree.calls(parsed, function.name)) {
                    check(function, call, source);
                }
            }
        }
    }

    private static void check(Signature function, SyntaxTree.Call call, String source)
            throws ExpressionSyntaxException {
        int count = call.arguments().size();
        if (count < function.min || count > function.max) {
            int position = SourcePosition.start(source, call.function());
            String expected = function.min == function.max
                    ? function.min + (function.min == 1 ? " argument" : " arguments")
                    : function.min + " or " + function.max + " arguments";
            throw new ExpressionSyntaxException(
                    "$" + function.name + ": expected " + expected + ", as in " + function.signature + ", found "
                            + count + " (at position " + position + ")",
                    position);
        }
    }
}
