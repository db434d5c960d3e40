package io.github.pinsink.mapping.expression;

import com.dashjoin.jsonata.JException;
import com.dashjoin.jsonata.Jsonata;
import com.dashjoin.jsonata.SyntaxTree;
import java.util.List;

/** Finds constant arguments with which a call would fail for each record. */
final class ConstantArguments {
    static final String MINOR_UNITS = "minorUnits";

    private ConstantArguments() {}

    /** @throws ExpressionSyntaxException for the first such argument */
    static void check(Jsonata parsed) throws ExpressionSyntaxException {
        for (SyntaxTree.Call call : SyntaxTree.calls(parsed, MINOR_UNITS)) {
            List<SyntaxTree> arguments = call.arguments();
            if (arguments.size() > 1) {
                checkCurrency(arguments.get(1));
            }
            if (arguments.size() > 2) {
                checkProvider(arguments.get(2));
            }
            if (arguments.size() > 3) {
                throw invalid(arguments.get(3), "expected at most three arguments, found " + arguments.size());
            }
        }
    }

    private static void checkCurrency(SyntaxTree argument) throws ExpressionSyntaxException {
        if (argument.type().equals("string") || argument.type().equals("number")) {
            try {
                CurrencyDigits.iso4217(argument.value());
            } catch (JException e) {
                throw invalid(
                        argument,
                        "expected a currency code of ISO 4217 as second argument, such as 'USD', found "
                                + quoted(argument));
            }
        }
    }

    private static void checkProvider(SyntaxTree argument) throws ExpressionSyntaxException {
        String expected = "expected '" + CurrencyDigits.STRIPE + "' as third argument, or no third argument, found ";
        if (isLiteral(argument) && !CurrencyDigits.isProvider(argument.value())) {
            throw invalid(argument, expected + quoted(argument));
        }
        List<SyntaxTree> steps = argument.steps();
        if (argument.type().equals("path")
                && steps.size() == 1
                && CurrencyDigits.isProvider(steps.get(0).value())) {
            throw invalid(
                    steps.get(0),
                    expected + "the field " + steps.get(0).value() + " of the record. Put the word in quotes");
        }
    }

    private static boolean isLiteral(SyntaxTree argument) {
        return switch (argument.type()) {
            case "string", "number", "value" -> true;
            default -> false;
        };
    }

    private static String quoted(SyntaxTree argument) {
        return argument.type().equals("string") ? "'" + argument.value() + "'" : String.valueOf(argument.value());
    }

    private static ExpressionSyntaxException invalid(SyntaxTree argument, String problem) {
        return new ExpressionSyntaxException(
                "$" + MINOR_UNITS + ": " + problem + " (at position " + argument.position() + ")", argument.position());
    }
}
