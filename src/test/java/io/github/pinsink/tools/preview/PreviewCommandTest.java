package io.github.pinsink.tools.preview;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.pinsink.tools.CommandRun;
import io.github.pinsink.tools.command.ExitCode;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The command {@code pinsink preview}: its options, its output and its exit code. */
class PreviewCommandTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Path FILES = Path.of("src/test/resources/preview");
    private static final String CONFIG = FILES.resolve("orders.config.json").toString();
    private static final String CONFIG_WITHOUT_TOPICS =
            FILES.resolve("without-topics.config.json").toString();
    private static final String RECORDS = FILES.resolve("orders.jsonl").toString();
    private static final String NOW = "2026-11-24T12:00:00Z";

    @TempDir
    Path folder;

    private record Ran(int code, String out, String err) {
        List<JsonNode> objects() {
            return out.lines().map(PreviewCommandTest::json).toList();
        }
    }

    private static Ran run(String input, String... arguments) {
        CommandRun run = CommandRun.of(
                input, Stream.concat(Stream.of("preview"), Stream.of(arguments)).toArray(String[]::new));
        return new Ran(run.code(), run.out(), run.err());
    }

    private static JsonNode json(String text) {
        try {
            return JSON.readTree(text);
        } catch (IOException e) {
            throw new AssertionError("not JSON: " + text, e);
        }
    }

    /** The output for one record with this config, as JSON. */
    private JsonNode one(String config, String record, String... more) throws IOException {
        return oneAt(NOW, config, record, more);
    }

    private JsonNode oneAt(String now, String config, String record, String... more) throws IOException {
        Path file = Files.writeString(folder.resolve("config"), config);
        Ran ran = run(
                record,
                Stream.concat(
                                Stream.of(
                                        "--config", file.toString(), "--record", "-", "--output", "json", "--now", now),
                                Stream.of(more))
                        .toArray(String[]::new));
        assertThat(ran.objects()).as(ran.err()).hasSize(1);
        return ran.objects().get(0);
    }

    private static String config(String mapping) {
        return "{\"pinterest.ad.account.id\": \"1\", \"mapping.event_name\": \"'checkout'\","
                + " \"mapping.action_source\": \"'web'\", \"mapping.event_time\": \"t\","
                + " \"mapping.user_data.em\": \"e\"" + mapping + "}";
    }

    @Test
    void readsAConfigBehindAByteOrderMark() throws IOException {
        String record = "{\"t\":1762999000,\"e\":\"jane@example.com\"}";
        assertThat(one("\uFEFF" + config(""), record)).isEqualTo(one(config(""), record));
    }

    @Test
    void reportsAnInvalidConfigFile() throws IOException {
        for (String broken : List.of(
                "ssl.truststore.location=C:\\users\\me\\ca.pem\n",
                "{\"a\":" + "[".repeat(2_000) + "]".repeat(2_000) + "}",
                "{\"a\"")) {
            Path file = Files.writeString(folder.resolve("broken"), broken);
            Ran ran = run("{}", "--config", file.toString(), "--record", "-");
            assertThat(ran.code()).as(broken).isEqualTo(ExitCode.FAILED);
            assertThat(ran.err())
                    .startsWith("pinsink preview: " + file + " is ")
                    .contains("Try pinsink preview --help");
        }
    }

    @Test
    void printsTheOutcomeOfEachRecordForUsers() throws IOException {
        Ran ran = run("", "--config", CONFIG, "--record", RECORDS, "--now", NOW);

        assertThat(ran.out()).isEqualTo(Files.readString(FILES.resolve("orders.txt")));
        assertThat(ran.err()).isEmpty();
        assertThat(ran.code()).isEqualTo(ExitCode.FOUND);
    }

    @Test
    void explainsEachFieldByExpressionValueAndResult() throws IOException {
        Ran ran = run("", "--config", CONFIG, "--record", RECORDS, "--now", NOW, "--explain");

        assertThat(ran.out()).isEqualTo(Files.readString(FILES.resolve("orders.explained.txt")));
    }

    @Test
    void explainsWithoutShowingPersonalValues() {
        Ran ran = run("", "--config", CONFIG, "--record", RECORDS, "--now", NOW, "--explain");

        assertThat(ran.out()).doesNotContain("jane", "roe", "kim.lee", "old.order", "not an address");
    }

    @Test
    void showsWhereAnExpressionFailed() throws IOException {
        String mapping = config(", \"mapping.custom_data.value\": \"subtotal - discount\"");
        Path file = Files.writeString(folder.resolve("config"), mapping);
        String record = "{\"t\":1795518000,\"e\":\"jane@example.com\",\"subtotal\":10,\"discount\":\"Anneliese\"}";

        Ran ran = run(record, "--config", file.toString(), "--record", "-", "--now", NOW);
        assertThat(ran.out()).contains("""
                          dropped:
                            mapping.custom_data.value: the right side of an arithmetic operator is not a number (T2002) at position 10
                              subtotal - discount
                                       ^
                        """).doesNotContain("Anneliese");

        JsonNode dropped = one(mapping, record).get("dropped").get(0);
        assertThat(dropped.get("field").textValue()).isEqualTo("custom_data.value");
        assertThat(dropped.get("code").textValue()).isEqualTo("expression-failed");
        assertThat(dropped.get("key").textValue()).isEqualTo("mapping.custom_data.value");
        assertThat(dropped.get("expression").textValue()).isEqualTo("subtotal - discount");
        assertThat(dropped.get("position").intValue()).isEqualTo(10);
    }

    @Test
    void showsWhereAnExpressionFailedThatRejectsTheRecord() throws IOException {
        String mapping = config(", \"mapping.opt_out\": \"flag + 1\"");
        Path file = Files.writeString(folder.resolve("config"), mapping);

        Ran ran = run(
                "{\"t\":1795518000,\"e\":\"jane@example.com\",\"flag\":\"no\"}",
                "--config",
                file.toString(),
                "--record",
                "-",
                "--now",
                NOW);
        assertThat(ran.out()).contains("""
                          reasons:
                            mapping.opt_out: the left side of an arithmetic operator is not a number (T2001) at position 6
                              flag + 1
                                   ^
                        """);
    }

    @Test
    void printsOnlyOneObjectPerRecordForPrograms() throws IOException {
        Ran ran = run("", "--config", CONFIG, "--record", RECORDS, "--now", NOW, "--output", "json");

        assertThat(ran.out()).isEqualTo(Files.readString(FILES.resolve("orders.output.jsonl")));
        assertThat(ran.objects())
                .hasSize(5)
                .allSatisfy(object -> assertThat(object.fieldNames())
                        .toIterable()
                        .containsExactly(
                                "outcome",
                                "events",
                                "event",
                                "dropped",
                                "reasons",
                                "problems",
                                "record",
                                "ad_accounts"));
        assertThat(ran.err()).startsWith("5 records: 2 send (2 events), 1 skip, 2 reject");
    }

    @Test
    void exitsWithZeroWhenNoRecordIsRejected() throws IOException {
        String firstTwo = String.join("\n", Files.readAllLines(Path.of(RECORDS)).subList(0, 2));

        assertThat(run(firstTwo, "--config", CONFIG, "--record", "-", "--now", NOW)
                        .code())
                .isEqualTo(ExitCode.OK);
    }

    @Test
    void readsADocumentWithLineBreaks() throws IOException {
        JsonNode printed = one(config(""), "{\n  \"t\": 1795518000,\n  \"e\": \"jane@example.com\"\n}\n");

        assertThat(printed.get("outcome").textValue()).isEqualTo("send");
    }

    @Test
    void previewsTheOtherLinesWhenOneIsInvalid() throws IOException {
        Path file = Files.writeString(folder.resolve("config"), config(""));
        Ran ran = run(
                "{\"t\": 1795518000, \"e\": \"jane@example.com\"}\n{\"t\": \n{\"t\": 1795518000, \"e\": \"k@example.com\"}\n",
                "--config",
                file.toString(),
                "--record",
                "-",
                "--output=json",
                "--now=" + NOW);

        assertThat(ran.objects())
                .extracting(object -> object.get("outcome").textValue())
                .containsExactly("send", "reject", "send");
    }

    @Test
    void readsALargeFileByLinesAndSaysSoIfItsDocumentsHaveSeveral() throws IOException {
        Path file = Files.writeString(folder.resolve("config"), config(""));
        String document = "{\"t\": 1795518000, \"e\": \"k@example.com\", \"x\": \"" + "x".repeat(1 << 20) + "\"}\n";
        Path lines = Files.writeString(folder.resolve("lines"), document.repeat(17));
        Path readable = Files.writeString(
                folder.resolve("readable"), document.replace("{", "{\n").repeat(17));

        Ran byLine = run("", "--config", file.toString(), "--record", lines.toString(), "--now", NOW, "--summary");
        Ran stopped = run("", "--config", file.toString(), "--record", readable.toString(), "--now", NOW, "--summary");

        assertThat(byLine.out()).startsWith("17 records: 17 send");
        assertThat(stopped.code()).isEqualTo(ExitCode.FAILED);
        assertThat(stopped.err()).contains("larger than 16 MB and has documents of several lines");
    }

    @Test
    void saysThatAConfigIsNotInUtf8() throws IOException {
        Path file = Files.writeString(folder.resolve("config"), config(""), StandardCharsets.UTF_16);

        Ran ran = run("{}", "--config", file.toString(), "--record", "-");

        assertThat(ran.code()).isEqualTo(ExitCode.FAILED);
        assertThat(ran.err()).contains("cannot read " + file + ": it is not text in UTF-8");
    }

    @Test
    void rejectsInvalidUtf8AsAWorkerDoes() throws IOException {
        String properties = ", \"value.converter\": \"org.apache.kafka.connect.json.JsonConverter\","
                + " \"value.converter.schemas.enable\": \"false\"";
        Path file = Files.writeString(folder.resolve("config"), config(properties));
        Path records = Files.write(
                folder.resolve("records"),
                "{\"t\": 1795518000, \"e\": \"j\u00ffne@example.com\"}\r\n{\"t\": 1795518000, \"e\": \"k@example.com\"}\r\n"
                        .getBytes(StandardCharsets.ISO_8859_1));

        Ran ran = run("", "--config", file.toString(), "--record", records.toString(), "--output=json", "--now=" + NOW);

        assertThat(ran.objects())
                .extracting(object -> object.get("outcome").textValue())
                .containsExactly("reject", "send");
    }

    @ParameterizedTest
    @ValueSource(strings = {"UTF-16LE", "UTF-16BE"})
    void saysThatAFileIsNotInUtf8(String charset) throws IOException {
        Path file = Files.writeString(folder.resolve("config"), config(""));
        Path records = Files.write(folder.resolve("records"), "\ufeff{\"t\": 1}".getBytes(Charset.forName(charset)));
        Path withoutMark = Files.write(folder.resolve("plain"), "{\"t\": 1}".getBytes(Charset.forName(charset)));

        Ran ran = run("", "--config", file.toString(), "--record", records.toString());
        Ran plain = run("", "--config", file.toString(), "--record", withoutMark.toString());

        assertThat(ran.code()).isEqualTo(ExitCode.FAILED);
        assertThat(ran.err()).contains("it is in UTF-16; expected UTF-8");
        assertThat(plain.code()).isEqualTo(ExitCode.FOUND);
    }

    @Test
    void saysWhereARecordIsNotJsonWithoutItsText() throws IOException {
        JsonNode printed = one(
                config(", \"value.converter\": \"org.apache.kafka.connect.json.JsonConverter\","
                        + " \"value.converter.schemas.enable\": \"false\""),
                "{\"e\": janedoe}");

        assertThat(printed.at("/reasons/0").textValue())
                .isEqualTo(
                        "the converter failed, so the record does not reach the connector: expected JSON, got something"
                                + " else at line 1, column 7");
    }

    @Test
    void readsFlatJsonAndAPropertiesFile() throws IOException {
        String record = "{\"t\": 1795518000, \"e\": \"jane@example.com\"}";
        JsonNode ofJson = one(config(""), record);
        JsonNode ofProperties = one(
                "pinterest.ad.account.id=1\nmapping.event_name='checkout'\nmapping.action_source='web'\n"
                        + "mapping.event_time=t\nmapping.user_data.em=e\n",
                record);

        assertThat(ofProperties).isEqualTo(ofJson);
    }

    @Test
    void setsTheMetadataOfTheRecord() throws IOException {
        JsonNode printed = one(
                config(", \"mapping.event_id\": \"$topic & '/' & $partition & '/' & $offset & '/' & $key & '/' &"
                        + " $headers.source & '/' & $timestamp\""),
                "{\"t\": 1795518000, \"e\": \"jane@example.com\"}",
                "--topic=shop",
                "--partition=3",
                "--offset=77",
                "--key=k-1",
                "--headers={\"source\":\"till\"}",
                "--timestamp=2026-11-24T11:00:00Z");

        assertThat(printed.at("/event/event_id").textValue()).isEqualTo("shop/3/77/k-1/till/1795518000000");
    }

    @Test
    void printsTheOutputInTheReadme() throws IOException {
        String[] blocks = Files.readString(Path.of("README.md"))
                .split("## See what will be sent")[1]
                .split("```\n?");
        String record = blocks[1].substring(blocks[1].indexOf('\'') + 1, blocks[1].lastIndexOf('\''));
        String call = blocks[1].substring(blocks[1].indexOf("preview") + 8).replace("etc/", "config/");

        Ran ran = run(record, call.strip().split(" "));

        assertThat(ran.out().strip()).isEqualTo(blocks[3].strip());
    }

    @ParameterizedTest
    @MethodSource("shippedConfigs")
    void acceptsEachShippedConfig(Path config) {
        Ran ran = run("{}", "--config", config.toString(), "--record", "-");

        assertThat(ran.code()).as(ran.err()).isNotEqualTo(ExitCode.FAILED);
    }

    static List<Path> shippedConfigs() throws IOException {
        try (Stream<Path> files = Files.list(Path.of("config"))) {
            return files.filter(file -> file.toString().endsWith(".json")
                            && !file.toString().endsWith(".schema.json"))
                    .toList();
        }
    }

    @Test
    void printsOnlyTheSummary() throws IOException {
        Ran text = run("", "--config", CONFIG, "--record", RECORDS, "--now", NOW, "--summary");
        Ran json = run("", "--config", CONFIG, "--record", RECORDS, "--now", NOW, "--summary", "--output", "json");

        assertThat(text.out()).startsWith("5 records: 2 send (2 events), 1 skip, 2 reject\n");
        assertThat(json.objects()).hasSize(1);
        JsonNode counts = json.objects().get(0);
        assertThat(counts.get("outcomes")).hasToString("{\"send\":2,\"skip\":1,\"reject\":2}");
        assertThat(counts.at("/reasons/skip/filter is not true").intValue()).isOne();
        assertThat(counts.get("dropped")).hasSize(2);
        assertThat(json.err()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"sent, 0 2", "rejected, 3 4", "dropped, 2", "skipped, 1"})
    void printsOnlyRecordsOfAnOutcome(String outcome, String offsets) {
        Ran ran = run("", "--config", CONFIG, "--record", RECORDS, "--now", NOW, "--output", "json", "--only", outcome);

        assertThat(ran.objects())
                .extracting(object -> object.get("record").textValue().replaceFirst(".*@", ""))
                .containsExactly(offsets.split(" "));
        assertThat(ran.err()).startsWith("5 records: ");
    }

    @Test
    void endsATextBeforeItFillsManyScreens() {
        String records = "{\"t\": 1795518000, \"e\": \"a@example.com\"}\n".repeat(100);
        Path file = folder.resolve("config");

        Ran some = runWith(file, records, "--now", NOW);
        Ran more = runWith(file, records, "--now", NOW, "--show", "99");

        assertThat(some.out().lines().filter(line -> line.contains(": send to ad account 1")))
                .hasSize(20);
        assertThat(some.out()).contains("\n80 more records are not shown. --show N shows more");
        assertThat(more.out()).contains("\n1 more record is not shown.").contains("\n100 records: 100 send");
    }

    private Ran runWith(Path config, String records, String... more) {
        try {
            Files.writeString(config, config(""));
        } catch (IOException e) {
            throw new AssertionError(e);
        }
        return run(
                records,
                Stream.concat(Stream.of("--config", config.toString(), "--record", "-"), Stream.of(more))
                        .toArray(String[]::new));
    }

    @Test
    void namesSimilarPathsForPathsThatNoRecordHas() throws IOException {
        Path file = Files.writeString(
                folder.resolve("config"),
                config(", \"mapping.event_id\": \"order.orderId\","
                        + " \"mapping.custom_data.currency\": \"curency\", \"mapping.custom_data.order_id\": \"note\","
                        + " \"mapping.custom_data.search_string\": \"nothing.like.it\""));
        String records = "{\"t\": 1795518000, \"e\": \"a@example.com\", \"order\": {\"order_id\": \"1\"},"
                + " \"currency\": \"EUR\"}\n"
                + "{\"t\": 1795518000, \"e\": \"a@example.com\", \"note\": \"n-1\"}";

        Ran ran = run(records, "--config", file.toString(), "--record", "-", "--now", NOW, "--summary");

        assertThat(ran.out()).contains("""
                  paths that no record has:
                    mapping.event_id: order.orderId found nothing in any record; records have order.order_id
                    mapping.custom_data.currency: curency found nothing in any record; records have currency
                    mapping.custom_data.search_string: nothing.like.it found nothing in any record
                """).doesNotContain("mapping.custom_data.order_id");
    }

    @Test
    void usesTheMappingOfTheTopic() throws IOException {
        JsonNode printed = one(
                config(", \"topics\": \"web,shop\", \"topic.shop.mapping.action_source\": \"'offline'\""),
                "{\"t\": 1795518000, \"e\": \"jane@example.com\"}",
                "--topic",
                "shop");

        assertThat(printed.at("/event/action_source").textValue()).isEqualTo("offline");
    }

    @Test
    void printsAllEventsOfARecordAndTheReasonsForRejectedElements() throws IOException {
        JsonNode printed = one(
                config(", \"explode\": \"events\", \"mapping.custom_data.num_items\": \"n\""),
                "{\"events\": [{\"t\": 1795518000, \"e\": \"a@example.com\", \"n\": \"x\"}, {\"t\": 1795518000},"
                        + " {\"t\": 1795518000, \"e\": \"b@example.com\", \"n\": 1}]}",
                "--explain");

        assertThat(printed.get("outcome").textValue()).isEqualTo("send");
        assertThat(printed.get("events")).hasSize(2);
        assertThat(printed.get("dropped")).hasSize(1);
        assertThat(printed.at("/dropped/0/event").intValue()).isZero();
        assertThat(printed.at("/reasons/0").textValue()).startsWith("element 1: ");
        assertThat(printed.get("explain"))
                .filteredOn(part -> part.get("key").textValue().equals("mapping.user_data.em"))
                .extracting(part ->
                        part.get("element").intValue() + " " + part.get("found").textValue())
                .containsExactly("0 a string of length 13", "1 no value", "2 a string of length 13");
    }

    @Test
    void explainsTheCountryOfPhoneNumbersForTheElementThatNeedsIt() throws IOException {
        JsonNode printed = one(
                config(", \"explode\": \"events\", \"mapping.user_data.ph\": \"p\", \"mapping.phone.country\": \"c\""),
                "{\"events\": [{\"t\": 1795518000, \"e\": \"a@example.com\", \"p\": \"+442079460321\", \"c\": \"FR\"},"
                        + " {\"t\": 1795518000, \"e\": \"b@example.com\", \"p\": \"020 7946 0321\", \"c\": \"GB\"}]}",
                "--explain");

        assertThat(printed.get("explain"))
                .filteredOn(part -> part.get("key").textValue().equals("mapping.phone.country"))
                .extracting(part -> part.get("element").intValue() + ": "
                        + part.get("expression").textValue() + " is "
                        + part.get("found").textValue())
                .containsExactly("1: c is a string of length 2");
    }

    @Test
    void convertsValuesWithTheConfiguredConverter() throws IOException {
        String converter = ", \"value.converter\": \"org.apache.kafka.connect.json.JsonConverter\"";
        String withSchema = "{\"schema\": {\"type\": \"struct\", \"fields\": [{\"type\": \"int64\", \"field\": \"t\"},"
                + " {\"type\": \"string\", \"field\": \"e\"}]}, \"payload\": {\"t\": 1795518000, \"e\": \"a@example.com\"}}";

        assertThat(one(config(converter), withSchema).get("outcome").textValue())
                .isEqualTo("send");
        assertThat(one(config(converter), "{\"t\": 1795518000}")
                        .at("/reasons/0")
                        .textValue())
                .startsWith("the converter failed")
                .contains("schemas.enable");
    }

    @Test
    void notesDifferencesFromAWorker() throws IOException {
        Path file = Files.writeString(
                folder.resolve("config"),
                config(", \"value.converter\": \"com.example.AvroConverter\", \"transforms\": \"unwrap\","
                        + " \"transforms.unwrap.type\": \"com.example.Unwrap\""));
        String record = "{\"t\": 1795518000, \"e\": \"a@example.com\"}";

        Ran stopped = run(record, "--config", file.toString(), "--record=-");
        Ran goneOn =
                run(record, "--config", file.toString(), "--record=-", "--ignore-missing-transforms", "--now", NOW);

        assertThat(stopped.err())
                .contains("com.example.AvroConverter is not on the class path")
                .contains("pinsink preview: transform unwrap: the class com.example.Unwrap is not on the class path."
                        + " Add its jars to PINSINK_CLASSPATH, or go on without it with --ignore-missing-transforms");
        assertThat(stopped.code()).isEqualTo(ExitCode.FAILED);
        assertThat(goneOn.err())
                .contains("Note: The transform unwrap is not applied (the class com.example.Unwrap is not on the");
        assertThat(goneOn.code()).isEqualTo(ExitCode.OK);
    }

    @ParameterizedTest
    @ValueSource(strings = {"JsonConverter", "StringConverter"})
    void countsRecordsThatAreNotJsonAsOneKindOfProblem(String converter) throws IOException {
        Path file = Files.writeString(
                folder.resolve("config"),
                config(", \"value.converter\": \"" + converter + "\", \"value.converter.schemas.enable\": \"false\""));
        String records = IntStream.range(0, 1_200)
                .mapToObj(i -> "{" + " ".repeat(i % 7) + "broken\n")
                .collect(Collectors.joining());

        Ran ran = run(records, "--config", file.toString(), "--record", "-", "--now", NOW, "--summary");

        assertThat(ran.out()).startsWith("1,200 records: 0 send (0 events), 0 skip, 1,200 reject\n  reject:\n");
        assertThat(ran.out().lines().filter(line -> line.contains("1,200  "))).hasSize(1);
        assertThat(ran.out()).doesNotContain("column");
    }

    @Test
    void appliesTheTransformsOfTheConfigInOrderWithTheirPredicates() throws IOException {
        String transforms = ", \"transforms\": \"wrap,route,drop\","
                + " \"transforms.wrap.type\": \"HoistField$Value\", \"transforms.wrap.field\": \"order\","
                + " \"transforms.route.type\": \"org.apache.kafka.connect.transforms.RegexRouter\","
                + " \"transforms.route.regex\": \"raw-(.*)\", \"transforms.route.replacement\": \"$1\","
                + " \"transforms.drop.type\": \"Filter\", \"transforms.drop.predicate\": \"isTest\","
                + " \"predicates\": \"isTest\", \"predicates.isTest.type\": \"HasHeaderKey\","
                + " \"predicates.isTest.name\": \"test\", \"topics\": \"raw-orders\","
                + " \"value.converter\": \"JsonConverter\", \"value.converter.schemas.enable\": \"false\"";
        String mapping = "{\"pinterest.ad.account.id\": \"1\", \"mapping.event_name\": \"'checkout'\","
                + " \"mapping.action_source\": \"'web'\", \"mapping.event_time\": \"order.t\","
                + " \"mapping.user_data.em\": \"order.e\", \"mapping.event_id\": \"$topic & '-' & $offset\""
                + transforms
                + "}";
        String record = "{\"t\": 1795518000, \"e\": \"jane@example.com\"}";

        JsonNode sent = one(mapping, record, "--offset", "7");
        JsonNode dropped = one(mapping, record, "--headers", "{\"test\": \"1\"}");

        assertThat(sent.at("/event/event_id").textValue()).isEqualTo("orders-7");
        assertThat(dropped.get("outcome").textValue()).isEqualTo("skip");
        assertThat(dropped.at("/reasons/0").textValue()).isEqualTo("the transform drop drops it");
    }

    @Test
    void reportsEveryProblemOfTheConfigWithItsKey() throws IOException {
        Path file = Files.writeString(
                folder.resolve("config"),
                "{\"mapping.event_name\": \"a.\", \"mapping.preset\": \"segmnt\", \"liger.ms\": \"1\"}");
        Ran ran = run("{}", "--config", file.toString(), "--record", "-");

        assertThat(ran.code()).isEqualTo(ExitCode.FAILED);
        assertThat(ran.out()).isEmpty();
        assertThat(ran.err())
                .contains("\n  pinterest.ad.account.id: is required")
                .contains("\n  mapping.event_name: invalid JSONata expression")
                .contains("\n  mapping.preset: unknown preset. Valid presets: pinterest, segment,")
                .contains("\n  liger.ms: unknown configuration key. Did you mean linger.ms?")
                .doesNotContain("pinterest.access.token");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "--record - | --config is required",
                "--config {config} | specify either --record",
                "--config {config} --record - --bootstrap-server b | specify either --record",
                "--config {config} --bootstrap-server b | --bootstrap-server requires --topic",
                "--config c --record - --output xml | --output: expected text or json",
                "--config c --record - --now noon | --now: expected a time",
                "--config {config} --record - --offset -1 | --offset: expected a whole number of at least 0",
                "--config c --record - --max-records many | --max-records: expected a whole number",
                "--config c --record - --verbose | unknown option --verbose",
                "--config c --record | --record requires a value",
                "--config no-such-file --record - | file not found: no-such-file"
            })
    void reportsInvalidOptions(String call, String message) {
        Ran ran = run("{}", call.replace("{config}", CONFIG_WITHOUT_TOPICS).split(" "));

        assertThat(ran.code()).isEqualTo(ExitCode.FAILED);
        assertThat(ran.err()).contains("pinsink preview: " + message);
    }

    @ParameterizedTest
    @ValueSource(strings = {"1795521600", "1795521600000", "2026-11-24T12:00:00Z", "2026-11-24T13:00:00+01:00"})
    void parsesTheUsualFormatsOfATime(String time) throws IOException {
        JsonNode fresh = oneAt(time, config(""), "{\"t\": 1795518000, \"e\": \"a@example.com\"}");
        JsonNode old = oneAt(time, config(""), "{\"t\": 1794900000, \"e\": \"a@example.com\"}");

        assertThat(fresh.get("outcome").textValue()).isEqualTo("send");
        assertThat(old.at("/reasons/0").textValue()).contains("h ago");
    }
}
