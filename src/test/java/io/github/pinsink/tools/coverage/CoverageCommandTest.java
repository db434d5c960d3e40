package io.github.pinsink.tools.coverage;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.pinsink.tools.CommandRun;
import io.github.pinsink.tools.command.ExitCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The command {@code pinsink coverage}. Its example in docs/pinsink.md shows the text. */
class CoverageCommandTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String NOW = "2026-11-24T12:00:00Z";
    private static final String TIME = "1795521000";

    @TempDir
    Path folder;

    private CommandRun run(String records, String mapping, String... more) throws IOException {
        Path config = Files.writeString(
                folder.resolve("config.json"),
                "{\"pinterest.ad.account.id\": \"1\", \"topics\": \"orders\", \"mapping.event_name\": \"name\","
                        + " \"mapping.action_source\": \"source\", \"mapping.event_time\": \"t\","
                        + " \"mapping.event_id\": \"id\", \"mapping.user_data.em\": \"e\"" + mapping + "}");
        return CommandRun.of(
                records,
                Stream.concat(
                                Stream.of("coverage", "--config", config.toString(), "--record", "-", "--now", NOW),
                                Stream.of(more))
                        .toArray(String[]::new));
    }

    private static JsonNode json(CommandRun run) throws IOException {
        assertThat(run.err()).doesNotContain("pinsink coverage:");
        return JSON.readTree(run.out());
    }

    private static String event(String name, String source, String id, String rest) {
        return "{\"name\": \"" + name + "\", \"source\": \"" + source + "\", \"t\": " + TIME + ", \"id\": \"" + id
                + "\", \"e\": \"jane@example.com\"" + rest + "}\n";
    }

    @Test
    void countsEachComponentByEventName() throws IOException {
        JsonNode coverage = json(run(
                event("checkout", "web", "1", ", \"order\": \"o-1\"")
                        + event("checkout", "web", "2", "")
                        + event("signup", "app_ios", "3", ""),
                ", \"mapping.custom_data.order_id\": \"order\"",
                "--output",
                "json"));

        assertThat(coverage.get("events").intValue()).isEqualTo(3);
        assertThat(coverage.at("/event_names/checkout/signals/custom_data.order_id/percent")
                        .intValue())
                .isEqualTo(50);
        assertThat(coverage.at("/event_names/checkout/signals/user_data.em/percent")
                        .intValue())
                .isEqualTo(100);
        assertThat(coverage.at("/event_names/signup/events").intValue()).isOne();
    }

    @Test
    void doesNotAskForAnAdvertisingIdOfABrowserOrForThePageOfAnApp() throws IOException {
        JsonNode names = json(run(
                        event("checkout", "web", "1", "")
                                + event("signup", "app_ios", "2", "")
                                + event("lead", "offline", "3", ""),
                        "",
                        "--output",
                        "json"))
                .get("event_names");

        assertThat(names.at("/checkout/signals/user_data.hashed_maids").has("percent"))
                .isFalse();
        assertThat(names.at("/signup/signals/event_source_url").has("percent")).isFalse();
        assertThat(names.at("/lead/signals/user_data.client_ip_address").has("percent"))
                .isFalse();
        assertThat(names.at("/signup/signals/user_data.hashed_maids/percent").intValue())
                .isZero();
    }

    @Test
    void countsDuplicatesAndRejections() throws IOException {
        CommandRun run = run(
                event("checkout", "web", "1", "") + event("checkout", "web", "1", "") + event("signup", "web", "1", "")
                        + "{\"name\": \"checkout\", \"source\": \"web\", \"t\": \"soon\", \"e\": \"a@example.com\"}",
                "",
                "--output",
                "json");
        JsonNode coverage = json(run);

        assertThat(coverage.get("duplicate_ids").intValue()).isOne();
        assertThat(coverage.get("rejected").intValue()).isOne();
        assertThat(coverage.at("/rejections/0/code").textValue()).isEqualTo("invalid-value");
        assertThat(coverage.at("/improvements/0").textValue()).startsWith("25 % of the records are rejected: ");
        assertThat(run.code()).isEqualTo(ExitCode.FOUND);
    }

    @Test
    void measuresTheAgeOfAnEventAtTheTimestampOfItsRecord() throws IOException {
        Path config = Files.writeString(
                folder.resolve("config.json"),
                "{\"pinterest.ad.account.id\": \"1\", \"mapping.event_name\": \"'lead'\","
                        + " \"mapping.action_source\": \"'web'\", \"mapping.event_time\": \"t\","
                        + " \"mapping.user_data.em\": \"e\"}");
        // Two years ago: an event of that time is fresh, and one of a day before is late.
        String records = "{\"t\": 1700000000, \"e\": \"a@example.com\"}\n{\"t\": 1699900000, \"e\": \"a@example.com\"}";

        CommandRun run = CommandRun.of(
                records,
                "coverage",
                "--config",
                config.toString(),
                "--record",
                "-",
                "--timestamp",
                "1700000060",
                "--output",
                "json");
        JsonNode coverage = json(run);

        assertThat(coverage.get("events").intValue()).isEqualTo(2);
        assertThat(coverage.get("late").intValue()).isOne();
        assertThat(coverage.at("/millis_from_event_to_record/max").longValue()).isEqualTo(100_060_000);
    }

    @Test
    void saysWhatWouldImproveTheSignalMostFirst() throws IOException {
        JsonNode coverage = json(run(
                event("checkout", "web", "1", ", \"ua\": \"undefined\"") + event("checkout", "web", "2", ""),
                ", \"mapping.user_data.client_user_agent\": \"ua\"",
                "--output",
                "json"));

        assertThat(coverage.at("/improvements"))
                .extracting(JsonNode::textValue)
                .contains("100 % of the events lack the client user agent (checkout)."
                        + " mapping.user_data.client_user_agent finds no usable value in these records")
                .contains("100 % of the events lack the order ID (checkout). Set mapping.custom_data.order_id")
                .noneMatch(text -> text.contains("hashed e-mail"));
        assertThat(coverage.at("/improvements/0").textValue()).contains("Set mapping.user_data.client_ip_address");
    }

    @Test
    void printsMarkdownThatCannotBreakItsTable() throws IOException {
        CommandRun run = run(
                event("checkout", "web", "1", ""),
                ", \"mapping.custom_data.value\": \"'a|b' + 1\"",
                "--output",
                "markdown");

        assertThat(run.out()).contains("| hashed e-mail | 100 |");
        assertThat(run.out().lines().filter(line -> line.startsWith("| 1 |")))
                .allSatisfy(line -> assertThat(line.replace("\\|", "").chars().filter(c -> c == '|'))
                        .hasSize(3));
    }

    @Test
    void printsNoPersonalValue() throws IOException {
        String record = event("checkout", "web", "1", ", \"phone\": \"call Jane on 0301234\"");
        for (String format : new String[] {"text", "json", "markdown"}) {
            CommandRun run = run(record, ", \"mapping.user_data.ph\": \"phone\"", "--output", format);

            assertThat(run.out() + run.err()).doesNotContain("jane@", "Jane", "0301234");
        }
    }
}
