package io.github.pinsink.tools;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** No command prints or writes a personal value of a record or a secret of a config, except the event of a preview. */
class PlantedValuesTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String NOW = "2026-11-24T12:00:00Z";

    private static final String EMAIL = "wilhelmina.plantagenet@quokkamail.org";
    private static final String PHONE = "+4915167890123";
    private static final String FIRST_NAME = "Wilhelmina";
    private static final String LAST_NAME = "Plantagenet";
    private static final String STREET = "Quittengasse 47";
    private static final String CITY = "Zwiebelstadt";
    private static final String BIRTH = "1973-02-19";
    private static final String CUSTOMER = "cust-zx81-99417";
    private static final String NOTE = "Gartentor klemmt, bitte Hintereingang";
    private static final String MESSAGE_KEY = "key-of-wilhelmina-5521";
    private static final String HEADER = "header-of-wilhelmina-7788";
    private static final String NESTED = "nested.plantagenet@wombatmail.org";
    private static final String PAGE = "https://shop.example.com/thanks?mail=url.plantagenet@wombatmail.org";
    private static final String BARE_WORD = "plantagenetbareword";

    /** What an event has as it is. */
    private static final String ADDRESS = "84.173.201.77";

    private static final String BROWSER = "PlantedBrowser/7.31 (Wombat OS)";
    private static final String ORDER = "ORD-PLANTED-60417";

    private static final List<String> NEVER = List.of(
            EMAIL,
            "quokkamail",
            PHONE,
            "15167890123",
            FIRST_NAME,
            LAST_NAME,
            "Quittengasse",
            CITY,
            BIRTH,
            CUSTOMER,
            "Gartentor",
            MESSAGE_KEY,
            HEADER,
            NESTED,
            "wombatmail",
            BARE_WORD);
    private static final List<String> IN_EVENTS = List.of(ADDRESS, BROWSER, ORDER);

    private static final List<String> SECRETS =
            List.of("planted-token-4711", "planted-password-4712", "planted-jaas-4713", "planted-proxy-4714");

    @TempDir
    Path folder;

    private Path config;
    private Path changed;
    private Path records;

    private record Output(CommandRun run, List<Path> files) {
        String text() {
            StringBuilder text = new StringBuilder(run.out()).append(run.err());
            files.forEach(file -> text.append(file.getFileName()).append('\n').append(read(file)));
            return text.toString();
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @BeforeEach
    void writeFiles() throws IOException {
        config = Files.writeString(folder.resolve("connector.json"), json(properties()));
        Map<String, String> next = new LinkedHashMap<>(properties());
        next.put("mapping.event_time", "created");
        next.put("mapping.user_data.em", "[$lowercase(customer.mail), 'other@example.com']");
        next.put("mapping.user_data.ph", "customer.last");
        next.put("mapping.user_data.client_ip_address", "device.other_ip");
        next.put("mapping.user_data.client_user_agent", "device.agent & ' x'");
        next.put("mapping.custom_data.order_id", "customer.mail");
        next.put("mapping.event_source_url", "page & '&more=1'");
        next.put("mapping.custom_data.currency", "customer.city");
        next.put("pinterest.access.token", SECRETS.get(0) + "-next");
        next.put(
                "producer.override.sasl.jaas.config", "login username=\"u\" password=\"" + SECRETS.get(2) + "-next\";");
        next.put("proxy.password", SECRETS.get(3) + "-next");
        changed = Files.writeString(folder.resolve("next.json"), json(next));
        List<String> lines = new ArrayList<>();
        lines.add(record().toString());
        for (String field : List.of("created", "total", "currency", "status", "page")) {
            lines.add(record().put(field, EMAIL).toString());
        }
        for (String name : List.of("mail", "phone", "first", "birth", "city", "id")) {
            ObjectNode record = record();
            record.withObject("/customer").put(name, NOTE + " " + FIRST_NAME);
            lines.add(record.toString());
        }
        ObjectNode without = record();
        without.withObject("/customer").removeAll();
        lines.add(without.toString());
        ObjectNode named = record();
        named.putObject(EMAIL).put(PHONE, 1);
        lines.add(named.toString());
        lines.add("{\"customer\": " + BARE_WORD + "}");
        lines.add("\"" + EMAIL + "\"");
        lines.add("[\"" + EMAIL + "\"]");
        records = Files.write(folder.resolve("records.jsonl"), lines);
    }

    private static ObjectNode record() {
        ObjectNode record = JSON.createObjectNode()
                .put("status", "PAID")
                .put("created", "2026-11-24T11:30:00Z")
                .put("number", ORDER)
                .put("total", "49.90")
                .put("currency", "EUR")
                .put("page", PAGE)
                .put("note", NOTE)
                .put("raw", "{\"contact\": {\"mail\": \"" + NESTED + "\", \"street\": \"" + STREET + "\"}}");
        record.putObject("customer")
                .put("id", CUSTOMER)
                .put("mail", EMAIL)
                .put("phone", PHONE)
                .put("first", FIRST_NAME)
                .put("last", LAST_NAME)
                .put("street", STREET)
                .put("city", CITY)
                .put("birth", BIRTH);
        record.putObject("device").put("ip", ADDRESS).put("agent", BROWSER).put("other_ip", "84.173.201.78");
        return record;
    }

    private static Map<String, String> properties() {
        Map<String, String> properties = new LinkedHashMap<>();
        properties.put("name", "planted");
        properties.put("connector.class", "io.github.pinsink.PinterestConversionsSinkConnector");
        properties.put("topics", "orders");
        properties.put("value.converter", "org.apache.kafka.connect.json.JsonConverter");
        properties.put("value.converter.schemas.enable", "false");
        properties.put("pinterest.ad.account.id", "549755885175");
        properties.put("pinterest.access.token", SECRETS.get(0));
        properties.put("producer.override.ssl.keystore.password", SECRETS.get(1));
        properties.put(
                "producer.override.sasl.jaas.config", "login username=\"u\" password=\"" + SECRETS.get(2) + "\";");
        properties.put("proxy.url", "http://proxy.example.com:3128");
        properties.put("proxy.user", "connector");
        properties.put("proxy.password", SECRETS.get(3));
        properties.put("errors.tolerance", "all");
        properties.put("errors.deadletterqueue.topic.name", "orders-dlq");
        properties.put("filter", "status != 'OPEN' and $not($contains(customer.mail, 'nobody'))");
        properties.put("mapping.event_name", "'checkout'");
        properties.put("mapping.action_source", "'web'");
        properties.put("mapping.event_time", "created");
        properties.put("mapping.event_id", "$string($key) & '-' & number");
        properties.put("mapping.event_source_url", "page");
        properties.put("mapping.user_data.em", "customer.mail");
        properties.put("mapping.user_data.ph", "customer.phone");
        properties.put("mapping.user_data.fn", "customer.first");
        properties.put("mapping.user_data.ln", "customer.last");
        properties.put("mapping.user_data.ct", "customer.city");
        properties.put("mapping.user_data.db", "customer.birth");
        properties.put("mapping.user_data.external_id", "[customer.id, $headers.source]");
        properties.put("mapping.user_data.client_ip_address", "device.ip");
        properties.put("mapping.user_data.client_user_agent", "device.agent");
        properties.put("mapping.custom_data.value", "total");
        properties.put("mapping.custom_data.currency", "currency");
        properties.put("mapping.custom_data.order_id", "number");
        return properties;
    }

    private static String json(Map<String, String> properties) {
        return JSON.valueToTree(properties).toString();
    }

    /** With the records, which have a key and a header. */
    private Output run(String arguments) throws IOException {
        String call = arguments
                .replace("CONFIG", config.toString())
                .replace("NEXT", changed.toString())
                .replace("FOLDER", folder.toString())
                .replace(
                        "RECORDS",
                        "--record " + records + " --now " + NOW + " --key " + MESSAGE_KEY + " --headers {\"source\":\""
                                + HEADER + "\"}");
        CommandRun run = CommandRun.of("", call.split(" "));
        Path written = folder.resolve("written");
        try (Stream<Path> files = Files.exists(written) ? Files.walk(written) : Stream.empty()) {
            return new Output(run, files.filter(Files::isRegularFile).sorted().toList());
        }
    }

    private static void assertHasNone(String text, List<String> planted) {
        String lower = text.toLowerCase(Locale.ROOT);
        assertThat(planted)
                .filteredOn(value -> lower.contains(value.toLowerCase(Locale.ROOT)))
                .as(text)
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "coverage --config CONFIG RECORDS",
                "coverage --config CONFIG RECORDS --output json",
                "coverage --config CONFIG RECORDS --output markdown",
                "coverage --config NEXT RECORDS",
                "plan CONFIG NEXT RECORDS",
                "plan CONFIG NEXT RECORDS --output json",
                "plan CONFIG NEXT RECORDS --output markdown",
                "plan NEXT CONFIG RECORDS",
                "preview --config CONFIG RECORDS --summary",
                "preview --config NEXT RECORDS --summary --output json",
                "preview --config CONFIG RECORDS --only rejected",
                "suggest RECORDS",
                "suggest RECORDS --output json",
                "suggest RECORDS --write FOLDER/written/suggested.json",
                "test FOLDER/written/tests --init --config CONFIG --max-tests 50 RECORDS",
                "test FOLDER/written/tests --init --config CONFIG --max-tests 50 RECORDS --output json"
                        + " --junit FOLDER/written/report.xml",
            })
    void printsAndWritesNone(String call) throws IOException {
        Files.createDirectories(folder.resolve("written"));

        Output output = run(call);

        assertThat(output.run().out()).as(output.run().err()).isNotEmpty();
        assertHasNone(output.text(), NEVER);
        assertHasNone(output.text(), IN_EVENTS);
        assertHasNone(output.text(), SECRETS);
    }

    @ParameterizedTest
    @ValueSource(strings = {"--show 50", "--output json", "--show 50 --explain", "--output json --explain"})
    void previewsWhatTheEventsHaveAndNothingElse(String options) throws IOException {
        Output output = run("preview --config CONFIG RECORDS " + options);

        assertThat(output.run().out()).as(output.run().err()).contains(IN_EVENTS);
        // The event has the ID and the page as they are mapped, and the ID has the key.
        String text = output.text().replace(MESSAGE_KEY, "").replace(PAGE, "");
        assertHasNone(text, NEVER.stream().filter(value -> !value.equals(EMAIL)).toList());
        assertHasNone(text, SECRETS);
    }

    @ParameterizedTest
    @ValueSource(strings = {"text", "json"})
    void comparesInventedTestsWithAnotherConfigWithoutAny(String format) throws IOException {
        run("test FOLDER/written/tests --init --config CONFIG --max-tests 50 RECORDS");

        Output output =
                run("test FOLDER/written/tests --config NEXT --junit FOLDER/written/report.xml --output " + format);

        assertThat(output.run().out()).contains(format.equals("text") ? "FAILED" : "failed");
        assertHasNone(output.text(), NEVER);
        assertHasNone(output.text(), IN_EVENTS);
    }

    @ParameterizedTest
    @ValueSource(strings = {"text", "json", "markdown"})
    void statesPrivacyWithoutSecrets(String format) throws IOException {
        String text = run("privacy --config CONFIG --output " + format).text();

        assertThat(text).contains("customer.mail");
        assertHasNone(text, SECRETS);
    }

    @Test
    void reportsAnInvalidConfigWithoutSecrets() throws IOException {
        Map<String, String> properties = new LinkedHashMap<>(properties());
        properties.put("proxy.url", "http://user:" + SECRETS.get(3) + "@proxy");
        properties.put("batch.max.events", SECRETS.get(1).length() + "x");
        properties.put("mapping.user_data.zp", "customer..[");
        config = Files.writeString(folder.resolve("broken.json"), json(properties));

        for (String call :
                List.of("preview --config CONFIG RECORDS", "privacy --config CONFIG", "plan CONFIG NEXT RECORDS")) {
            Output output = run(call);
            assertThat(output.run().code()).isEqualTo(2);
            assertThat(output.text()).contains("mapping.user_data.zp");
            assertHasNone(output.text(), SECRETS);
        }
    }
}
