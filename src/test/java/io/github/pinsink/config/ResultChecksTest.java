package io.github.pinsink.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.pinsink.event.EventField;
import io.github.pinsink.event.EventSchema;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What expressions give for every record: constants, and values without quotes. */
class ResultChecksTest {
    private final Map<String, String> properties = MinimalConfig.properties();

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "mapping.action_source        | 'website'          | expected one of app_android, app_ios, web, offline",
                "mapping.action_source        | ('website')        | expected one of app_android, app_ios, web, offline",
                "mapping.action_source        | ''                 | is required",
                "mapping.action_source        | null               | is required",
                "mapping.action_source        | 1                  | expected one of",
                "mapping.action_source        | app ? 'app' : 'web' | expected one of",
                "mapping.event_name           | 'purchase_done'    | mapping.custom.event.names",
                "mapping.event_name           | true               | mapping.custom.event.names",
                "mapping.event_name           | a = 1 ? 'checkout' : 'done' | mapping.custom.event.names",
                "mapping.event_time           | 'yesterday'        | is not valid: expected",
                "mapping.custom_data.currency | 'EURO'             | expected an ISO 4217 code of three letters",
                "mapping.custom_data.currency | '€'                | expected an ISO 4217 code of three letters",
                "mapping.custom_data.value    | '12,50 EUR'        | is not valid: expected",
                "mapping.opt_out              | 'maybe'            | is not valid: expected",
                "mapping.opt_out              | a ? 'maybe' : null | is not valid: expected",
                "mapping.custom_data.opt_out_type | 'CCPA'         | is not valid: expected LDP",
                "mapping.custom_data.currency | 'XXX'              | of a currency in use",
                "mapping.wifi                 | 2                  | is not valid: expected",
                "mapping.language             | 'english'          | is not valid: expected",
                "mapping.event_source_url     | 'shop.example.com' | is not valid: expected an absolute URL",
                "mapping.user_data.em         | \"email\"          | To read the field email of the record, remove the quotes",
                "mapping.user_data.em         | ['a@example.com', 'b'] | is not valid: expected an e-mail address",
                "mapping.device_info.os_family | 'amiga'           | is not valid: expected one of",
                "mapping.custom_data.num_items | 'many'            | is not valid: expected",
                "mapping.ad_account_id        | 'mine'             | expected 1 to 18 digits",
                "filter                       | 'type = 1'         | every record would be skipped",
                "filter                       | 1                  | every record would be skipped",
            })
    void reportsAConstantThatItsFieldCannotTake(String key, String expression, String message) {
        properties.put(key, expression);
        assertThat(problems()).containsOnlyKeys(key);
        assertThat(problems().get(key).get(0)).startsWith(key + ": ").contains(message);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "mapping.action_source        | 'WEB'",
                "mapping.action_source        | app ? 'app_ios' : 'web'",
                "mapping.action_source        | app ? 'app_ios' : null",
                "mapping.event_name           | 'Order Completed'",
                "mapping.event_name           | 'add to cart'",
                "mapping.event_name           | $lookup({'a': 'done'}, a)",
                "mapping.event_name           | a = 1 ? 'checkout' : name",
                "mapping.event_time           | 1790250300",
                "mapping.event_time           | '2026-09-24T12:00:00Z'",
                "mapping.custom_data.currency | 'eur'",
                "mapping.custom_data.currency | a ? 'EUR' : ''",
                "mapping.custom_data.currency | ''",
                "mapping.custom_data.currency | null",
                "mapping.custom_data.value    | 12.5",
                "mapping.custom_data.value    | -1",
                "mapping.opt_out              | false",
                "mapping.opt_out              | 'true'",
                "mapping.custom_data.content_ids | ['a', 2]",
                "mapping.ad_account_id        | '549755885175'",
                "mapping.ad_account_id        | 549755885175",
                "filter                       | true",
                "filter                       | false",
                "explode                      | items",
            })
    void acceptsConstantsThatTheFieldTakes(String key, String expression) {
        properties.put(key, expression);
        assertThat(problems()).isEmpty();
    }

    /** Every example of the reference page is accepted as a constant exactly if the page says that it is sent. */
    @Test
    void agreesWithTheExamplesOfTheFields() {
        for (EventField field : EventSchema.fields()) {
            for (EventField.Example example : field.examples()) {
                String key = "mapping." + field.path();
                boolean isLiteral =
                        !example.given().contains("{") && !example.given().contains("null");
                if (isLiteral && !example.sent().isEmpty() && !example.given().contains("klingon")) {
                    Map<String, String> config = MinimalConfig.properties();
                    config.put(key, example.given());
                    if (field.extra()) {
                        config.put("mapping.extra.fields", field.path());
                    }
                    assertThat(MinimalConfig.problems(config))
                            .as(key + " = " + example.given())
                            .isEmpty();
                }
            }
        }
    }

    @Test
    void acceptsCustomNamesAndNamesThatAreSentAsCustom() {
        properties.put("mapping.event_name", "'purchase_done'");
        assertThat(problems()).containsOnlyKeys("mapping.event_name");
        properties.put("mapping.custom.event.names", "purchase_done");
        assertThat(problems()).isEmpty();
        properties.remove("mapping.custom.event.names");
        properties.put("mapping.on.unknown.event", "custom");
        assertThat(problems()).isEmpty();
    }

    @Test
    void followsTheRuleOfATopic() {
        properties.put("topics", "orders,leads");
        properties.put("topic.leads.mapping.event_name", "'lead_made'");
        assertThat(problems()).containsOnlyKeys("topic.leads.mapping.event_name");
        properties.put("topic.leads.mapping.on.unknown.event", "custom");
        assertThat(problems()).isEmpty();
    }

    @Test
    void acceptsADefaultThatIsValidForATopicThatInheritsIt() {
        properties.put("topics", "leads");
        properties.put("mapping.event_name", "'lead_made'");
        properties.put("topic.leads.mapping.on.unknown.event", "custom");
        assertThat(problems()).isEmpty();
    }

    @Test
    void checksKeysThatOverrideAPreset() {
        properties.put("mapping.preset", "shopify");
        properties.put("mapping.action_source", "'website'");
        assertThat(problems()).containsOnlyKeys("mapping.action_source");
        properties.remove("mapping.action_source");
        properties.put("topic.orders.mapping.preset", "segment");
        properties.put("topic.orders.mapping.custom_data.currency", "'EURO'");
        assertThat(problems()).containsKey("topic.orders.mapping.custom_data.currency");
    }

    @Test
    void reportsAnInvalidRuleOnlyOnItsOwnKey() {
        properties.put("mapping.on.unknown.event", "maybe");
        properties.put("mapping.birth.date.pattern", "nonsense");
        assertThat(problems()).containsOnlyKeys("mapping.on.unknown.event", "mapping.birth.date.pattern");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "mapping.action_source        | web              | 'web'",
                "mapping.action_source        | (web)            | 'web'",
                "mapping.action_source        | Offline          | 'Offline'",
                "mapping.action_source        | a ? app_ios : web | 'app_ios'",
                "mapping.action_source        | a ? 'app_ios' : web | 'web'",
                "mapping.event_name           | checkout         | 'checkout'",
                "mapping.event_name           | AddToCart        | 'AddToCart'",
                "mapping.event_name           | purchase         | 'purchase'",
                "mapping.event_name           | PAGE_VISIT       | 'PAGE_VISIT'",
                "mapping.event_name           | a ? checkout : signup | 'checkout'",
                "mapping.custom_data.currency | EUR              | 'EUR'",
                "mapping.custom_data.currency | usd              | 'usd'",
                "mapping.user_data.country    | US               | 'US'",
                "mapping.language             | en               | 'en'",
                "mapping.opt_out              | False            | write false",
                "mapping.opt_out              | yes              | write 'yes'; for the field, write $.yes",
                "mapping.opt_out              | denied           | write 'denied'",
                "mapping.opt_out              | ccpa ? Granted : null | write 'Granted'",
                "mapping.wifi                 | on               | write 'on'",
                "mapping.opt_out              | consent = denied | write 'denied'",
                "mapping.opt_out              | 'a=no' & x = yes or b = false | write 'yes'",
                "mapping.opt_out              | $optOut([], $not(consent != granted)) | write 'granted'",
                "mapping.custom_data.opt_out_type | LDP          | write 'LDP'",
                "mapping.custom_data.opt_out_type | ldp          | write 'ldp'",
                "mapping.custom_data.opt_out_type | ccpa ? LDP   | write 'LDP'",
                "topic.orders.mapping.custom_data.opt_out_type | ccpa ? LDP : '' | write 'LDP'",
                "mapping.device_info.os_family | ios             | 'ios'",
                "topic.orders.mapping.action_source | web        | 'web'",
            })
    void asksForQuotesAroundAValueOfTheField(String key, String expression, String message) {
        properties.put(key, expression);
        assertThat(problems()).containsOnlyKeys(key);
        assertThat(problems().get(key).get(0)).contains("without quotes").contains(message);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "mapping.action_source        | $.web",
                "mapping.action_source        | `web`",
                "mapping.action_source        | web.source",
                "mapping.action_source        | source",
                "mapping.action_source        | web ? web : 'offline'",
                "mapping.action_source        | web ?: 'offline'",
                "mapping.action_source        | web ?? 'offline'",
                "mapping.action_source        | a ? web : origin.name",
                "mapping.event_name           | event",
                "mapping.event_name           | a ? page : screen",
                "mapping.event_name           | $lowercase(checkout)",
                "mapping.custom_data.currency | currency",
                "mapping.custom_data.currency | cur",
                "mapping.custom_data.currency | a ? EUR : USD",
                "mapping.user_data.country    | country",
                "mapping.user_data.country    | cc",
                "mapping.language             | lang",
                "mapping.language             | la",
                "mapping.opt_out              | $.denied",
                "mapping.opt_out              | consent.denied",
                "mapping.opt_out              | consent = 'denied'",
                "mapping.opt_out              | 'x = yes' = y",
                "mapping.opt_out              | consent = $.denied or a = true or b = no.value",
                "mapping.opt_out              | opted_out",
                "mapping.opt_out              | a ? y : n",
                "mapping.opt_out              | yes ? yes : 'no'",
                "mapping.custom_data.opt_out_type | flags",
                "mapping.custom_data.opt_out_type | ccpa ? 'LDP' : null",
                "mapping.user_data.ge         | m",
                "filter                       | web",
            })
    void acceptsNamesOfFields(String key, String expression) {
        properties.put(key, expression);
        assertThat(problems()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"Order Completed", "add-to-cart", "Payment Info Entered", " orders/paid "})
    void asksForQuotesAroundSeveralWords(String expression) {
        properties.put("mapping.event_name", expression);
        assertThat(problems()).containsOnlyKeys("mapping.event_name");
        assertThat(problems().get("mapping.event_name").get(0)).contains("Write '" + expression.strip() + "'\n");
    }

    @Test
    void acceptsASubtractionThatIsNoNameOfAnEvent() {
        properties.put("mapping.custom_data.value", "total-discount");
        assertThat(problems()).isEmpty();
    }

    private Map<String, List<String>> problems() {
        return MinimalConfig.problems(properties);
    }
}
