package io.github.pinsink.tools.test;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.pinsink.event.Problem;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** What tells the results of records apart, whatever their values are. */
final class ResultFeatures {
    private ResultFeatures() {}

    /** The outcome, the names of the events, the properties that they have, and the kinds of problems. */
    static Set<String> of(ActualResult result) {
        Set<String> features = new TreeSet<>();
        features.add("outcome " + result.outcome() + (result.problems().isEmpty() ? "" : " with problems"));
        result.skipped().ifPresent(reason -> features.add("skipped " + reason.id()));
        for (Problem problem : result.problems()) {
            features.add("problem " + problem.code().id() + " " + problem.fieldWithoutIndices());
        }
        features.add(result.events().size() < 2 ? "one event" : "several events");
        for (ObjectNode event : result.events()) {
            features.add("event " + event.path("event_name").asText());
            features.add("source " + event.path("action_source").asText());
            event.path(ActualResult.DROPPED).forEach(field -> features.add("dropped " + field.asText()));
            addProperties("", event, features);
        }
        return features;
    }

    private static void addProperties(String path, JsonNode node, Set<String> features) {
        for (Map.Entry<String, JsonNode> property : node.properties()) {
            String below = path + "." + property.getKey();
            features.add("has " + below);
            addProperties(below, property.getValue(), features);
        }
        if (node.isArray()) {
            node.forEach(element -> addProperties(path, element, features));
        }
    }

    /** A name for a test. */
    static String name(ActualResult result) {
        String name;
        if (result.skipped().isPresent()) {
            name = "skipped-" + result.skipped().get().id();
        } else if (result.events().isEmpty()) {
            name = "rejected-" + result.problems().get(0).code().id();
        } else {
            name = result.events().stream()
                    .map(event -> event.path("event_name").asText())
                    .distinct()
                    .limit(2)
                    .collect(Collectors.joining("-and-"));
        }
        return name.replaceAll("[^A-Za-z0-9_-]+", "-");
    }
}
