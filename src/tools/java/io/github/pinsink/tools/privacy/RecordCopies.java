package io.github.pinsink.tools.privacy;

import io.github.pinsink.config.ConnectorConfig;
import io.github.pinsink.tools.privacy.PrivacyStatement.Item;
import io.github.pinsink.tools.source.ConfigSecrets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Where a copy of a record or of the config is kept. */
final class RecordCopies {
    private static final String LOG = "errors.log.enable";

    private RecordCopies() {}

    static List<Item> of(Map<String, String> properties, ConnectorConfig config) {
        List<Item> copies = new ArrayList<>();
        copies.add(new Item("dead letter queue", deadLetterQueue(properties, config)));
        copies.add(new Item("Connect's config topic", configTopic(properties)));
        copies.add(new Item("Connect's status topic", statusTopic(properties)));
        copies.add(new Item(
                "consumer offsets", "the topics, partitions and offsets of the records; nothing of their contents"));
        copies.add(new Item(
                "log of the connector", "names of fields, and types and lengths of values; never a value of a record"));
        if (isTrue(properties, LOG)) {
            copies.add(new Item(
                    "log of the worker",
                    LOG
                            + "=true: positions of failed records, and messages of converters and transforms, which may quote"
                            + " values"));
        }
        copies.add(new Item("metrics", "names of fields and numbers"));
        copies.add(new Item("memory of the worker", "events that wait for delivery; nothing is written to disk"));
        return copies;
    }

    private static String deadLetterQueue(Map<String, String> properties, ConnectorConfig config) {
        if (config.deadLetterTopic().isEmpty()) {
            return config.toleratesErrors()
                    ? "none: rejected records are dropped"
                    : "none: a rejected record stops the task";
        }
        String topic = "topic " + config.deadLetterTopic().get() + ": ";
        if (!config.toleratesErrors()) {
            return topic + "not used, since errors.tolerance is not all; a rejected record stops the task";
        }
        boolean hasReasons = isTrue(properties, "errors.deadletterqueue.context.headers.enable");
        return topic + "each rejected record, whole and in plain: key, value and headers"
                + (hasReasons
                        ? ". Its position and the reason are added as headers; the connector's reasons have no values,"
                                + " those of converters and transforms may quote some"
                        : "");
    }

    private static String configTopic(Map<String, String> properties) {
        List<String> secrets = ConfigSecrets.inPlain(properties);
        return "this config, with all expressions; "
                + (secrets.isEmpty()
                        ? "secrets only as references to config providers"
                        : "also in plain: " + String.join(", ", secrets)
                                + ". Put a reference to a config provider there");
    }

    private static String statusTopic(Map<String, String> properties) {
        return "the error that stopped a task; the connector's errors have no values"
                + (properties.containsKey("transforms") ? ", those of converters and transforms may quote some" : "");
    }

    private static boolean isTrue(Map<String, String> properties, String key) {
        return Boolean.parseBoolean(properties.getOrDefault(key, "").strip());
    }
}
