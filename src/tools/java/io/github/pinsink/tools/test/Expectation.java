package io.github.pinsink.tools.test;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.pinsink.event.Problem;
import io.github.pinsink.tools.command.UsageException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * The expected result of a record. A record that is sent in part has events and reasons of a rejection.
 *
 * @param events empty if no event is expected
 * @param rejected present if the record, or a part of it, must be rejected: the reasons, of which each must be found
 * @param skipped present if the record must be skipped: words of the reason, of which each must be found
 */
record Expectation(List<JsonNode> events, Optional<List<JsonNode>> rejected, Optional<List<JsonNode>> skipped) {
    private static final List<String> REJECTED = List.of("rejected", "invalid");
    private static final String SKIPPED = "skipped";
    private static final String REASON = "reason";

    static Expectation read(TestFiles test) throws UsageException {
        List<JsonNode> events = new ArrayList<>();
        Optional<List<JsonNode>> rejected = Optional.empty();
        Optional<List<JsonNode>> skipped = Optional.empty();
        if (test.has(TestFiles.EVENT)) {
            for (JsonNode element : list(test.json(TestFiles.EVENT))) {
                Optional<JsonNode> reasons = REJECTED.stream()
                        .map(element::path)
                        .filter(JsonNode::isContainerNode)
                        .findFirst();
                if (element.size() == 1 && element.has(SKIPPED)) {
                    skipped = Optional.of(list(element.get(SKIPPED)));
                } else if (element.size() == 1 && reasons.isPresent()) {
                    rejected = Optional.of(list(reasons.get()));
                } else if (element.isObject()) {
                    events.add(element);
                } else {
                    throw new UsageException(test.file(TestFiles.EVENT) + ": expected an event, or a list of events");
                }
            }
        }
        if (test.has(TestFiles.REJECTED)) {
            rejected = Optional.of(reasons(test.file(TestFiles.REJECTED), test.json(TestFiles.REJECTED)));
        }
        if (test.has(TestFiles.SKIPPED)) {
            skipped = Optional.of(reasons(test.file(TestFiles.SKIPPED), test.json(TestFiles.SKIPPED)));
        }
        if (skipped.isPresent() && (rejected.isPresent() || !events.isEmpty())) {
            throw new UsageException(test.name() + " expects a skipped record and something else. Delete "
                    + TestFiles.SKIPPED.substring(1) + " or the other file");
        }
        return new Expectation(events, rejected, skipped);
    }

    /** A list, or one element. */
    private static List<JsonNode> list(JsonNode json) {
        List<JsonNode> list = new ArrayList<>();
        if (json.isArray()) {
            json.forEach(list::add);
        } else {
            list.add(json);
        }
        return list;
    }

    /** Also those in an object such as {@code {"reasons": [...]}}; none in an empty object. */
    private static List<JsonNode> reasons(Path file, JsonNode json) throws UsageException {
        JsonNode inside = json;
        if (json.isObject() && json.size() == 1 && json.elements().next().isArray()) {
            inside = json.elements().next();
        }
        List<JsonNode> reasons = new ArrayList<>();
        for (JsonNode reason : list(inside)) {
            if (!reason.isTextual() && !reason.isObject()) {
                throw new UsageException(file + ": expected reasons: a list of strings or of objects such as"
                        + " {\"code\": \"too-old\", \"field\": \"event_time\"}");
            }
            if (!reason.isEmpty() || reason.isTextual()) {
                reasons.add(reason);
            }
        }
        return reasons;
    }

    List<Difference> compare(ActualResult found) {
        List<Difference> differences = new ArrayList<>();
        boolean isSameOutcome = skipped.isPresent() == found.skipped().isPresent()
                && rejected.isPresent() == !found.problems().isEmpty()
                && events.isEmpty() == found.events().isEmpty();
        if (!isSameOutcome || events.size() != found.events().size()) {
            differences.add(new Difference("record", description(), found.description()));
        }
        for (int i = 0; i < Math.min(events.size(), found.events().size()); i++) {
            String path = events.size() > 1 || found.events().size() > 1 ? "[" + i + "]" : "";
            EventComparison.compare(
                    path,
                    events.get(i),
                    comparable(events.get(i), found.events().get(i)),
                    differences);
        }
        if (isSameOutcome) {
            rejected.ifPresent(reasons -> compareReasons(reasons, found.problems(), differences));
            found.skipped()
                    .ifPresent(reason -> skipped.orElse(List.of()).forEach(expected -> {
                        String text = expected.isTextual()
                                ? expected.textValue()
                                : expected.path(REASON).asText();
                        if (!contains(reason.id(), text) && !contains(reason.text(), text)) {
                            differences.add(new Difference(SKIPPED, text, reason.id() + " (" + reason.text() + ")"));
                        }
                    }));
        }
        return differences;
    }

    /** The dropped fields only count where the expectation lists them. */
    private static JsonNode comparable(JsonNode expected, ObjectNode found) {
        JsonNode dropped = expected.path(ActualResult.DROPPED);
        if (dropped.isMissingNode() || dropped.isEmpty() && !found.has(ActualResult.DROPPED)) {
            ObjectNode other = found.deepCopy();
            other.remove(ActualResult.DROPPED);
            return dropped.isMissingNode() ? other : other.set(ActualResult.DROPPED, dropped);
        }
        return found;
    }

    private static void compareReasons(List<JsonNode> reasons, List<Problem> problems, List<Difference> differences) {
        for (JsonNode reason : reasons) {
            if (problems.stream().noneMatch(problem -> isReason(reason, problem))) {
                differences.add(new Difference(
                        "rejected",
                        reason.isTextual() ? reason.textValue() : reason.toString(),
                        String.join(
                                "; ",
                                problems.stream()
                                        .map(problem -> problem.text() + " ("
                                                + problem.code().id() + ")")
                                        .toList())));
            }
        }
    }

    private static boolean isReason(JsonNode expected, Problem problem) {
        String code = problem.code().id();
        String field = problem.field();
        if (expected.isTextual()) {
            String text = expected.textValue();
            return code.equals(plain(text)) || field.equals(text) || contains(problem.text(), text);
        }
        for (Map.Entry<String, JsonNode> property : expected.properties()) {
            String value = property.getValue().asText();
            boolean isSame = switch (property.getKey()) {
                case "code" -> code.equals(plain(value));
                case "field" ->
                    field.equals(value) || problem.fieldWithoutIndices().equals(value);
                case "element" ->
                    problem.element().isPresent()
                            && String.valueOf(problem.element().getAsInt()).equals(value);
                default -> contains(problem.text(), value);
            };
            if (!isSame) {
                return false;
            }
        }
        return true;
    }

    private static boolean contains(String text, String part) {
        return plain(text).contains(plain(part));
    }

    private static String plain(String text) {
        return text.toLowerCase(Locale.ROOT).replace('_', '-');
    }

    private String description() {
        String count = events.size() == 1 ? "an event" : events.size() + " events";
        return skipped.isPresent()
                ? "a skipped record"
                : rejected.isEmpty()
                        ? count
                        : events.isEmpty() ? "a rejected record" : count + ", and in part a rejected record";
    }

    /** The content of the files that expect a result, by their suffixes. Words of this expectation are kept where they fit. */
    Map<String, JsonNode> filesFor(ActualResult found) {
        Map<String, JsonNode> files = new LinkedHashMap<>();
        if (!found.events().isEmpty()) {
            ArrayNode all = TestFiles.JSON.createArrayNode();
            for (int i = 0; i < found.events().size(); i++) {
                JsonNode event = found.events().get(i);
                all.add(i < events.size() ? EventComparison.inWordsOf(events.get(i), event) : event);
            }
            files.put(TestFiles.EVENT, all.size() == 1 ? all.get(0) : all);
        }
        if (!found.problems().isEmpty()) {
            ArrayNode reasons = TestFiles.JSON.createArrayNode();
            for (Problem problem : found.problems()) {
                ObjectNode reason = reasons.addObject();
                problem.element().ifPresent(element -> reason.put("element", element));
                reason.put("code", problem.code().id());
                if (!problem.field().isEmpty()) {
                    reason.put("field", problem.field());
                }
            }
            files.put(TestFiles.REJECTED, reasons);
        }
        found.skipped()
                .ifPresent(reason -> files.put(
                        TestFiles.SKIPPED, TestFiles.JSON.createObjectNode().put(REASON, reason.id())));
        return files;
    }
}
