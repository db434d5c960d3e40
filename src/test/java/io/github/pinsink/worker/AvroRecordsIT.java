package io.github.pinsink.worker;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.pinsink.sandbox.KafkaHome;
import io.github.pinsink.sandbox.LocalRegistry;
import io.github.pinsink.sandbox.LocalWorker;
import java.io.IOException;
import java.math.BigDecimal;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.connect.data.Decimal;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaBuilder;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.data.Timestamp;
import org.apache.kafka.connect.storage.Converter;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Avro records with schemas in a registry, written and read with the registry's own converter. */
@Tag("worker")
@Tag("registry")
class AvroRecordsIT {
    private static final String CONVERTER = "io.apicurio.registry.utils.converter.AvroConverter";
    private static final int ORDERS = 500;

    private static final Schema CUSTOMER = SchemaBuilder.struct()
            .name("Customer")
            .field("id", Schema.STRING_SCHEMA)
            .field("email", Schema.OPTIONAL_STRING_SCHEMA)
            .build();
    private static final Schema ITEM = SchemaBuilder.struct()
            .name("Item")
            .field("sku", Schema.STRING_SCHEMA)
            .field("price", Decimal.schema(2))
            .field("qty", Schema.INT32_SCHEMA)
            .build();
    private static final Schema ORDER = SchemaBuilder.struct()
            .name("Order")
            .field("order_id", Schema.STRING_SCHEMA)
            .field("status", Schema.STRING_SCHEMA)
            .field("created_at", Timestamp.SCHEMA)
            .field("currency", Schema.STRING_SCHEMA)
            .field("total_cents", Schema.INT64_SCHEMA)
            .field("customer", CUSTOMER)
            .field("items", SchemaBuilder.array(ITEM).build())
            .build();

    @TempDir
    Path folder;

    @Test
    void deliversAvroRecordsAsEventsWithExactAmountsAndTimes() throws Exception {
        Path registryFolder = Path.of(System.getProperty("pinsink.registry"));
        Path plugins = Files.createDirectories(folder.resolve("converters"));
        copy(registryFolder.resolve("converter"), plugins.resolve("apicurio"));
        // The converter has no service file, so the worker has to find it by a scan.
        LocalWorker.Options options = LocalWorker.Options.STANDARD.withExtra(
                Map.of("plugin.discovery", "hybrid_warn", "plugin.path", plugins + "," + folder.resolve("plugins")));
        try (LocalRegistry registry =
                        LocalRegistry.start(registryFolder.resolve("app"), folder.resolve("registry.log"));
                Installation installation = Installation.start(KafkaHome.ofBuild(), folder, options)) {
            installation.broker.createTopic("orders-avro", 2);
            Instant time = Instant.now().minusSeconds(60);
            produce(installation, registry, registryFolder.resolve("converter"), time);

            Map<String, String> config = installation.config("avro-registry.json");
            assertThat(config).containsEntry("value.converter", CONVERTER);
            config.put("value.converter.apicurio.registry.url", registry.url());
            assertThat(installation
                            .worker
                            .rest()
                            .validate(config)
                            .path("error_count")
                            .asInt())
                    .isZero();
            installation.deploy(config);
            installation.awaitDelivered(ORDERS);

            Set<String> ids = new HashSet<>(installation.pinterest.acceptedIds());
            assertThat(ids)
                    .isEqualTo(IntStream.range(0, ORDERS)
                            .mapToObj(i -> "order-" + i)
                            .collect(Collectors.toSet()));
            JsonNode event = new ObjectMapper()
                    .readTree(installation.pinterest.accepted().get(0).json());
            assertThat(event.path("event_time").asLong()).isEqualTo(time.getEpochSecond());
            assertThat(event.at("/custom_data/value").asText()).isEqualTo("79.9");
            assertThat(event.at("/custom_data/contents/0/item_price").asText()).isEqualTo("39.95");
            assertThat(event.at("/user_data/em/0").asText()).matches("[0-9a-f]{64}");
        }
    }

    private static void produce(Installation installation, LocalRegistry registry, Path jars, Instant time)
            throws Exception {
        try (URLClassLoader loader = new URLClassLoader(urls(jars), AvroRecordsIT.class.getClassLoader());
                KafkaProducer<byte[], byte[]> producer = new KafkaProducer<>(
                        Map.of("bootstrap.servers", installation.broker.bootstrapServers()),
                        new ByteArraySerializer(),
                        new ByteArraySerializer())) {
            // The converter loads classes through the thread's context class loader, as in a worker.
            Thread.currentThread().setContextClassLoader(loader);
            Converter converter = (Converter)
                    loader.loadClass(CONVERTER).getDeclaredConstructor().newInstance();
            converter.configure(
                    new HashMap<>(
                            Map.of("apicurio.registry.url", registry.url(), "apicurio.registry.auto-register", "true")),
                    false);
            for (int i = 0; i < ORDERS; i++) {
                Struct order = new Struct(ORDER)
                        .put("order_id", "order-" + i)
                        .put("status", "PAID")
                        .put("created_at", Date.from(time))
                        .put("currency", "EUR")
                        .put("total_cents", 7_990L)
                        .put(
                                "customer",
                                new Struct(CUSTOMER).put("id", "c-" + i).put("email", "jane." + i + "@example.com"))
                        .put(
                                "items",
                                List.of(new Struct(ITEM)
                                        .put("sku", "S-1")
                                        .put("price", new BigDecimal("39.95"))
                                        .put("qty", 2)));
                byte[] value = converter.fromConnectData("orders-avro", ORDER, order);
                producer.send(new ProducerRecord<>("orders-avro", value));
            }
            producer.flush();
        } finally {
            Thread.currentThread().setContextClassLoader(AvroRecordsIT.class.getClassLoader());
        }
    }

    private static URL[] urls(Path jars) throws IOException {
        List<URL> urls = new ArrayList<>();
        try (Stream<Path> files = Files.list(jars)) {
            for (Path file : files.toList()) {
                urls.add(file.toUri().toURL());
            }
        }
        return urls.toArray(URL[]::new);
    }

    private static void copy(Path from, Path to) throws IOException {
        Files.createDirectories(to);
        try (Stream<Path> files = Files.list(from)) {
            for (Path file : files.toList()) {
                Files.copy(file, to.resolve(file.getFileName()));
            }
        }
    }
}
