package io.github.pinsink.mapping.fuzz;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.pinsink.config.ConnectorConfig;
import io.github.pinsink.conventions.ExampleConfig;
import io.github.pinsink.event.EventField;
import io.github.pinsink.event.EventSchema;
import io.github.pinsink.mapping.Mapper;
import io.github.pinsink.mapping.preset.Preset;
import io.github.pinsink.sandbox.SampleOrder;
import io.github.pinsink.sandbox.SampleOrders;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * A mapping and valid records for it.
 *
 * @param personalValues what no message may contain
 */
record FuzzFixture(String name, Mapper mapper, List<Object> documents, Set<String> personalValues) {
    /** As the sample records of the presets have it. */
    static final Instant NOW = Instant.parse("2026-11-24T12:00:00Z");

    private static final ObjectMapper JSON =
            new ObjectMapper().enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS);

    Object document(Random random) {
        return documents.get(random.nextInt(documents.size()));
    }

    static List<FuzzFixture> all() throws IOException {
        List<FuzzFixture> scenes = new ArrayList<>(orders());
        for (String preset : Preset.names()) {
            scenes.add(preset(preset));
        }
        return scenes;
    }

    private static List<FuzzFixture> orders() throws IOException {
        List<Object> documents = new ArrayList<>();
        Set<String> personal = new HashSet<>(Set.of(Mutation.PLANTED));
        for (SampleOrder order : SampleOrders.of(7, NOW).take(200)) {
            documents.add(JSON.readValue(order.json(), Object.class));
            personal.addAll(order.personalValues());
        }
        Map<String, String> shop = shop();

        Map<String, String> strict = new TreeMap<>(shop);
        strict.put("mapping.on.invalid.field", "reject");
        strict.put("mapping.on.unknown.event", "custom");
        strict.put("mapping.hash.detection", "plain");
        strict.put("mapping.event_name", "status");
        strict.remove("filter");

        Map<String, String> functions = new TreeMap<>(shop);
        functions.put("filter", "$lowercase(status) = 'paid' and $count(items) < 100");
        functions.put("mapping.event_time", "$toMillis(created_at)");
        functions.put("mapping.custom_data.value", "$sum(items.(price * qty))");
        functions.put(
                "mapping.custom_data.contents", "$map(items, function($i) { {'id': $i.sku, 'quantity': $i.qty} })");
        functions.put("mapping.user_data.click_id", "$substringAfter(context.url, 'order=')");
        functions.put("mapping.user_data.em", "$split($trim(customer.email), '@')[0] & '@example.com'");
        functions.put("mapping.custom_data.search_string", "$string(context)");
        functions.put("mapping.custom_data.order_id", "$key & $headers.epik");
        functions.put("mapping.ad_account_id", "customer.account");

        Map<String, String> exploded = new TreeMap<>(shop);
        exploded.put("explode", "items");
        exploded.put("mapping.event_time", "$record.created_at");
        exploded.put("mapping.event_id", "$record.order_id & '-' & $index");
        exploded.put("mapping.user_data.em", "$record.customer.email");
        exploded.put("mapping.custom_data.value", "price * qty");
        exploded.put("mapping.custom_data.content_ids", "sku");
        exploded.put("mapping.custom_data.contents", "$");
        exploded.remove("mapping.user_data.client_ip_address");

        // Whatever the record holds in every field there is.
        Map<String, String> everywhere = new TreeMap<>(shop);
        String[] paths = {"customer", "items", "context.url", "order_id", "total_cents", "items.price", "status", "$"};
        int next = 0;
        for (EventField field : EventSchema.fields()) {
            everywhere.putIfAbsent("mapping." + field.path(), paths[next++ % paths.length]);
        }
        everywhere.put("mapping.extra.fields", String.join(",", EventSchema.extraFields()));
        return List.of(
                scene("shop", shop, documents, personal),
                scene("strict", strict, documents, personal),
                scene("functions", functions, documents, personal),
                scene("exploded", exploded, documents, personal),
                scene("everywhere", everywhere, documents, personal));
    }

    private static Map<String, String> shop() {
        Map<String, String> shop = new TreeMap<>();
        ExampleConfig.named("web-shop-orders.json").config().forEach((key, text) -> {
            if (key.startsWith("mapping.") || key.equals("filter")) {
                shop.put(key, text);
            }
        });
        return shop;
    }

    private static FuzzFixture preset(String preset) throws IOException {
        List<Object> documents = new ArrayList<>();
        Set<String> personal = new HashSet<>(Set.of(Mutation.PLANTED));
        Path folder = Path.of("src", "test", "resources", "presets", preset);
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.filter(path -> path.toString().endsWith(".record.json"))
                    .sorted()
                    .toList()) {
                Object document = JSON.readValue(file.toFile(), Object.class);
                documents.add(document);
                addresses(document, personal);
            }
        }
        return scene(preset, new LinkedHashMap<>(Map.of("mapping.preset", preset)), documents, personal);
    }

    /** E-mail addresses are what is surely personal in a record of any shape. */
    private static void addresses(Object node, Set<String> found) {
        if (node instanceof Map<?, ?> map) {
            map.values().forEach(value -> addresses(value, found));
        } else if (node instanceof Collection<?> list) {
            list.forEach(value -> addresses(value, found));
        } else if (node instanceof String text && text.matches("[^\\s@]+@[^\\s@]+")) {
            found.add(text);
        }
    }

    private static FuzzFixture scene(
            String name, Map<String, String> mapping, List<Object> documents, Set<String> personal) {
        Map<String, String> properties = new TreeMap<>(mapping);
        properties.put("pinterest.ad.account.id", "549755885175");
        properties.put("pinterest.access.token", "pina_not_used");
        ConnectorConfig config = ConnectorConfig.parse(properties);
        return new FuzzFixture(
                name, new Mapper(config.mappingPlans(), config.eventRules(), System::nanoTime), documents, personal);
    }
}
