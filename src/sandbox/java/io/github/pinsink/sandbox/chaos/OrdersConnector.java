package io.github.pinsink.sandbox.chaos;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/** The connector config that all tests with an {@link OrderStream} share. */
public final class OrdersConnector {
    private OrdersConnector() {}

    /** @param tokenFile a properties file with the key {@code token}, for the FileConfigProvider */
    public static Map<String, String> config(String topic, String deadLetterTopic, Path tokenFile, String apiUrl) {
        Map<String, String> config = new LinkedHashMap<>();
        config.put("connector.class", "io.github.pinsink.PinterestConversionsSinkConnector");
        config.put("topics", topic);
        config.put("key.converter", "org.apache.kafka.connect.storage.StringConverter");
        config.put("value.converter", "org.apache.kafka.connect.json.JsonConverter");
        config.put("value.converter.schemas.enable", "false");
        config.put("pinterest.ad.account.id", "549755885175");
        config.put("pinterest.access.token", "${file:" + tokenFile + ":token}");
        config.put("pinterest.api.url", apiUrl);
        config.put("filter", "status = 'PAID'");
        config.put("mapping.event_name", "'checkout'");
        config.put("mapping.action_source", "'web'");
        config.put("mapping.event_time", "created_at");
        config.put("mapping.event_id", "order_id");
        config.put("mapping.user_data.em", "customer.email");
        config.put("errors.tolerance", "all");
        config.put("errors.deadletterqueue.topic.name", deadLetterTopic);
        config.put("errors.deadletterqueue.topic.replication.factor", "1");
        config.put("errors.deadletterqueue.context.headers.enable", "true");
        config.put("producer.override.max.block.ms", "2000");
        config.put("producer.override.linger.ms", "20");
        return config;
    }
}
