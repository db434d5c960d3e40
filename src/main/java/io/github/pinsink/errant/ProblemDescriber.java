package io.github.pinsink.errant;

import io.github.pinsink.event.ExpressionSource;
import io.github.pinsink.event.Problem;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;

/**
 * Describes problems for the log and for the failure of a task: with the code, and with the expression that gave the value.
 *
 * @param expressions gives the expression for a topic and the field of a problem, if it has one
 */
record ProblemDescriber(BiFunction<String, String, Optional<ExpressionSource>> expressions) {
    /** @param topic of the record after all transforms, which is what mappings are configured for */
    String describe(Problem problem, String topic) {
        String expression = problem.expression().isPresent()
                // Its text has the expression.
                ? ""
                : expressions
                        .apply(topic, problem.field())
                        .map(source -> ", expression " + source.key() + "=" + source.excerpt())
                        .orElse("");
        String text = problem.text();
        return (text.endsWith(".") ? text.substring(0, text.length() - 1) : text) + " (problem code "
                + problem.code().id() + expression + ")";
    }

    /** All problems of a record as one bounded text. */
    String describe(List<Problem> problems, String topic) {
        return ErrorSummary.text(problems, problem -> describe(problem, topic));
    }
}
