package io.github.pinsink.config;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;

/** Checks names: unknown keys, and topics that the connector does not subscribe to. */
final class KeyChecks {
    /** A key outside the connector's namespaces is a typing error only if it is this close to one of the connector's. */
    private static final int MAX_TYPING_ERROR = 3;

    /** Kafka's limit. */
    private static final int MAX_TOPIC_LENGTH = 249;

    /** Each suggestion compares a key with all known keys. */
    private static final int MAX_SUGGESTIONS = 100;

    private final Validation validation;
    private final SubscribedTopics topics;
    private final Set<String> known = Settings.definition().names();
    private int suggestions;

    KeyChecks(Validation validation, SubscribedTopics topics) {
        this.validation = validation;
        this.topics = topics;
    }

    void run() {
        validation.forEach(validation.properties().keySet(), this::checkKey);
        validation.forEach(validation.properties().keySet(), this::checkTopicKey);
        if (validation.parsed(MappingSettings.DEAD_LETTER_TOPICS) instanceof List<?> list) {
            validation.forEach(
                    list.stream().map(Object::toString).toList(),
                    topic -> checkTopic(MappingSettings.DEAD_LETTER_TOPICS, topic, topics::contains));
        }
    }

    private void checkKey(String key) {
        if (known.contains(key)
                || key.equals(Settings.TASK_COUNT)
                || key.equals(Settings.TASK_NUMBER)
                || key.startsWith(TopicKey.PREFIX)) {
            return;
        }
        if (key.startsWith(MappingSettings.PREFIX) || key.startsWith(PinterestSettings.PREFIX)) {
            reportUnknown(key, suggestion(() -> ClosestMatch.ofKey(key, known)));
        } else if (!validation.isDeclared(key)) {
            // It may be a key of a transform or of the worker, so only a likely typing error is reported.
            ClosestMatch.of(key, known, MAX_TYPING_ERROR).ifPresent(closest -> reportUnknown(key, didYouMean(closest)));
        }
    }

    private void checkTopicKey(String key) {
        if (key.startsWith(TopicKey.PREFIX)) {
            validation
                    .topicKey(key)
                    .ifPresentOrElse(
                            parsed -> checkTopic(key, parsed.topic(), topics::mayContain),
                            () -> reportUnknown(
                                    key, suggestion(() -> Optional.of(TopicKey.closest(key, topics.named())))));
        }
    }

    private void checkTopic(String key, String topic, Function<String, TopicPattern.Match> subscription) {
        if (topic.length() > MAX_TOPIC_LENGTH) {
            validation.problem(
                    key,
                    "expected a topic name of at most " + MAX_TOPIC_LENGTH + " characters, got " + topic.length()
                            + " characters");
        } else if (subscription.apply(topic) == TopicPattern.Match.DIFFERS) {
            validation.problem(
                    key,
                    "topic " + topic + " is not a topic of this connector" + suggestion(() -> topics.closest(topic)));
        }
    }

    private void reportUnknown(String key, String suggestion) {
        validation.problem(key, "unknown configuration key" + suggestion);
    }

    private String suggestion(Supplier<Optional<String>> closest) {
        if (++suggestions > MAX_SUGGESTIONS) {
            return "";
        }
        return closest.get().map(KeyChecks::didYouMean).orElse("");
    }

    private static String didYouMean(String closest) {
        return ". Did you mean " + closest + "?";
    }
}
