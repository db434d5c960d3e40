package io.github.pinsink.tools.suggest;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.pinsink.tools.CommandRun;
import io.github.pinsink.tools.command.ExitCode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SuggestCommandTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Path PRESETS = Path.of("src/test/resources/presets");
    private static final String EMAIL = "planted.person@example.com";
    private static final String ORDER =
            "{\"orderId\": \"o-77123\", \"placedAt\": \"2026-11-24T10:00:00Z\", \"total\": 12.5,"
                    + " \"currency\": \"EUR\", \"shopper\": {\"email\": \"" + EMAIL
                    + "\", \"phone\": \"+49 30 901820\","
                    + " \"firstName\": \"Plantina\"}, \"pageUrl\": \"https://shop.example.com/planted\"}";

    @TempDir
    Path folder;

    private static JsonNode suggest(String records) throws Exception {
        return JSON.readTree(CommandRun.of(records, "suggest", "--record", "-", "--output", "json")
                .out());
    }

    @Test
    void saysHowAFileWithAnArrayOfRecordsIsConverted() {
        CommandRun run = CommandRun.of("[" + ORDER + "," + ORDER + "]", "suggest", "--record", "-");

        assertThat(run.code()).isEqualTo(ExitCode.FAILED);
        assertThat(run.err())
                .contains("the record is a JSON array; expected objects")
                .contains("jq -c '.[]'")
                .contains("explode");
        assertThat(CommandRun.of("1", "suggest", "--record", "-").err())
                .contains("the record is no JSON object. Set value.converter");
        assertThat(CommandRun.of("1 2", "suggest", "--record", "-").err())
                .contains("none of the 2 records is a JSON object");
    }

    @Test
    void saysThatTheDirectoryOfTheConfigDoesNotExist() {
        Path file = folder.resolve("missing").resolve("config.json");

        CommandRun run = CommandRun.of(ORDER, "suggest", "--record", "-", "--write", file.toString());

        assertThat(run.code()).isEqualTo(ExitCode.FAILED);
        assertThat(run.err())
                .contains("cannot write " + file + ": the directory " + file.getParent() + " does not exist");
    }

    @Test
    void writesAConfigThatPreviewAccepts() throws Exception {
        Path records = Files.writeString(folder.resolve("orders.jsonl"), ORDER);
        Path config = folder.resolve("orders.config.json");

        CommandRun suggested =
                CommandRun.of("", "suggest", "--record", records.toString(), "--write", config.toString());
        CommandRun preview = CommandRun.of(
                "",
                "preview",
                "--config",
                config.toString(),
                "--record",
                records.toString(),
                "--now",
                "2026-11-24T12:00:00Z");

        assertThat(suggested.code()).as(suggested.out()).isEqualTo(ExitCode.OK);
        assertThat(suggested.out())
                .contains("mapping.event_name\n    'checkout'")
                .contains("name \"email\"; e-mail addresses or SHA-256 digests in 1 of 1 records")
                .contains("Check: 1 send (1 event), 0 skip, 0 reject");
        assertThat(preview.code()).as(preview.out()).isEqualTo(ExitCode.OK);
        assertThat(preview.out()).contains("\"order_id\" : \"o-77123\"");
    }

    @Test
    void theExampleOfTheHelpFindsACompleteMapping() {
        CommandRun run = CommandRun.of(
                "", "suggest", "--record", "config/samples/orders.jsonl", "--now", "2026-11-24T12:00:00Z");

        assertThat(run.out()).contains("Check: ").contains("mapping.event_name");
        assertThat(run.code()).isNotEqualTo(ExitCode.FAILED);
    }

    @Test
    void printsNoValueOfARecord() {
        for (String output : List.of("text", "json")) {
            CommandRun run = CommandRun.of(ORDER, "suggest", "--record", "-", "--output", output);

            assertThat(run.out() + run.err())
                    .doesNotContain(EMAIL)
                    .doesNotContain("901820")
                    .doesNotContain("Plantina")
                    .doesNotContain("o-77123")
                    .doesNotContain("shop.example.com");
        }
    }

    @Test
    void neverOverwritesAFile() throws Exception {
        Path config = Files.writeString(folder.resolve("config.json"), "mine");

        CommandRun run = CommandRun.of(ORDER, "suggest", "--record", "-", "--write", config.toString());

        assertThat(run.code()).isEqualTo(ExitCode.FAILED);
        assertThat(run.err()).contains("exists. Remove it, or choose another name");
        assertThat(config).hasContent("mine");
    }

    @Test
    void saysWhatIsMissingAndWhatToDo() throws Exception {
        JsonNode report = suggest("{\"temperature\": 21, \"sensor\": \"a\"}");

        assertThat(report.path("complete").asBoolean()).isFalse();
        assertThat(report.path("missing").findValuesAsText("key"))
                .containsExactlyInAnyOrder(
                        "mapping.event_name", "mapping.event_time", "mapping.action_source", "mapping.user_data.em");
        assertThat(report.path("evidence")).isEmpty();
    }

    @Test
    void theSameRecordsGiveTheSameAnswer() throws Exception {
        assertThat(suggest(ORDER)).isEqualTo(suggest(ORDER));
    }

    @Test
    void aReturnIsNoCheckout() throws Exception {
        String sale = "{\"type\": \"SALE\", \"receiptNo\": \"1\", \"total\": 5, \"currency\": \"EUR\", \"till\": 3,"
                + " \"time\": 1795514400, \"email\": \"a@example.com\"}";

        JsonNode report = suggest(sale + "\n" + sale.replace("SALE", "RETURN").replace("\"1\"", "\"2\""));

        assertThat(report.at("/check/send").asInt()).isEqualTo(1);
        assertThat(report.at("/check/skip").asInt()).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "segment",
                "rudderstack",
                "ga4",
                "ga4-bigquery",
                "shopify",
                "woocommerce",
                "snowplow",
                "appsflyer",
                "pinterest",
                "debezium-orders"
            })
    void findsThePresetOfItsOwnRecords(String preset) throws Exception {
        List<String> accepted = new ArrayList<>();
        int records = 0;
        try (Stream<Path> files = Files.list(PRESETS.resolve(preset))) {
            for (Path file : files.filter(one -> one.toString().endsWith(".record.json"))
                    .filter(one -> !one.toString().matches(".*(skipped|refused|rejected|dropped|blank).*"))
                    .sorted()
                    .toList()) {
                CommandRun run = CommandRun.of("", "suggest", "--record", file.toString(), "--output", "json");
                records++;
                if (JSON.readTree(run.out()).path("preset").asText().equals(preset)) {
                    accepted.add(file.getFileName().toString());
                }
            }
        }

        assertThat(accepted).hasSizeGreaterThanOrEqualTo((records + 1) / 2);
    }
}
