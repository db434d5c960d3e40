package io.github.pinsink.tools.plan;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpServer;
import io.github.pinsink.tools.CommandRun;
import io.github.pinsink.tools.command.ExitCode;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The command {@code pinsink plan}: what a change of the config changes. */
class PlanCommandTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String NOW = "2026-11-24T12:00:00Z";
    private static final String ORDER =
            "{\"id\": 7, \"paid_at\": 1795518000, \"mail\": \"jane@example.com\", \"total\": 10}";

    @TempDir
    Path folder;

    /** A later property overrides an earlier one; a blank value removes it. */
    private Path config(String... properties) throws IOException {
        TreeMap<String, String> all = new TreeMap<>();
        for (String property : Stream.concat(
                        Stream.of(
                                "topics=orders",
                                "pinterest.ad.account.id=1",
                                "value.converter=StringConverter",
                                "mapping.event_name='checkout'",
                                "mapping.action_source='web'",
                                "mapping.event_time=paid_at",
                                "mapping.event_id=id",
                                "mapping.user_data.em=mail",
                                "mapping.custom_data.value=total"),
                        Stream.of(properties))
                .toList()) {
            String[] parts = property.split("=", 2);
            all.put(parts[0], parts[1]);
        }
        all.values().removeIf(String::isBlank);
        StringBuilder text = new StringBuilder();
        all.forEach((key, value) -> text.append(key).append('=').append(value).append('\n'));
        return Files.writeString(Files.createTempFile(folder, "config", ".properties"), text);
    }

    private static CommandRun run(String records, Path before, Path after, String... more) {
        return CommandRun.of(
                records,
                Stream.concat(
                                Stream.of("plan", before.toString(), after.toString(), "--record", "-", "--now", NOW),
                                Stream.of(more))
                        .toArray(String[]::new));
    }

    private static JsonNode plan(String records, Path before, Path after, String... more) throws IOException {
        CommandRun run = run(
                records,
                before,
                after,
                Stream.concat(Stream.of(more), Stream.of("--output", "json")).toArray(String[]::new));
        JsonNode plan = JSON.readTree(run.out());
        assertThat(run.code())
                .as(run.err())
                .isEqualTo(plan.get("changed").asBoolean() ? ExitCode.CHANGED : ExitCode.OK);
        return plan;
    }

    private static JsonNode field(JsonNode plan, String path) {
        for (JsonNode field : plan.get("fields")) {
            if (field.get("field").asText().equals(path)) {
                return field;
            }
        }
        throw new AssertionError(path + " does not change in " + plan.toPrettyString());
    }

    @Test
    void findsNoChangeBetweenEqualConfigs() throws IOException {
        CommandRun run = run(ORDER, config(), config());

        assertThat(run.code()).isEqualTo(ExitCode.OK);
        assertThat(run.out()).contains("Nothing changes for 1 record (1 event)").contains("The configs are the same.");
        assertThat(run.err()).isEmpty();
    }

    @Test
    void listsAChangeOfTheConfigThatChangesNoEvent() throws IOException {
        JsonNode plan = plan(ORDER, config("batch.max.events=500"), config("batch.max.events=900", "linger.ms=1000"));

        assertThat(plan.get("changed").asBoolean()).isFalse();
        assertThat(plan.at("/config/0/key").asText()).isEqualTo("batch.max.events");
        assertThat(plan.at("/config/0/old").asText()).isEqualTo("500");
        assertThat(plan.at("/config/0/new").asText()).isEqualTo("900");
        assertThat(plan.at("/config/0/affects").asText()).isEqualTo("delivery: batches and buffers");
        assertThat(plan.at("/config/1/change").asText()).isEqualTo("added");
    }

    @Test
    void showsOfALongValueOnlyThePartThatDiffers() throws IOException {
        String names =
                Stream.iterate(1, i -> i + 1).limit(20_000).map(i -> "n" + i).collect(Collectors.joining(","));
        Path before = config("topics=" + names);
        Path after = config("topics=" + names.replace("n15000,", "other,"));

        CommandRun run = run(ORDER, before, after);
        JsonNode plan = plan(ORDER, before, after);

        assertThat(run.out()).contains("n14999,n15000,n15001").contains("n14999,other,n15001");
        assertThat(run.out()).hasSizeLessThan(2_000);
        assertThat(plan.at("/config/0/old").asText()).contains("n15000").hasSize(1_000);
        assertThat(plan.at("/config/0/new").asText()).contains("other").hasSize(1_000);
    }

    @Test
    void recognizesAKeyThatIsSetToItsDefault() throws IOException {
        JsonNode plan = plan(ORDER, config(), config("pinterest.test.mode=FALSE"));

        assertThat(plan.at("/config/0/affects").asText()).isEqualTo("nothing: the same value");
    }

    @Test
    void countsAddedRemovedAndChangedFieldsWithSamples() throws IOException {
        String orders = Stream.iterate(1, i -> i + 1)
                .limit(5)
                .map(i -> ORDER.replace("10}", i + "0}"))
                .reduce("", (all, next) -> all + next + "\n");

        JsonNode plan = plan(
                orders,
                config("mapping.custom_data.np='a'"),
                config(
                        "mapping.custom_data.np=",
                        "mapping.custom_data.value=total * 2",
                        "mapping.custom_data.num_items=1"));

        JsonNode changed = field(plan, "custom_data.value").get("changed");
        assertThat(changed.get("events").asInt()).isEqualTo(5);
        assertThat(changed.get("samples")).hasSize(3);
        assertThat(changed.at("/samples/0/record").asText()).isEqualTo("orders-0@0");
        assertThat(changed.at("/samples/0/text").asText()).isEqualTo("\"10\" → \"20\"");
        assertThat(changed.at("/samples/2/old").asText()).isEqualTo("\"30\"");
        assertThat(field(plan, "custom_data.num_items").at("/added/events").asInt())
                .isEqualTo(5);
        assertThat(field(plan, "custom_data.num_items")
                        .at("/added/samples/0/new")
                        .asText())
                .isEqualTo("1");
        assertThat(field(plan, "custom_data.np").at("/removed/samples/0/old").asText())
                .isEqualTo("\"a\"");
        assertThat(plan.at("/events/changed").asInt()).isEqualTo(5);
        assertThat(plan.at("/records/changed").asInt()).isEqualTo(5);
    }

    @Test
    void comparesTheEntriesOfContentsPropertyByProperty() throws IOException {
        JsonNode plan = plan(
                "{\"id\": 7, \"paid_at\": 1795518000, \"mail\": \"jane@example.com\", \"lines\": [{\"s\": 1}, {\"s\": 2}]}",
                config("mapping.custom_data.contents=lines.{'id': s, 'quantity': 1}"),
                config("mapping.custom_data.contents=lines.{'id': s, 'quantity': 2}"));

        assertThat(field(plan, "custom_data.contents[].quantity")
                        .at("/changed/events")
                        .asInt())
                .isEqualTo(1);
        assertThat(plan.get("fields")).hasSize(1);
    }

    @Test
    void showsPersonalValuesByShapeOnly() throws IOException {
        String record = "{\"paid_at\": 1795518000, \"mail\": \"planted.one@example.com\", \"other\":"
                + " \"planted.two@example.com\", \"ip\": \"203.0.113.71\", \"ip2\": \"203.0.113.72\", \"id\": 7,"
                + " \"agent\": \"plantedAgent\", \"url\": \"https://shop.example.com/thanks?name=planted\"}";
        Path before = config("mapping.user_data.client_ip_address=ip", "mapping.custom_data.np=id");
        Path after = config(
                "mapping.user_data.em=other",
                "mapping.user_data.client_ip_address=ip2",
                "mapping.user_data.client_user_agent=agent",
                "mapping.event_source_url=url",
                "mapping.custom_data.np=mail",
                "mapping.user_data.ph=mail");

        for (String format : List.of("text", "markdown", "json")) {
            String out = run(record, before, after, "--output", format).out();

            assertThat(out)
                    .contains("hash changed", "a string of length 12 → a string of length 12", "a string of length 23")
                    .contains("https://shop.example.com/thanks")
                    .doesNotContain("planted", "203.0.113");
        }
    }

    @Test
    void saysWhichRecordsChangeFromSentToRejectedWithTheCodesOfTheProblems() throws IOException {
        String old = "{\"id\": 8, \"paid_at\": 1795000000, \"mail\": \"jane@example.com\"}";
        JsonNode plan = plan(ORDER + old, config("event.max.age=30d"), config("event.max.age=2d"));

        JsonNode outcome = plan.at("/records/outcomes/0");
        assertThat(outcome.get("old").asText()).isEqualTo("sent");
        assertThat(outcome.get("new").asText()).isEqualTo("rejected");
        assertThat(outcome.at("/new_reasons/too-old (event_time)").asInt()).isEqualTo(1);
        assertThat(outcome.at("/examples/0").asText()).isEqualTo("orders-0@1");
        assertThat(plan.at("/events/vanishing/by_name/checkout").asInt()).isEqualTo(1);
        assertThat(plan.at("/events/same").asInt()).isEqualTo(1);

        JsonNode back = plan(ORDER + old, config("event.max.age=2d"), config("event.max.age=30d"));
        assertThat(back.at("/records/outcomes/0/new").asText()).isEqualTo("sent");
        assertThat(back.at("/events/appearing/events").asInt()).isEqualTo(1);
    }

    @Test
    void saysWhichRecordsChangeFromSentToSkipped() throws IOException {
        CommandRun run = run(ORDER, config(), config("filter=total > 10"));

        assertThat(run.code()).isEqualTo(ExitCode.CHANGED);
        assertThat(run.out()).contains("sent → skipped").contains("now filter is not true 1");
    }

    @Test
    void reportsOtherReasonsOfTheSameOutcome() throws IOException {
        JsonNode plan = plan(
                "{\"id\": 1, \"mail\": \"jane@example.com\"}",
                config(),
                config("filter=true", "mapping.event_name=name"));

        assertThat(plan.at("/records/outcomes/0/old").asText()).isEqualTo("rejected");
        assertThat(plan.at("/records/outcomes/0/new").asText()).isEqualTo("rejected");
        assertThat(plan.at("/records/outcomes/0/new_reasons/missing-field (event_name)")
                        .asInt())
                .isEqualTo(1);
    }

    @Test
    void matchesTheEventsOfARecordByTheirIds() throws IOException {
        String record = "{\"lines\": [{\"id\": 1, \"v\": 5}, {\"id\": 2, \"v\": 6}, {\"id\": 3, \"v\": 7}]}";
        String[] exploded = {
            "mapping.event_time=1795518000", "mapping.user_data.em='jane@example.com'", "mapping.custom_data.value=v"
        };
        Path before = config(
                Stream.concat(Stream.of("explode=lines"), Stream.of(exploded)).toArray(String[]::new));
        Path after = config(Stream.concat(Stream.of("explode=lines[v > 5]"), Stream.of(exploded))
                .toArray(String[]::new));

        JsonNode plan = plan(record, before, after);

        assertThat(plan.at("/events/old").asInt()).isEqualTo(3);
        assertThat(plan.at("/events/same").asInt()).isEqualTo(2);
        assertThat(plan.at("/events/vanishing/events").asInt()).isEqualTo(1);
        assertThat(plan.at("/events/vanishing/examples/0").asText()).isEqualTo("orders-0@0");
        assertThat(plan.get("fields")).isEmpty();
    }

    @Test
    void countsEventsPerAdAccount() throws IOException {
        JsonNode plan = plan(ORDER, config(), config("pinterest.ad.account.id=2"));

        assertThat(plan.at("/ad_accounts/changed").asInt()).isEqualTo(1);
        assertThat(plan.at("/ad_accounts/old/1").asInt()).isEqualTo(1);
        assertThat(plan.at("/ad_accounts/new/2").asInt()).isEqualTo(1);
    }

    @Test
    void comparesReferencesToAdAccountsByTheirNames() throws IOException {
        Path before = config("pinterest.ad.account.id=${file:/a:account}");

        assertThat(run(ORDER, before, before).code()).isEqualTo(ExitCode.OK);
        assertThat(run(ORDER, before, config("pinterest.ad.account.id=${file:/b:account}"))
                        .out())
                .contains("${file:/a:account}", "${file:/b:account}", "1 event would go to another ad account");
    }

    @Test
    void warnsThatEventsWithOtherIdsCountTwice() throws IOException {
        assertThat(run(ORDER, config(), config("mapping.event_id=")).out()).contains("count twice");
    }

    @Test
    void listsFieldsThatTheNewConfigDrops() throws IOException {
        CommandRun run = run(ORDER, config(), config("mapping.custom_data.currency='EURO' & $string(id)"));

        assertThat(run.out()).contains("Dropped fields").contains("invalid-value (custom_data.currency)");
        assertThat(run.out()).contains("custom_data.value").contains("dropped: ");
    }

    @Test
    void neverShowsASecret() throws IOException {
        Path before = config(
                "pinterest.access.token=planted1",
                "consumer.override.sasl.jaas.config=planted2",
                "value.converter.basic.auth.user.info=planted3",
                "value.converter.schema.registry.url=https://user:planted4@registry");
        Path after = config(
                "pinterest.access.token=planted5",
                "consumer.override.sasl.jaas.config=planted6",
                "proxy.password=planted7",
                "proxy.url=http://proxy:3128",
                "proxy.user=proxy");
        for (String format : List.of("text", "markdown", "json")) {
            CommandRun run = run(ORDER, before, after, "--output", format);

            assertThat(run.code()).as(run.err()).isEqualTo(ExitCode.OK);
            assertThat(run.out()).contains("(secret)", "pinterest.access.token").doesNotContain("planted");
        }
    }

    @Test
    void knowsThatAConfigDoesNotReadATopic() throws IOException {
        JsonNode plan = plan(ORDER, config(), config("topics=orders,leads"), "--topic", "leads");

        assertThat(plan.at("/records/outcomes/0/old").asText()).isEqualTo("not read");
        assertThat(plan.at("/records/outcomes/0/new").asText()).isEqualTo("sent");
        assertThat(run(ORDER, config(), config(), "--topic", "copy").err())
                .contains("Neither config reads the topic of some records");
    }

    @Test
    void namesTheConfigThatIsInvalid() throws IOException {
        Path invalid = config("mapping.event_time=(");

        CommandRun run = run(ORDER, config(), invalid);

        assertThat(run.code()).isEqualTo(ExitCode.FAILED);
        assertThat(run.err()).startsWith("pinsink plan: " + invalid.getFileName() + ": invalid config:");
    }

    @Test
    void saysHowToNameTheConfigs() throws IOException {
        String file = config().toString();

        assertThat(CommandRun.of("", "plan", file, "--record", "-").err())
                .contains("expected two files, OLD and NEW, got 1");
        assertThat(CommandRun.of("", "plan", "--worker", "http://localhost:1", file)
                        .err())
                .contains("--worker and --connector are required together");
        assertThat(CommandRun.of("", "plan", "--worker", "http://localhost:1", "--connector", "a", file, file)
                        .err())
                .contains("expected one file, NEW");
        assertThat(CommandRun.of("", "plan", file, file).err()).contains("--bootstrap-server");
    }

    @Test
    void readsTheOldConfigFromARunningWorker() throws IOException {
        HttpServer worker = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        byte[] config = ("{\"name\": \"orders\", \"topics\": \"orders\", \"pinterest.ad.account.id\": \"1\","
                        + " \"value.converter\": \"StringConverter\", \"mapping.event_name\": \"'checkout'\","
                        + " \"mapping.action_source\": \"'web'\", \"mapping.event_time\": \"paid_at\","
                        + " \"mapping.event_id\": \"id\", \"mapping.user_data.em\": \"mail\"}")
                .getBytes(StandardCharsets.UTF_8);
        worker.createContext("/connectors/orders/config", exchange -> {
            exchange.sendResponseHeaders(200, config.length);
            exchange.getResponseBody().write(config);
            exchange.close();
        });
        worker.start();
        try {
            CommandRun run = CommandRun.of(
                    ORDER,
                    "plan",
                    "--worker",
                    "http://localhost:" + worker.getAddress().getPort(),
                    "--connector",
                    "orders",
                    config().toString(),
                    "--record",
                    "-",
                    "--now",
                    NOW);

            assertThat(run.code()).as(run.err()).isEqualTo(ExitCode.CHANGED);
            assertThat(run.out()).contains("Plan: connector orders → ").contains("custom_data.value");
            assertThat(run.out()).doesNotContain("removed  name");
        } finally {
            worker.stop(0);
        }
    }
}
