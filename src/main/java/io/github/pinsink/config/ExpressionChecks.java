package io.github.pinsink.config;

import io.github.pinsink.event.ExpressionSource;
import io.github.pinsink.mapping.MappingDefinition;
import io.github.pinsink.mapping.expression.EvaluationBudget;
import io.github.pinsink.mapping.expression.ExpressionAnalysis;
import io.github.pinsink.mapping.expression.ExpressionCompiler;
import io.github.pinsink.mapping.expression.ExpressionMistake;
import io.github.pinsink.mapping.expression.ExpressionSyntaxException;
import io.github.pinsink.mapping.expression.UnknownName;
import io.github.pinsink.mapping.record.RecordVariables;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Checks expressions: their syntax, the names that they use, and the constants that they give. */
final class ExpressionChecks {
    private final Validation validation;
    private final ResultChecks results;
    // Expressions are not evaluated, so the limits of an evaluation do not matter.
    private final ExpressionCompiler compiler =
            new ExpressionCompiler(EvaluationBudget.Limits.of(Duration.ofSeconds(1)), 100);
    /** By source, since many topics can have the same expression. Of those without a mistake. */
    private final Map<String, ExpressionAnalysis> analyzed = new HashMap<>();

    ExpressionChecks(Validation validation, ConfiguredMappings mappings) {
        this.validation = validation;
        this.results = new ResultChecks(validation, mappings);
    }

    void run() {
        validation.forEach(validation.properties().entrySet(), Map.Entry::getKey, property -> {
            String key = property.getKey();
            if (MappingDefinition.keys().contains(validation.withoutTopic(key)) && validation.isSet(key)) {
                check(key, MappingDefinition.expression(validation.withoutTopic(key), property.getValue()));
            }
        });
    }

    private void check(String key, String source) {
        results.unquotedWords(key, source)
                .or(() -> LocaleChecks.unquotedZone(validation.withoutTopic(key), source))
                .or(() -> mistake(key, source))
                .or(() -> results.unquotedFlags(key, source))
                .ifPresent(mistake -> report(key, source, mistake));
    }

    private Optional<ExpressionMistake> mistake(String key, String source) {
        try {
            ExpressionAnalysis analysis = analyzed.get(source);
            if (analysis == null) {
                analysis = compiler.analyze(source, RecordVariables.NAMES);
                Optional<ExpressionMistake> mistake = mistake(analysis);
                if (mistake.isPresent()) {
                    return mistake;
                }
                analyzed.put(source, analysis);
            }
            Optional<ExpressionMistake> unlisted = unlistedProperty(validation.withoutTopic(key), analysis);
            if (unlisted.isPresent()) {
                return unlisted;
            }
            Optional<String> ofLocale = LocaleChecks.problem(validation.withoutTopic(key), source, analysis.constant());
            return ofLocale.isPresent()
                    ? ofLocale.map(message -> new ExpressionMistake(message, 1))
                    : results.mistake(key, source, analysis);
        } catch (ExpressionSyntaxException e) {
            return Optional.of(new ExpressionMistake("invalid JSONata expression: " + e.getMessage(), e.position()));
        }
    }

    /** An extra property that the expression gives to the entries of a list, and that the setting does not list. */
    private Optional<ExpressionMistake> unlistedProperty(String key, ExpressionAnalysis analysis) {
        Set<String> unlisted = ExtraFields.unlistedProperties(key, MappingChecks.listedExtraFields(validation));
        return analysis.constructedProperties().entrySet().stream()
                .filter(property -> unlisted.contains(property.getKey()))
                .min(Map.Entry.comparingByValue())
                .map(property -> new ExpressionMistake(
                        ExtraFields.problemOfProperty(key, property.getKey()), property.getValue()));
    }

    private static Optional<ExpressionMistake> mistake(ExpressionAnalysis analysis) {
        if (analysis.unknownNames().isEmpty()) {
            return analysis.mistake();
        }
        UnknownName first = analysis.unknownNames().get(0);
        return Optional.of(
                new ExpressionMistake(NameSuggestions.describe(first, analysis.knownNames()), first.position()));
    }

    /** Below the message, the expression and a caret below the position: in lines, as `jq -r` and logs show them. */
    private void report(String key, String source, ExpressionMistake mistake) {
        String shown = new ExpressionSource(key, source, mistake.position()).withCaret();
        validation.problem(key, mistake.message() + "\n    " + shown.replace("\n", "\n    "));
    }
}
