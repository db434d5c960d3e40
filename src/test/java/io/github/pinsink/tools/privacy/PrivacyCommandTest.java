package io.github.pinsink.tools.privacy;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.pinsink.tools.CommandRun;
import io.github.pinsink.tools.command.ExitCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The command {@code pinsink privacy}: what leaves the worker, from the config alone. */
class PrivacyCommandTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    private static final String SWAP = "transforms.swap.type=org.apache.kafka.connect.transforms.ReplaceField$Value";

    @TempDir
    Path folder;

    private Path config(String... properties) throws IOException {
        return Files.writeString(
                Files.createTempFile(folder, "connector", ".properties"),
                String.join(
                                "\n",
                                "name=orders-to-pinterest",
                                "topics=orders",
                                "pinterest.ad.account.id=549755885175",
                                "mapping.event_name='checkout'",
                                "mapping.action_source='web'",
                                "mapping.event_time=paid_at",
                                "mapping.user_data.em=customer.email")
                        + "\n" + String.join("\n", properties) + "\n");
    }

    private static CommandRun run(Path config, String... more) {
        return CommandRun.of(
                "",
                Stream.concat(Stream.of("privacy", "--config", config.toString()), Stream.of(more))
                        .toArray(String[]::new));
    }

    private JsonNode statement(String... properties) throws IOException {
        CommandRun run = run(config(properties), "--output", "json");
        assertThat(run.code()).as(run.err()).isEqualTo(ExitCode.OK);
        return JSON.readTree(run.out());
    }

    private static JsonNode sent(JsonNode statement, String field) {
        for (JsonNode use : statement.at("/mappings/0/sent")) {
            if (use.get("field").asText().equals(field)) {
                return use;
            }
        }
        throw new AssertionError(field + " is not in " + statement.toPrettyString());
    }

    private static List<String> texts(JsonNode array) {
        return Stream.iterate(0, i -> i < array.size(), i -> i + 1)
                .map(i -> array.get(i).asText())
                .toList();
    }

    /** The result of comparing a changed config with the statement of an earlier one. */
    private CommandRun compared(Path before, Path after) throws IOException {
        Path baseline = Files.writeString(
                folder.resolve("privacy.json"), run(before, "--output", "json").out());
        return run(after, "--baseline", baseline.toString());
    }

    @Test
    void saysWhichPropertiesLeaveUnderWhichFieldAndInWhichForm() throws IOException {
        JsonNode statement = statement(
                "mapping.user_data.client_ip_address=request.ip",
                "mapping.custom_data.order_id=id",
                "mapping.custom_data.contents=lines.{'id': sku, 'item_name': title}");

        assertThat(texts(sent(statement, "user_data.em").get("properties"))).containsExactly("customer.email");
        assertThat(sent(statement, "user_data.em").get("form").asText()).isEqualTo("hashed");
        assertThat(sent(statement, "user_data.client_ip_address").get("form").asText())
                .isEqualTo("plain-identifier");
        assertThat(sent(statement, "custom_data.order_id").get("form").asText()).isEqualTo("plain");
        assertThat(texts(sent(statement, "custom_data.contents").get("properties")))
                .containsExactly("lines.sku", "lines.title");
    }

    @Test
    void namesWhatIsReadAndNeverSent() throws IOException {
        JsonNode statement =
                statement("filter=consent.marketing = true and status = 'PAID'", "mapping.custom_data.np=status");

        JsonNode never = statement.at("/mappings/0/never_leave");
        assertThat(texts(never.get("read_only"))).containsExactly("consent.marketing");
        assertThat(never.get("known").asBoolean()).isTrue();
    }

    @Test
    void doesNotGuessWhatAnInterpretedExpressionReads() throws IOException {
        JsonNode statement = statement("mapping.custom_data.content_name=$sort(lines, function($a, $b){$a > $b})[0]");

        JsonNode use = sent(statement, "custom_data.content_name");
        assertThat(use.get("may_read_anything").asBoolean()).isTrue();
        assertThat(use.get("properties")).isEmpty();
        assertThat(statement.at("/mappings/0/never_leave/known").asBoolean()).isFalse();
        assertThat(run(config("mapping.custom_data.content_name=$string($)")).out())
                .contains("MAY READ ANYTHING")
                .contains("the expression reads the whole record");
    }

    @Test
    void listsTheVariablesOfARecord() throws IOException {
        JsonNode statement =
                statement("mapping.user_data.external_id=$key", "mapping.custom_data.np=$headers.partner & $topic");

        assertThat(texts(sent(statement, "user_data.external_id").get("variables")))
                .containsExactly("$key");
        assertThat(texts(sent(statement, "custom_data.np").get("variables")))
                .containsExactly("$headers.partner", "$topic");
    }

    @Test
    void namesThePropertiesOfElementsOfExplodeByTheirPathInTheRecord() throws IOException {
        JsonNode statement = statement(
                "explode=events[kind = 'purchase']",
                "mapping.custom_data.value=amount",
                "mapping.user_data.external_id=$record.user.id");

        assertThat(texts(sent(statement, "custom_data.value").get("properties")))
                .containsExactly("events[].amount");
        assertThat(texts(sent(statement, "user_data.external_id").get("properties")))
                .containsExactly("user.id");
    }

    @Test
    void listsWhatTheElementsAreMadeOfWhenExplodeConstructsThem() throws IOException {
        JsonNode statement = statement("explode=lines.{'a': amount, 'mail': mail}", "mapping.custom_data.value=a");

        assertThat(texts(sent(statement, "custom_data.value").get("properties")))
                .containsExactly("(element).a");
        assertThat(texts(sent(statement, "elements of explode").get("properties")))
                .containsExactly("lines.amount", "lines.mail");
    }

    @Test
    void expandsPresetsAndNamesTheKeyThatOverridesThem() throws IOException {
        Path preset = Files.writeString(folder.resolve("preset"), """
                topics=web
                pinterest.ad.account.id=1
                mapping.preset=segment
                mapping.user_data.em=mail
                """);

        JsonNode statement = JSON.readTree(run(preset, "--output", "json").out());

        assertThat(sent(statement, "user_data.ph").get("set_by").asText()).isEqualTo("preset segment");
        assertThat(sent(statement, "user_data.em").get("set_by").asText()).isEqualTo("mapping.user_data.em");
        assertThat(texts(sent(statement, "opt_out").get("properties")))
                .contains("context.device.adTrackingEnabled", "context.consent.categoryPreferences.Advertising");
    }

    @Test
    void statesEachTopicWithAMappingOfItsOwn() throws IOException {
        JsonNode statement = statement("topics=orders,leads", "topic.leads.mapping.user_data.em=mail");

        assertThat(statement.get("mappings")).hasSize(2);
        assertThat(texts(statement.at("/mappings/0/topics"))).containsExactly("leads");
        assertThat(sent(statement, "user_data.em").get("set_by").asText())
                .isEqualTo("topic.leads.mapping.user_data.em");
        assertThat(texts(statement.at("/mappings/1/topics"))).containsExactly("orders");
    }

    @Test
    void saysWhereCopiesAreKeptWithoutShowingASecret() throws IOException {
        String text = run(config(
                        "errors.tolerance=all",
                        "errors.deadletterqueue.topic.name=orders-dlq",
                        "pinterest.access.token=pina_planted"))
                .out();

        assertThat(text)
                .contains(
                        "dead letter queue: topic orders-dlq: each rejected record, whole and in plain: key, value and"
                                + " headers")
                .contains("also in plain: pinterest.access.token")
                .doesNotContain("planted");
        assertThat(run(config("pinterest.access.token=${file:/etc/token:token}"))
                        .out())
                .contains("secrets only as references")
                .contains("a rejected record stops the task");
    }

    @Test
    void saysThatADigestIsNotHashedAgain() throws IOException {
        assertThat(run(config()).out())
                .contains("auto: hashed by the connector unless it is already a digest, which is sent as it is");
        assertThat(run(config("mapping.hash.detection=plain")).out())
                .contains("plain: hashed by the connector, also what looks like a digest");
    }

    @Test
    void succeedsWhenNoMoreLeavesThanInTheBaseline() throws IOException {
        Path config = config("mapping.user_data.client_ip_address=ip", "mapping.custom_data.np=$key");

        assertThat(compared(config, config).code()).isEqualTo(ExitCode.OK);
        assertThat(compared(config, config()).code()).isEqualTo(ExitCode.OK);
    }

    @Test
    void failsWhenANewPropertyWouldLeaveInPlain() throws IOException {
        CommandRun run = compared(config(), config("mapping.custom_data.search_string=customer.note"));

        assertThat(run.code()).isEqualTo(ExitCode.FOUND);
        assertThat(run.err())
                .isEqualTo(
                        "pinsink privacy: orders: customer.note would leave in plain as custom_data.search_string\n");
        assertThat(run.out()).contains("Changes since the baseline");
    }

    @Test
    void failsWhenAHashedPropertyWouldLeaveInPlain() throws IOException {
        CommandRun run = compared(config(), config("mapping.custom_data.order_id=customer.email"));

        assertThat(run.code()).isEqualTo(ExitCode.FOUND);
        assertThat(run.err())
                .contains("customer.email would leave in plain as custom_data.order_id; in the baseline it leaves as a"
                        + " digest only");
    }

    @Test
    void failsWhenAnExpressionBecomesOneThatMayReadAnything() throws IOException {
        CommandRun run = compared(config(), config("mapping.user_data.external_id=$string($)"));

        assertThat(run.code()).isEqualTo(ExitCode.FOUND);
        assertThat(run.err()).contains("orders: user_data.external_id may read anything");
    }

    @Test
    void failsWhenATopicIsAddedWhosePropertiesWouldLeaveInPlain() throws IOException {
        CommandRun run = compared(config(), config("topics=orders,leads"));

        assertThat(run.code()).isEqualTo(ExitCode.FOUND);
        assertThat(run.err()).contains("leads: paid_at would leave in plain as event_time");
    }

    @Test
    void failsWhenAnOptOutOrTheFilterIsRemoved() throws IOException {
        CommandRun run = compared(config("mapping.opt_out=limited", "filter=consent"), config());

        assertThat(run.code()).isEqualTo(ExitCode.FOUND);
        assertThat(run.err()).contains("opt_out would no longer be sent", "filter would no longer hold records back");
    }

    @Test
    void failsWhenEventsWouldGoElsewhere() throws IOException {
        CommandRun run = compared(config(), config("pinterest.api.url=https://collector.example.com/v5"));

        assertThat(run.code()).isEqualTo(ExitCode.FOUND);
        assertThat(run.err()).contains("pinterest.api.url would be https://collector.example.com/v5");
    }

    @Test
    void failsWhenEventsWouldGoToAnotherAdAccount() throws IOException {
        CommandRun fixed = compared(config(), config("pinterest.ad.account.id=42"));

        assertThat(fixed.code()).isEqualTo(ExitCode.FOUND);
        assertThat(fixed.err()).contains("pinterest.ad.account.id would be 42");

        CommandRun computed =
                compared(config("mapping.ad_account_id='1'"), config("mapping.ad_account_id=shop.account"));

        assertThat(computed.code()).isEqualTo(ExitCode.FOUND);
        assertThat(computed.err()).contains("orders: mapping.ad_account_id would be shop.account");
        assertThat(compared(config("mapping.ad_account_id='1'"), config()).err())
                .contains("orders: mapping.ad_account_id would no longer choose the ad account");
    }

    @Test
    void failsWhenATransformIsAddedRemovedOrMoved() throws IOException {
        Path without = config("mapping.custom_data.np=url");
        Path with = config("mapping.custom_data.np=url", "transforms=swap,mask", SWAP, "transforms.mask.type=X");

        CommandRun run = compared(without, with);

        assertThat(run.code()).isEqualTo(ExitCode.FOUND);
        assertThat(run.err())
                .contains("transforms would be swap, mask, in the baseline none")
                .contains("other data may leave under the same name");
        assertThat(compared(with, without).code()).isEqualTo(ExitCode.FOUND);
        Path moved = config("mapping.custom_data.np=url", "transforms=mask,swap", SWAP, "transforms.mask.type=X");
        assertThat(compared(with, moved).code()).isEqualTo(ExitCode.FOUND);
        assertThat(compared(with, with).code()).isEqualTo(ExitCode.OK);
    }

    @Test
    void failsWhenTheSettingsOfATransformOrOfItsPredicateChange() throws IOException {
        String[] before = {"transforms=swap", SWAP, "transforms.swap.predicate=old", "predicates.old.type=X"};

        for (String change : List.of(
                "transforms.swap.renames=phone:url", "predicates.old.pattern=a", "transforms.swap.negate=true")) {
            CommandRun run = compared(
                    config(before),
                    config(Stream.concat(Stream.of(before), Stream.of(change)).toArray(String[]::new)));

            assertThat(run.code()).as(change).isEqualTo(ExitCode.FOUND);
            assertThat(run.err()).contains(change.substring(0, change.indexOf('=')) + " would change");
        }
        CommandRun removed = compared(config(before), config("transforms=swap", SWAP));
        assertThat(removed.code()).isEqualTo(ExitCode.FOUND);
        assertThat(removed.err()).contains("transforms.swap.predicate would change");
    }

    @Test
    void notesOtherChangesWithoutFailing() throws IOException {
        CommandRun run = compared(
                config(),
                config("errors.tolerance=all", "errors.deadletterqueue.topic.name=orders-dlq", "filter=paid"));

        assertThat(run.code()).isEqualTo(ExitCode.OK);
        assertThat(run.out()).contains("note: dead letter queue: topic orders-dlq");
    }

    @Test
    void writesJsonWithTheChanges() throws IOException {
        Path baseline = Files.writeString(
                folder.resolve("privacy.json"),
                run(config(), "--output", "json").out());

        CommandRun run =
                run(config("mapping.custom_data.np=note"), "--output", "json", "--baseline", baseline.toString());

        JsonNode change = JSON.readTree(run.out()).at("/changes/0");
        assertThat(change.get("kind").asText()).isEqualTo("new-plain-property");
        assertThat(change.get("property").asText()).isEqualTo("note");
    }

    @Test
    void writesMarkdownTables() throws IOException {
        assertThat(run(config("mapping.custom_data.np=a | b"), "--output", "markdown")
                        .code())
                .isEqualTo(ExitCode.FAILED);
        assertThat(run(config("mapping.custom_data.np='a|' & b"), "--output", "markdown")
                        .out())
                .contains("# Privacy statement of the connector orders-to-pinterest\n")
                .contains("| b | custom_data.np | plain | mapping.custom_data.np | `'a\\|' & b` |\n");
    }

    @Test
    void refusesABaselineThatIsNoStatement() throws IOException {
        Path config = config();
        for (String content : List.of("", "{}", "[", "{\"format\": 2, \"mappings\": []}")) {
            CommandRun run = run(
                    config,
                    "--baseline",
                    Files.writeString(folder.resolve("baseline.json"), content).toString());

            assertThat(run.code()).isEqualTo(ExitCode.FAILED);
            assertThat(run.err()).contains("--output json > baseline.json").contains("Try pinsink privacy --help");
        }
    }
}
