package io.github.pinsink.tools.preview;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.pinsink.mapping.MappingDefinition;
import io.github.pinsink.tools.pipeline.DisplayValue;
import io.github.pinsink.tools.pipeline.EvaluationRecorder;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Explains the value of one mapping key.
 *
 * @param element the index, from 0, of the element of an exploded record
 * @param found the result of the expression; of personal values only the type and the size
 * @param result the value in the event; empty if the evaluation cannot be assigned to an event
 */
record Explanation(String key, String source, Optional<Integer> element, String found, Optional<String> result) {
    private static final List<String> NOT_A_FIELD =
            List.of(MappingDefinition.ACCOUNT, MappingDefinition.PHONE_COUNTRY, MappingDefinition.TIME_ZONE);

    static List<Explanation> of(List<EvaluationRecorder.Evaluation> evaluations, PreviewResult preview) {
        Map<String, Integer> times = new HashMap<>();
        evaluations.forEach(evaluation -> times.merge(evaluation.key(), 1, Integer::sum));
        // If an element became no event, the events cannot be assigned to elements.
        int elements = times.values().stream().mapToInt(Integer::intValue).max().orElse(0);
        boolean isOneToOne = preview.events().size() == elements;
        List<Explanation> explanations = new ArrayList<>();
        for (EvaluationRecorder.Evaluation evaluation : evaluations) {
            boolean isOfRecord = evaluation.key().equals(MappingDefinition.FILTER)
                    || evaluation.key().equals(MappingDefinition.EXPLODE);
            explanations.add(new Explanation(
                    evaluation.key(),
                    evaluation.source(),
                    evaluation.element(),
                    evaluation.found(),
                    isOneToOne && !isOfRecord
                            ? result(evaluation.key(), evaluation.element().orElse(0), preview)
                            : Optional.empty()));
        }
        return explanations;
    }

    private static Optional<String> result(String key, int event, PreviewResult preview) {
        if (NOT_A_FIELD.contains(key)) {
            return Optional.empty();
        }
        String path = key.substring(MappingDefinition.FIELD.length());
        JsonNode value = preview.events().get(event).at("/" + path.replace('.', '/'));
        if (!value.isMissingNode()) {
            return Optional.of(DisplayValue.truncate(value.toString()));
        }
        return Optional.of(preview.dropped().stream()
                .filter(field ->
                        field.event() == event && field.problem().field().equals(path))
                .findFirst()
                .map(field -> "dropped: " + field.problem().reason())
                .orElse(DisplayValue.NO_VALUE));
    }

    /** The prefix for the element, if there is one. */
    String elementPrefix() {
        return element.map(number -> "element " + number + ": ").orElse("");
    }
}
