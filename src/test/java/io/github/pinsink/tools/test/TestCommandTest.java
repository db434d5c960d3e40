package io.github.pinsink.tools.test;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.google.common.hash.Hashing;
import io.github.pinsink.tools.CommandRun;
import io.github.pinsink.tools.command.ExitCode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.w3c.dom.Element;

/** The command {@code pinsink test}: the forms of expectations, its output and its exit code. */
class TestCommandTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Path FILES = Path.of("src/test/resources/test-command");

    @TempDir
    Path folder;

    private Path tests;

    @BeforeEach
    void copyTests() throws IOException {
        tests = folder.resolve("tests");
        try (Stream<Path> files = Files.walk(FILES)) {
            for (Path file : files.toList()) {
                Files.copy(file, tests.resolve(FILES.relativize(file).toString()));
            }
        }
    }

    private CommandRun run(String... more) {
        return CommandRun.of(
                "",
                Stream.concat(Stream.of("test", tests.toString()), Stream.of(more))
                        .toArray(String[]::new));
    }

    private Path write(String name, String text) throws IOException {
        return Files.writeString(tests.resolve(name), text);
    }

    private String read(String name) throws IOException {
        return Files.readString(tests.resolve(name));
    }

    @Test
    void passesWhereEachRecordHasItsExpectedResult() {
        CommandRun run = run();

        assertThat(run.out()).isEqualTo("""
                ok       orders/old
                ok       orders/open
                ok       orders/paid
                ok       orders/phone-is-dropped
                ok       orders/tombstone
                5 tests: 5 passed, 0 failed
                """);
        assertThat(run.err()).isEmpty();
        assertThat(run.code()).isEqualTo(ExitCode.OK);
    }

    @Test
    void showsWhatDiffersPropertyByProperty() throws IOException {
        write(
                "orders/paid.event.json",
                read("orders/paid.event.json")
                        .replace("120.5", "99.00")
                        .replace("\"action_source\": \"web\",", "\"language\": \"en\",")
                        .replace("jane.doe", "john.roe"));

        CommandRun run = run("--only", "paid");

        assertThat(run.out()).contains("""
                FAILED   orders/paid
                         language
                           expected  "en"
                           found     no value
                         user_data.em[0]
                           expected  "sha256:john.roe@example.com"
                           found     "%s"
                         custom_data.value
                           expected  "99.00"
                           found     "120.5"
                         action_source
                           expected  no value
                           found     "web"
                1 test: 0 passed, 1 failed
                """.formatted(digest("jane.doe@example.com")));
        assertThat(run.code()).isEqualTo(ExitCode.FOUND);
    }

    @Test
    void writesNothingThroughASymbolicLink() throws IOException {
        Path outside = Files.writeString(tests.resolveSibling("outside"), "{\"kept\": true}");
        Path link = tests.resolve("orders/paid.event.json");
        Files.delete(link);
        Files.createSymbolicLink(link, outside);

        CommandRun run = run("--update");

        assertThat(run.code()).isEqualTo(ExitCode.FAILED);
        assertThat(run.err()).contains("cannot write " + link);
        assertThat(outside).hasContent("{\"kept\": true}");
    }

    private static String digest(String text) {
        return Hashing.sha256().hashString(text, StandardCharsets.UTF_8).toString();
    }

    @Test
    void reportsAnotherOutcomeWithItsReason() throws IOException {
        write("orders/paid.record.json", read("orders/paid.record.json").replace("PAID", "OPEN"));
        write("orders/open.record.json", read("orders/open.record.json").replace("OPEN", "PAID"));

        assertThat(run("--only", "paid").out())
                .contains("expected  an event")
                .contains("found     a skipped record: filter is not true");
        assertThat(run("--only", "open").out())
                .contains("expected  a skipped record")
                .contains("found     a rejected record: event_time: is required");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "[\"too-old\"]",
                "[\"TOO_OLD\"]",
                "[\"event_time\"]",
                "\"at most 168 h ago\"",
                "[]",
                "{}",
                "{\"code\": \"too-old\"}",
                "[{\"code\": \"too-old\", \"field\": \"event_time\"}]",
                "{\"reasons\": [\"event.max.age\"]}",
                "{\"problems\": [{\"code\": \"too-old\"}]}"
            })
    void acceptsReasonsAsCodesFieldsAndPartsOfTheMessage(String expected) throws IOException {
        write("orders/old.rejected.json", expected);

        assertThat(run("--only", "old").code()).isEqualTo(ExitCode.OK);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "[\"missing-field\"]",
                "[\"too-old\", \"user_data.em\"]",
                "{\"code\": \"too-old\", \"field\": \"event_id\"}"
            })
    void failsWithoutAnExpectedReason(String expected) throws IOException {
        write("orders/old.rejected.json", expected);

        CommandRun run = run("--only", "old");

        assertThat(run.code()).isEqualTo(ExitCode.FOUND);
        assertThat(run.out())
                .contains("a time at most 168 h ago (event.max.age)")
                .contains("(too-old)");
    }

    @Test
    void acceptsSkippedRecordsByIdAndByText() throws IOException {
        for (String expected : List.of("{}", "[]", "\"FILTERED\"", "{\"reason\": \"filter is not true\"}")) {
            write("orders/open.skipped.json", expected);
            assertThat(run("--only", "open").code()).as(expected).isEqualTo(ExitCode.OK);
        }
        write("orders/open.skipped.json", "{\"reason\": \"tombstone\"}");
        assertThat(run("--only", "open").out()).contains("found     filtered (filter is not true)");
    }

    @Test
    void comparesDroppedFieldsOnlyWhereTheyAreListed() throws IOException {
        String event = read("orders/phone-is-dropped.event.json");
        write("orders/phone-is-dropped.event.json", event.replace(",\n  \"dropped\": [\"user_data.ph\"]", ""));
        assertThat(run("--only", "phone*").code()).isEqualTo(ExitCode.OK);

        write("orders/phone-is-dropped.event.json", event.replace("[\"user_data.ph\"]", "[]"));
        assertThat(run("--only", "phone*").out()).contains("dropped[0]").contains("found     \"user_data.ph\"");
    }

    @Test
    void aRecordWithoutExpectationFailsAndUpdateWritesIt() throws IOException {
        Files.delete(tests.resolve("orders/paid.event.json"));
        assertThat(run("--only", "paid").out())
                .contains("FAILED")
                .contains("no expectation")
                .contains("--update");

        CommandRun update = run("--update");

        assertThat(update.code()).isEqualTo(ExitCode.OK);
        assertThat(update.out())
                .contains("updated  orders/paid\n         wrote " + tests.resolve("orders/paid.event.json"))
                .contains("5 tests: 4 passed, 0 failed, 1 updated");
        assertThat(read("orders/paid.event.json"))
                .contains("\"event_time\": 1709290800,\n")
                .contains(digest("jane.doe@example.com"));
        assertThat(run().code()).isEqualTo(ExitCode.OK);
    }

    @Test
    void updateKeepsTheWordsOfAnExpectationAndRemovesOtherOutcomes() throws IOException {
        write("orders/paid.event.json", read("orders/paid.event.json").replace("120.5", "99.00"));
        write("orders/open.event.json", "{}");
        Files.delete(tests.resolve("orders/open.skipped.json"));

        CommandRun update = run("--update");

        assertThat(update.out()).contains("deleted " + tests.resolve("orders/open.event.json"));
        assertThat(read("orders/paid.event.json"))
                .contains("\"sha256:jane.doe@example.com\"", "\"(derived)\"", "\"120.5\"");
        assertThat(tests.resolve("orders/open.event.json")).doesNotExist();
        assertThat(read("orders/open.skipped.json")).isEqualTo("{\n  \"reason\": \"filtered\"\n}\n");
        assertThat(run().code()).isEqualTo(ExitCode.OK);
    }

    @Test
    void aRecordThatIsSentInPartHasAnEventAndARejection() throws IOException {
        Path config = Files.writeString(
                folder.resolve("exploding.json"),
                read("connector.json").replace("\"filter\": \"status = 'PAID'\"", "\"explode\": \"parts\""));
        write("orders/parts.record.json", """
                {"parts": [
                  {"paid_at": 1709290800, "email": "jane.doe@example.com"},
                  {"paid_at": 1709290801},
                  {"paid_at": 1709290802, "email": "john.roe@example.com"}
                ]}""");

        CommandRun update = run("--config", config.toString(), "--only", "parts", "--update");

        assertThat(update.code()).as(update.out()).isEqualTo(ExitCode.OK);
        assertThat(JSON.readTree(read("orders/parts.event.json"))).hasSize(2);
        assertThat(JSON.readTree(read("orders/parts.rejected.json")))
                .isEqualTo(JSON.readTree("[{\"element\":1,\"code\":\"no-user-identifier\",\"field\":\"user_data\"}]"));
        assertThat(run("--config", config.toString(), "--only", "parts").code()).isEqualTo(ExitCode.OK);

        Files.delete(tests.resolve("orders/parts.rejected.json"));
        assertThat(run("--config", config.toString(), "--only", "parts").out())
                .contains("expected  2 events\n")
                .contains("found     2 events, and in part a rejected record: element 1: user_data: no usable");
    }

    @Test
    void aSettingOfADirectoryHoldsForAllTestsBelow() throws IOException {
        write("pinsink-test.json", "{\"now\": \"2024-06-01T00:00:00Z\", \"topic\": \"other\"}");

        CommandRun run = run();

        assertThat(run.out())
                .contains("ok       orders/old")
                .contains("FAILED   orders/paid")
                .contains("168 h ago");
        assertThat(run("--now", "2024-03-01T12:00:00Z").out()).contains("ok       orders/paid");
    }

    @Test
    void derivedEventIdsDependOnThePositionAlone() throws IOException {
        String first = idWith("{}");

        assertThat(idWith("{}")).isEqualTo(first);
        assertThat(idWith("{\"now\": \"2024-03-02T00:00:00Z\", \"key\": {\"id\": 1}}"))
                .isEqualTo(first);
        assertThat(idWith("{\"offset\": 1}")).isNotEqualTo(first);
        assertThat(idWith("{\"timestamp\": \"2024-03-01T11:00:00Z\"}")).isNotEqualTo(first);
    }

    private String idWith(String settings) throws IOException {
        write("orders/paid.meta.json", settings);
        Files.deleteIfExists(tests.resolve("orders/paid.event.json"));
        run("--only", "paid", "--update");
        return JSON.readTree(read("orders/paid.event.json")).get("event_id").textValue();
    }

    @Test
    void aFileThatCannotBeReadFailsOnlyItsTest() throws IOException {
        write("orders/paid.event.json", "{");
        write("orders/open.meta.json", "{\"ofset\": 1}");
        write("orders/lonely.event.json", "{}");

        CommandRun run = run();

        assertThat(run.out())
                .contains("ERROR    orders/paid\n         " + tests.resolve("orders/paid.event.json") + " is not JSON")
                .contains("ERROR    orders/open\n         " + tests.resolve("orders/open.meta.json")
                        + ": unknown property ofset; supported: topic, partition, offset")
                .contains("ERROR    orders/lonely\n         there is no lonely.record.json")
                .contains("6 tests: 3 passed, 3 failed");
        assertThat(run.code()).isEqualTo(ExitCode.FOUND);
    }

    @Test
    void printsOneJsonObjectPerTest() throws IOException {
        write("orders/paid.event.json", read("orders/paid.event.json").replace("120.5", "99.00"));

        CommandRun run = run("--output", "json");

        List<JsonNode> objects = run.out().lines().map(TestCommandTest::json).toList();
        assertThat(objects).hasSize(5);
        JsonNode paid = objects.get(2);
        assertThat(paid.get("test").textValue()).isEqualTo("orders/paid");
        assertThat(paid.get("status").textValue()).isEqualTo("failed");
        assertThat(paid.get("outcome").textValue()).isEqualTo("send");
        assertThat(paid.get("differences"))
                .isEqualTo(json("[{\"path\":\"custom_data.value\",\"expected\":\"\\\"99.00\\\"\","
                        + "\"found\":\"\\\"120.5\\\"\"}]"));
        assertThat(run.err()).isEqualTo("5 tests: 4 passed, 1 failed\n");
    }

    private static JsonNode json(String text) {
        try {
            return JSON.readTree(text);
        } catch (IOException e) {
            throw new AssertionError("not JSON: " + text, e);
        }
    }

    @Test
    void writesTheXmlOfJUnit() throws Exception {
        write("orders/paid.event.json", read("orders/paid.event.json").replace("120.5", "<&\\u0001>"));
        write("orders/open.skipped.json", "{");
        Path report = folder.resolve("new/report.xml");

        CommandRun run = run("--junit", report.toString());

        assertThat(run.code()).isEqualTo(ExitCode.FOUND);
        Element suites = DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(report.toFile())
                .getDocumentElement();
        assertThat(suites.getTagName()).isEqualTo("testsuites");
        Element suite = (Element) suites.getElementsByTagName("testsuite").item(0);
        assertThat(suite.getAttribute("name")).isEqualTo("pinsink.orders");
        assertThat(suite.getAttribute("tests")).isEqualTo("5");
        assertThat(suite.getAttribute("failures")).isEqualTo("1");
        assertThat(suite.getAttribute("errors")).isEqualTo("1");
        assertThat(suites.getElementsByTagName("testcase").getLength()).isEqualTo(5);
        Element failure = (Element) suites.getElementsByTagName("failure").item(0);
        assertThat(failure.getAttribute("message"))
                .contains("custom_data.value: expected \"<&\\u0001>\", found \"120.5\"");
        assertThat(((Element) failure.getParentNode()).getAttribute("name")).isEqualTo("paid");
        assertThat(((Element) failure.getParentNode()).getAttribute("classname"))
                .isEqualTo("pinsink.orders");

        assertThat(run("--junit", report.toString()).code()).isEqualTo(ExitCode.FOUND);
        Path other = Files.writeString(folder.resolve("notes.txt"), "notes");
        CommandRun refused = run("--junit", other.toString());
        assertThat(refused.code()).isEqualTo(ExitCode.FAILED);
        assertThat(refused.err()).contains("exists and is not a JUnit report");
        assertThat(other).hasContent("notes");
    }

    @Test
    void theConfigIsTheNearestOneOrThatOfTheOption() throws IOException {
        write("orders/config.json", read("connector.json").replace("'checkout'", "'lead'"));
        assertThat(run("--only", "paid").out()).contains("found     \"lead\"");

        assertThat(run(
                                "--only",
                                "paid",
                                "--config",
                                FILES.resolve("connector.json").toString())
                        .code())
                .isEqualTo(ExitCode.OK);

        write("orders/other.properties", "topics=orders");
        CommandRun several = run();
        assertThat(several.code()).isEqualTo(ExitCode.FAILED);
        assertThat(several.err()).contains("config.json, other.properties. Choose one with --config");
    }

    @Test
    void saysWhatIsMissing() throws IOException {
        Files.delete(tests.resolve("connector.json"));
        assertThat(run().err()).contains("no config for orders/old: set --config");

        Path empty = Files.createDirectory(folder.resolve("empty"));
        assertThat(CommandRun.of("", "test", empty.toString()).err()).contains("no tests in", "--init");
        assertThat(CommandRun.of("", "test", folder.resolve("none").toString()).err())
                .contains("directory not found", "--init");
        assertThat(run("--only", "nothing*").err())
                .contains("none of the 5 tests")
                .contains("nothing*");
        assertThat(run("--only", "nothing*").code()).isEqualTo(ExitCode.FAILED);
    }

    @Test
    void aRecordThatIsRejectedForAnotherReasonHasItsTimeToo() throws IOException {
        write("orders/nobody.record.json", "{\"status\": \"PAID\", \"paid_at\": \"2024-03-01T11:00:00Z\"}");

        run("--only", "nobody", "--update");

        assertThat(JSON.readTree(read("orders/nobody.rejected.json")).findValuesAsText("code"))
                .containsExactly("no-user-identifier");
    }

    @Test
    void rejectsOptionsThatDoNotFit() {
        assertThat(run("--record", "-").err()).contains("--record and --bootstrap-server require --init");
        assertThat(run("--seed", "x").err()).contains("--max-tests and --seed require --init");
        assertThat(run("--init", "--record", "-", "--update").err()).contains("either --init, or --update");
        assertThat(run("--init", "--record", "-", "--update").code()).isEqualTo(ExitCode.FAILED);
    }

    @Test
    void aRecordOfABinaryFormatIsWrittenAsJson() throws IOException {
        write(
                "connector.json",
                read("connector.json")
                        .replace(
                                "org.apache.kafka.connect.json.JsonConverter",
                                "io.confluent.connect.avro.AvroConverter"));
        assertThat(run().code()).isEqualTo(ExitCode.OK);

        write("orders/paid.record.json", """
                {"schema": {"type": "struct", "fields": [
                   {"field": "status", "type": "string"},
                   {"field": "paid_at", "type": "int64", "name": "org.apache.kafka.connect.data.Timestamp", "version": 1},
                   {"field": "email", "type": "string"},
                   {"field": "currency", "type": "string"},
                   {"field": "cents", "type": "int32"}]},
                 "payload": {"status": "PAID", "paid_at": 1709290800000, "email": "jane.doe@example.com",
                   "currency": "EUR", "cents": 12050}}""");
        assertThat(run("--only", "paid").out()).contains("ok       orders/paid");
    }

    /** The form of the project's own tests of presets. */
    @Test
    void readsOutcomesAlsoInsideOfTheExpectedEvent() throws IOException {
        Files.delete(tests.resolve("orders/open.skipped.json"));
        write("orders/open.event.json", "{\"skipped\": \"FILTERED\"}");
        Files.delete(tests.resolve("orders/old.rejected.json"));
        write("orders/old.event.json", "{\"invalid\": [\"event_time: expected a time at most 168 h ago\"]}");

        assertThat(run().out()).contains("5 tests: 5 passed, 0 failed");
    }
}
