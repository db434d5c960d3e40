package io.github.pinsink.mapping.expression;

import com.dashjoin.jsonata.Jsonata;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A regular expression literal. Called as a function it gives the first match, as in {@code /x/('text')} or
 * {@code $filter(list, /x/)}.
 */
final class RegularExpression extends Jsonata.JFunction {
    /** It accepts any type and ignores all but strings. */
    private static final String SIGNATURE = "<x?:x>";

    private final Pattern pattern;
    private final Supplier<EvaluationBudget> budget;

    RegularExpression(Pattern pattern, Supplier<EvaluationBudget> budget) {
        super((input, arguments) -> first(pattern, arguments, budget), SIGNATURE);
        this.pattern = pattern;
        this.budget = budget;
    }

    Matcher matcher(String text) {
        return pattern.matcher(new BudgetedString(text, budget.get()));
    }

    @Override
    public int getNumberOfArgs() {
        return 1;
    }

    private static Object first(Pattern pattern, List<?> arguments, Supplier<EvaluationBudget> budget) {
        List<Object> matches = new ArrayList<>();
        for (Object argument : arguments) {
            if (argument instanceof String text) {
                matches.add(next(pattern.matcher(new BudgetedString(text, budget.get())), budget.get()));
            }
        }
        return matches.size() == 1 ? matches.get(0) : matches;
    }

    private static Object next(Matcher matcher, EvaluationBudget budget) {
        if (!matcher.find()) {
            return null;
        }
        budget.make(matcher.end() - matcher.start());
        String match = matcher.group();
        return Map.of(
                "match",
                match,
                "start",
                matcher.start(),
                "end",
                matcher.end(),
                "groups",
                List.of(match),
                "next",
                (Jsonata.Fn0<Object>) () -> next(matcher, budget));
    }
}
