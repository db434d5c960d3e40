package io.github.pinsink.mapping;

import io.github.pinsink.config.ConnectorConfig;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.connect.sink.SinkRecord;

/**
 * A program for a JVM with a bounded heap: a mapper for as many topics as its argument says, each with three keys of its
 * own, and a record of each of them mapped. Prints the kilobytes that are in use once garbage is collected.
 */
public final class MappersOfManyTopics {
    private MappersOfManyTopics() {}

    public static void main(String[] arguments) {
        int topics = Integer.parseInt(arguments[0]);
        long before = inUse();
        ConnectorConfig config = ConnectorConfig.parse(properties(topics));
        Mapper mapper = new Mapper(config.mappingPlans(), config.eventRules(), System::nanoTime);
        config = null;
        int events = 0;
        for (int i = 0; i < topics; i++) {
            events += map(mapper, i);
        }
        if (events != topics) {
            throw new IllegalStateException(events + " events of " + topics + " records");
        }
        System.out.println((inUse() - before) / 1024);
        // The mapper is in use until here.
        if (map(mapper, 0) != 1) {
            throw new IllegalStateException("no event");
        }
    }

    private static int map(Mapper mapper, int topic) {
        String name = "shop-" + topic;
        SinkRecord record = new SinkRecord(
                name,
                0,
                null,
                null,
                null,
                "{\"time\": 1762999000, \"email\": \"jane.doe@example.com\", \"kind\": \"k" + topic
                        + "\", \"path\": \"cart\", \"t" + topic + "\": {\"amount\": 12.5}}",
                0);
        return MapperFixture.mapped(mapper.map(record, new TopicPartition(name, 0), 0, MapperFixture.NOW))
                .events()
                .size();
    }

    private static Map<String, String> properties(int topics) {
        Map<String, String> properties = new HashMap<>();
        properties.put("pinterest.ad.account.id", MapperFixture.AD_ACCOUNT);
        properties.put("pinterest.access.token", "pina_not_used");
        properties.put("mapping.event_name", "'checkout'");
        properties.put("mapping.action_source", "'web'");
        properties.put("mapping.event_time", "time");
        properties.put("mapping.event_id", "id");
        properties.put("mapping.user_data.em", "email");
        properties.put("mapping.user_data.ph", "customer.phone");
        properties.put("mapping.user_data.fn", "customer.first_name");
        properties.put("mapping.user_data.ln", "customer.last_name");
        properties.put("mapping.user_data.ct", "customer.city");
        properties.put("mapping.user_data.zp", "customer.zip");
        properties.put("mapping.user_data.country", "customer.country");
        properties.put("mapping.custom_data.currency", "'EUR'");
        properties.put("mapping.custom_data.order_id", "order_id");
        properties.put("mapping.custom_data.content_ids", "items.sku");
        for (int i = 0; i < topics; i++) {
            String topic = "topic.shop-" + i + ".";
            properties.put(topic + "filter", "kind = 'k" + i + "'");
            properties.put(topic + "mapping.event_source_url", "'https://shop" + i + ".example.com/' & path");
            properties.put(topic + "mapping.custom_data.value", "t" + i + ".amount");
        }
        return properties;
    }

    private static long inUse() {
        System.gc();
        Runtime runtime = Runtime.getRuntime();
        return runtime.totalMemory() - runtime.freeMemory();
    }
}
