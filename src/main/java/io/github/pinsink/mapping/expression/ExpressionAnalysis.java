package io.github.pinsink.mapping.expression;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What can be said about an expression without a record.
 *
 * @param unknownNames in the order of the source
 * @param knownNames the functions and variables that it can use, without dollar sign
 * @param mistake the first one, if there is any
 * @param results those of the possible results that are constants or names
 * @param constructedProperties the constant names of properties in objects that the expression constructs, each with the
 *     position of its first use, from 1
 */
public record ExpressionAnalysis(
        List<UnknownName> unknownNames,
        Set<String> knownNames,
        Optional<ExpressionMistake> mistake,
        List<PossibleResult> results,
        Map<String, Integer> constructedProperties) {
    public ExpressionAnalysis {
        unknownNames = List.copyOf(unknownNames);
        knownNames = Set.copyOf(knownNames);
        results = List.copyOf(results);
        constructedProperties = Map.copyOf(constructedProperties);
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
