package io.github.pinsink.preview;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.pinsink.mapping.MappingDefinition;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * How a key of the mapping came to what it is.
 *
 * @param element which element of an exploded record it was evaluated for, counted from 0
 * @param found what the expression gave, personal values as their shape
 * @param result what of it stands in the event; empty where that cannot be told
 */
record Explanation(String key, String source, Optional<Integer> element, String found, Optional<String> result) {

    static List<Explanation> of(List<EvaluationRecorder.Evaluation> evaluations, PreviewResult verdict) {
        boolean isExploded = evaluations.stream().anyMatch(one -> one.key().equals(MappingDefinition.EXPLODE));
        Map<String, Integer> times = new HashMap<>();
        evaluations.forEach(evaluation -> times.merge(evaluation.key(), 1, Integer::sum));
        // Where an element became no event, which event is whose is not told.
        int elements = times.values().stream().mapToInt(Integer::intValue).max().orElse(0);
        boolean isOneToOne = verdict.events().size() == elements;
        Map<String, Integer> seen = new HashMap<>();
        List<Explanation> explanations = new ArrayList<>();
        for (EvaluationRecorder.Evaluation evaluation : evaluations) {
            int element = seen.merge(evaluation.key(), 1, Integer::sum) - 1;
            boolean ofRecord = evaluation.key().equals(MappingDefinition.FILTER)
                    || evaluation.key().equals(MappingDefinition.EXPLODE);
            explanations.add(new Explanation(
                    evaluation.key(),
                    evaluation.source(),
                    isExploded && !ofRecord ? Optional.of(element) : Optional.empty(),
                    evaluation.found(),
                    isOneToOne && !ofRecord ? result(evaluation.key(), element, verdict) : Optional.empty()));
        }
        return explanations;
    }

    private static Optional<String> result(String key, int event, PreviewResult verdict) {
        if (key.equals(MappingDefinition.ACCOUNT)) {
            return Optional.empty();
        }
        String path = key.substring(MappingDefinition.FIELD.length());
        JsonNode value = verdict.events().get(event).at("/" + path.replace('.', '/'));
        if (!value.isMissingNode()) {
            return Optional.of(DisplayValue.cut(value.toString()));
        }
        return Optional.of(verdict.dropped().stream()
                .filter(part -> part.event() == event && part.problem().field().equals(path))
                .findFirst()
                .map(part -> "dropped: " + part.problem().reason())
                .orElse("nothing"));
    }

    String where() {
        return element.map(number -> "element " + number + ": ").orElse("");
    }
}
