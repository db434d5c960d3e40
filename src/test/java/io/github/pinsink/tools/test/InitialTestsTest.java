package io.github.pinsink.tools.test;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.pinsink.sandbox.SampleOrder;
import io.github.pinsink.sandbox.SampleOrders;
import io.github.pinsink.tools.CommandRun;
import io.github.pinsink.tools.command.ExitCode;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.apache.kafka.connect.data.Decimal;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaAndValue;
import org.apache.kafka.connect.data.SchemaBuilder;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.data.Timestamp;
import org.apache.kafka.connect.storage.Converter;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code pinsink test --init}: which records become tests, and that nothing personal is written. */
class InitialTestsTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Instant NOW = Instant.parse("2026-11-24T12:00:00Z");
    private static final String SHOP = "config/web-shop-orders.json";

    @TempDir
    Path folder;

    private Path tests;

    @BeforeEach
    void chooseDirectory() {
        tests = folder.resolve("tests");
    }

    private static CommandRun init(Path tests, String config, String records, String... more) {
        return CommandRun.of(
                records,
                Stream.concat(
                                Stream.of(
                                        "test",
                                        tests.toString(),
                                        "--init",
                                        "--config",
                                        config,
                                        "--record",
                                        "-",
                                        "--now",
                                        NOW.toString()),
                                Stream.of(more))
                        .toArray(String[]::new));
    }

    private static CommandRun test(Path tests, String config) {
        return CommandRun.of("", "test", tests.toString(), "--config", config);
    }

    private static List<Path> files(Path folder) {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(Files::isRegularFile).sorted().toList();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static String allText(Path folder) {
        return files(folder).stream()
                .map(file -> file.getFileName() + "\n" + read(file))
                .collect(Collectors.joining("\n"));
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static String orders(List<SampleOrder> orders) {
        return orders.stream().map(SampleOrder::json).collect(Collectors.joining("\n"));
    }

    private static Set<String> personalValues(List<SampleOrder> orders) {
        Set<String> values = new LinkedHashSet<>();
        orders.forEach(order -> {
            values.addAll(order.personalValues());
            values.add(order.orderId());
        });
        return values;
    }

    private static void assertNoneIn(String text, Iterable<String> planted) {
        String lower = text.toLowerCase(Locale.ROOT);
        planted.forEach(value -> assertThat(lower.contains(value.toLowerCase(Locale.ROOT)))
                .as("contains %s", value)
                .isFalse());
    }

    @Test
    void makesTestsOfEachKindOfOrderWithoutPersonalValues() {
        List<SampleOrder> orders = SampleOrders.of(7, NOW).take(300);

        CommandRun run = init(tests, SHOP, orders(orders));

        assertThat(run.code()).as(run.err()).isEqualTo(ExitCode.OK);
        assertThat(run.out())
                .contains("updated  checkout\n", "updated  skipped-filtered\n", "updated  rejected-too-old\n")
                .contains("updated  rejected-no-user-identifier\n", "updated  rejected-missing-field\n");
        assertNoneIn(allText(tests) + run.out() + run.err(), personalValues(orders));
        assertThat(test(tests, SHOP).code()).isEqualTo(ExitCode.OK);
    }

    @Property(tries = 25)
    void anyOrdersBecomeTestsThatPass(@ForAll int seed, @ForAll @IntRange(min = 1, max = 12) int count)
            throws IOException {
        Path directory = Files.createTempDirectory("init");
        List<SampleOrder> orders = SampleOrders.of(seed, NOW).take(count);

        CommandRun run = init(directory, SHOP, orders(orders));
        CommandRun later = test(directory, SHOP);
        String text = allText(directory);
        for (Path file : files(directory)) {
            Files.delete(file);
        }
        Files.delete(directory);

        assertThat(run.code()).as(run.err()).isEqualTo(ExitCode.OK);
        assertThat(run.err()).doesNotContain("No test is made");
        assertThat(later.code()).as(later.out()).isEqualTo(ExitCode.OK);
        assertNoneIn(text, personalValues(orders));
    }

    @Test
    void theInventedRecordHasTheSameEventPropertiesAsTheOriginalOne() throws IOException {
        List<SampleOrder> orders = SampleOrders.of(3, NOW).take(1);
        Path records = Files.writeString(folder.resolve("orders.jsonl"), orders(orders));
        CommandRun preview = CommandRun.of(
                "",
                "preview",
                "--config",
                SHOP,
                "--record",
                records.toString(),
                "--now",
                NOW.toString(),
                "--output",
                "json");

        init(tests, SHOP, orders(orders));

        JsonNode original = JSON.readTree(preview.out()).get("event");
        JsonNode invented = JSON.readTree(read(tests.resolve("checkout.event.json")));
        assertThat(names("", invented)).isEqualTo(names("", original));
        assertThat(invented.at("/custom_data/contents")).isEqualTo(original.at("/custom_data/contents"));
        assertThat(invented.at("/custom_data/value")).isEqualTo(original.at("/custom_data/value"));
        assertThat(invented.at("/event_time")).isEqualTo(original.at("/event_time"));
        assertThat(invented.at("/user_data/em")).isNotEqualTo(original.at("/user_data/em"));
    }

    private static Set<String> names(String path, JsonNode node) {
        Set<String> names = new TreeSet<>();
        node.properties().forEach(property -> {
            names.add(path + "." + property.getKey());
            names.addAll(names(path + "." + property.getKey(), property.getValue()));
        });
        return names;
    }

    /** The values of one record, in places that the mapping reads and in places that it does not. */
    private static final List<String> PLANTED = List.of(
            "anneliese",
            "lindqvist",
            "hohenfels",
            "rosengarten",
            "22767",
            "151 23456789",
            "15123456789",
            "198.51.77.23",
            "2a02:8108:8ac0:3a",
            "9e107d9d372bb6826bd81d3542a419d6",
            "86e0b9e56c17cc4d12387e1949b85053fbe73bc3ce5a1188713a9d300cc6133d",
            "38400000-8cf0-11bd-b23e-10b96e40000d",
            "4111 1111 1111 1234",
            "1984-07-23",
            "customer-774411",
            "774411",
            "ord-2026-55817",
            "ring twice",
            "eyjhbgcioijiuzi1nij9",
            "53.5511",
            "de89370400440532013000",
            "dj0yjnu9wxyz",
            "pixel 9 of");

    private static final String RECORD = """
            {"status": "PAID", "created_at": "2026-11-24T11:30:00Z", "order_id": "ORD-2026-55817", "currency": "EUR",
             "customer": {"email": "Anneliese.Lindqvist@hohenfels.de", "phone": "+49 151 23456789", "first_name": "Anneliese",
               "last_name": "Lindqvist", "city": "Hohenfels", "zip": "22767", "country": "DE", "id": "CUSTOMER-774411",
               "birthday": "1984-07-23", "iban": "DE89370400440532013000", "number": 774411},
             "shipping": {"lines": ["Anneliese Lindqvist", "Rosengarten 5", "22767 Hohenfels"], "lat": 53.5511},
             "context": {"ip": "198.51.77.23", "ip6": "2a02:8108:8ac0:3a::1", "user_agent": "Mozilla/5.0 (Pixel 9 of Anneliese)",
               "url": "https://shop.hohenfels.de/thanks?order=ORD-2026-55817&mail=anneliese.lindqvist%40hohenfels.de&epik=dj0yJnU9wxyz"},
             "md5": "9e107d9d372bb6826bd81d3542a419d6",
             "sha": "86e0b9e56c17cc4d12387e1949b85053fbe73bc3ce5a1188713a9d300cc6133d",
             "device": "38400000-8cf0-11bd-b23e-10b96e40000d", "card": "4111 1111 1111 1234",
             "note": "Ring twice, ask for Anneliese (+4915123456789)", "token": "eyJhbGciOiJIUzI1NiJ9.x",
             "by_mail": {"anneliese.lindqvist@hohenfels.de": true},
             "raw": "{\\"name\\": \\"Anneliese\\", \\"ids\\": [774411], \\"deep\\": \\"[\\\\\\"Lindqvist\\\\\\"]\\"}",
             "items": [{"sku": "LMP-204", "name": "Lamp for anneliese.lindqvist@hohenfels.de", "price": 89.90, "qty": 1}],
             "total_cents": 8990}
            """;

    @Test
    void findsPersonalValuesInFieldsThatAreMappedAndInAllOthers() throws IOException {
        CommandRun run = init(tests, SHOP, RECORD, "--key", "customer-774411", "--headers", "{\"who\":\"Anneliese\"}");

        assertThat(run.code()).as(run.err()).isEqualTo(ExitCode.OK);
        assertNoneIn(allText(tests) + run.out() + run.err(), PLANTED);
        JsonNode record = JSON.readTree(read(tests.resolve("checkout.record.json")));
        assertThat(record.at("/items/0/sku").textValue()).isEqualTo("LMP-204");
        assertThat(record.at("/items/0/name").textValue())
                .startsWith("Lamp for ")
                .contains("@example.");
        assertThat(record.get("currency").textValue()).isEqualTo("EUR");
        assertThat(record.at("/items/0/price").decimalValue()).isEqualByComparingTo("89.90");
        assertThat(record.at("/customer/phone").textValue()).matches("\\+49 \\d{3} \\d{8}");
        assertThat(record.at("/customer/email").textValue())
                .matches("[A-Z][a-z]{8}\\.[A-Z][a-z]{8}@example\\.(com|org|net)");
    }

    @Test
    void keysAndHeadersAreWrittenWithInventedValuesWhereTheMappingReadsThem() throws IOException {
        String mapping = read(Path.of(SHOP))
                .replace(
                        "\"mapping.event_id\": \"order_id\"",
                        "\"mapping.event_id\": \"$key\","
                                + "\"mapping.language\": \"$headers.lang\", \"mapping.user_data.click_id\": \"$headers.epik\"");
        Path config = Files.writeString(folder.resolve("config.json"), mapping);

        CommandRun run = init(
                tests,
                config.toString(),
                RECORD,
                "--key",
                "customer-774411",
                "--headers",
                "{\"epik\":\"dj0yJnU9wxyz\",\"lang\":\"en\"}");

        assertThat(run.code()).as(run.err()).isEqualTo(ExitCode.OK);
        JsonNode settings = JSON.readTree(read(tests.resolve("checkout.meta.json")));
        assertThat(settings.get("key").textValue()).matches("[a-z]{8}-\\d{6}").isNotEqualTo("customer-774411");
        assertThat(settings.at("/headers/epik").textValue()).hasSize(12);
        assertThat(settings.at("/headers/lang").textValue()).hasSize(2);
        assertNoneIn(allText(tests), PLANTED);
        assertThat(test(tests, config.toString()).code()).isEqualTo(ExitCode.OK);
    }

    @Test
    void equalValuesStayEqualAndTheSeedMakesTheResultRepeatable() throws IOException {
        init(tests, SHOP, RECORD, "--seed", "one");
        Path again = folder.resolve("again");
        init(again, SHOP, RECORD, "--seed", "one");
        Path other = folder.resolve("other");
        init(other, SHOP, RECORD, "--seed", "two");

        assertThat(allText(again)).isEqualTo(allText(tests));
        assertThat(allText(other)).isNotEqualTo(allText(tests));
        JsonNode record = JSON.readTree(read(tests.resolve("checkout.record.json")));
        assertThat(record.at("/shipping/lines/2").textValue()).isNotEqualTo("22767 Hohenfels");
        assertThat(record.at("/context/url").textValue())
                .contains("order=" + record.get("order_id").textValue() + "&");
    }

    @Test
    void addsTestsWithoutTouchingThoseThatExist() throws IOException {
        init(tests, SHOP, RECORD);
        String first = allText(tests);

        CommandRun run = init(tests, SHOP, RECORD);

        assertThat(run.out()).contains("updated  checkout-2\n");
        assertThat(allText(tests))
                .startsWith("checkout-2.event.json")
                .contains(read(tests.resolve("checkout.event.json")));
        Files.delete(tests.resolve("checkout-2.event.json"));
        Files.delete(tests.resolve("checkout-2.meta.json"));
        Files.delete(tests.resolve("checkout-2.record.json"));
        assertThat(allText(tests)).isEqualTo(first);
    }

    @Test
    void limitsTheNumberOfTests() {
        CommandRun run = init(tests, SHOP, orders(SampleOrders.of(7, NOW).take(300)), "--max-tests", "2");

        assertThat(run.out()).contains("2 tests: 0 passed, 0 failed, 2 updated");
        assertThat(init(tests, SHOP, RECORD, "--max-tests", "0").err()).contains("--max-tests: expected");
    }

    /** Records of many systems, in which a preset reads nearly everything. */
    @Test
    void makesTestsOfTheRecordsOfEveryPreset() throws IOException {
        List<String> failures = new ArrayList<>();
        int made = 0;
        for (Path preset : directories(Path.of("src/test/resources/presets"))) {
            Path config = Files.writeString(
                    folder.resolve(preset.getFileName() + ".json"),
                    "{\"pinterest.ad.account.id\": \"1\", \"topics\": \"t\", \"value.converter\":"
                            + " \"org.apache.kafka.connect.storage.StringConverter\", \"mapping.preset\": \""
                            + preset.getFileName() + "\"}");
            String records = files(preset).stream()
                    .filter(file -> file.toString().endsWith(".record.json"))
                    .map(InitialTestsTest::read)
                    .collect(Collectors.joining("\n"));
            Path directory = tests.resolve(preset.getFileName().toString());
            CommandRun run = init(directory, config.toString(), records, "--max-tests", "50");
            made += files(directory).stream()
                    .filter(file -> file.toString().endsWith(".record.json"))
                    .count();
            CommandRun again = test(directory, config.toString());
            if (run.code() != ExitCode.OK || run.err().contains("No test is made") || again.code() != ExitCode.OK) {
                failures.add(preset.getFileName() + ": " + run.err() + again.out());
            }
        }
        assertThat(failures).isEmpty();
        assertThat(made).isGreaterThan(50);
    }

    /** Reads {@code status;seconds;email;cents} as a struct, as a converter of Avro would. */
    public static final class SemicolonConverter implements Converter {
        private static final Schema ORDER = SchemaBuilder.struct()
                .field("status", Schema.STRING_SCHEMA)
                .field("paid_at", Timestamp.SCHEMA)
                .field("email", Schema.STRING_SCHEMA)
                .field("value", Decimal.schema(2))
                .build();

        @Override
        public void configure(Map<String, ?> configs, boolean isKey) {
            // There is nothing to configure.
        }

        @Override
        public byte[] fromConnectData(String topic, Schema schema, Object value) {
            throw new UnsupportedOperationException("sinks only read");
        }

        @Override
        public SchemaAndValue toConnectData(String topic, byte[] value) {
            String[] parts = new String(value, StandardCharsets.UTF_8).split(";");
            return new SchemaAndValue(
                    ORDER,
                    new Struct(ORDER)
                            .put("status", parts[0])
                            .put("paid_at", Date.from(Instant.ofEpochSecond(Long.parseLong(parts[1]))))
                            .put("email", parts[2])
                            .put("value", new BigDecimal(parts[3])));
        }
    }

    @Test
    void writesRecordsOfABinaryFormatAsJsonWithTheirSchema() throws IOException {
        Path config =
                Files.writeString(folder.resolve("connector.json"), """
                {"pinterest.ad.account.id": "1", "topics": "orders", "value.converter": "%s", "filter": "status = 'PAID'",
                 "mapping.event_name": "'checkout'", "mapping.action_source": "'web'", "mapping.event_time": "paid_at",
                 "mapping.user_data.em": "email", "mapping.custom_data.value": "value",
                 "mapping.custom_data.currency": "'EUR'"}""".formatted(SemicolonConverter.class.getName()));

        CommandRun run = init(tests, config.toString(), "PAID;1795519800;anneliese@lindqvist.de;120.50");

        assertThat(run.code()).as(run.err()).isEqualTo(ExitCode.OK);
        JsonNode record = JSON.readTree(read(tests.resolve("checkout.record.json")));
        assertThat(record.at("/payload/paid_at").longValue()).isEqualTo(1_795_519_800_000L);
        assertThat(record.at("/payload/email").textValue()).matches("[a-z]{9}@example\\.(com|org|net)");
        assertThat(JSON.readTree(read(tests.resolve("checkout.event.json")))
                        .at("/custom_data/value")
                        .textValue())
                .isEqualTo("120.5");
        assertNoneIn(allText(tests), List.of("anneliese", "lindqvist"));
        assertThat(test(tests, config.toString()).code()).isEqualTo(ExitCode.OK);
    }

    /** The whole record is given to a function, so nobody knows what the event needs. */
    @Test
    void keepsOnlyWhatTheEventNeedsIfAnExpressionMayReadAnything() throws IOException {
        Path config = Files.writeString(folder.resolve("connector.json"), """
                {"pinterest.ad.account.id": "1", "topics": "orders",
                 "value.converter": "org.apache.kafka.connect.storage.StringConverter",
                 "mapping.event_name": "$lookup($, 'what')", "mapping.action_source": "$lookup($, 'where')",
                 "mapping.event_time": "$lookup($, 'when')", "mapping.user_data.em": "$lookup(customer, 'mail')",
                 "mapping.user_data.ln": "$lookup(customer, 'surname')", "mapping.custom_data.value": "$lookup($, 'value')",
                 "mapping.custom_data.currency": "$lookup($, 'cur')"}""");

        CommandRun run = init(tests, config.toString(), """
                {"what": "checkout", "where": "web", "when": 1795519800, "cur": "EUR", "value": 12.5, "team": "Blaufuchs",
                 "customer": {"mail": "anneliese@lindqvist.de", "surname": "Lindqvist", "name": "Anneliese"}}""");

        assertThat(run.code()).as(run.err()).isEqualTo(ExitCode.OK);
        JsonNode record = JSON.readTree(read(tests.resolve("checkout.record.json")));
        assertThat(record.get("where").textValue()).isEqualTo("web");
        assertThat(record.get("when").longValue()).isEqualTo(1_795_519_800L);
        assertThat(record.get("cur").textValue()).isEqualTo("EUR");
        assertNoneIn(allText(tests), List.of("anneliese", "lindqvist", "blaufuchs"));
    }

    @Test
    void aRecordThatIsNotJsonIsInventedLetterByLetter() throws IOException {
        CommandRun run = init(tests, SHOP, "{\"email\": \"anneliese@lindqvist.de\", \"phone\": 015123456789");

        assertThat(run.code()).as(run.err()).isEqualTo(ExitCode.OK);
        assertThat(run.out()).contains("updated  rejected-unreadable-record");
        assertNoneIn(allText(tests), List.of("anneliese", "lindqvist", "15123456789"));
    }

    private static List<Path> directories(Path folder) throws IOException {
        try (Stream<Path> all = Files.list(folder)) {
            return all.filter(Files::isDirectory).sorted().toList();
        }
    }
}
