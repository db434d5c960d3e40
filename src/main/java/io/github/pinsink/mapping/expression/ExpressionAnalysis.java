package io.github.pinsink.mapping.expression;

import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What can be said about an expression without a record.
 *
 * @param unknownNames in the order of the source
 * @param knownNames the functions and variables that it can use, without dollar sign
 * @param mistake the first one, if there is any
 * @param results those of the possible results that are constants or names
 */
public record ExpressionAnalysis(
        List<UnknownName> unknownNames,
        Set<String> knownNames,
        Optional<ExpressionMistake> mistake,
        List<PossibleResult> results) {
    public ExpressionAnalysis {
        unknownNames = List.copyOf(unknownNames);
        knownNames = Set.copyOf(knownNames);
        results = List.copyOf(results);
    }

    /** The result, if it is the same for every record; empty also for {@code null}. */
    public Optional<Object> constant() {
        return results.stream()
                .filter(PossibleResult::isOnlyResult)
                .filter(PossibleResult.Constant.class::isInstance)
                .findFirst()
                .flatMap(result -> Optional.ofNullable(((PossibleResult.Constant) result).value()));
    }
}
