package io.github.pinsink.event;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.pinsink.event.EventRules.HashDetection;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What systems write where they have no value counts as absent, and is reported. */
class PlaceholdersTest {
    private static final String ADDRESS = "jane@example.com";

    /** Each field for which the reference page lists each row. */
    static Stream<Arguments> fieldsAndRows() {
        return EventSchema.fields().stream()
                .filter(field -> field.type() == EventField.Type.TEXT || field.type() == EventField.Type.TEXTS)
                .filter(field -> (!field.role().rejectsInvalid() || field.role() == FieldRole.EVENT_ID)
                        && !field.bounds().startsWith("decimal"))
                .flatMap(field -> PlaceholderTable.rows().stream()
                        .filter(row -> row.kinds().contains(field.kind()))
                        .map(row -> Arguments.of(field, row)));
    }

    @ParameterizedTest(name = "{0} {1}")
    @MethodSource("fieldsAndRows")
    void isAbsentInEachFieldOfItsKindsAndReported(EventField field, PlaceholderTable.Row row) {
        for (String spelling : row.spellings()) {
            assertAbsent(field.path(), spelling);
            assertAbsent(field.path(), " " + spelling + "\u00a0");
            if (row.match() == PlaceholderTable.Match.ANY_CASE) {
                assertAbsent(field.path(), spelling.toUpperCase(Locale.ROOT));
            }
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "custom_data.search_string",
                "custom_data.content_name",
                "custom_data.content_category",
                "custom_data.content_brand",
                "device_info.model",
                "app_info.app_name",
                "app_version"
            })
    void isKeptInOtherText(String path) {
        for (PlaceholderTable.Row row : PlaceholderTable.rows()) {
            if (!row.kinds().contains(ValueKind.OTHER)) {
                for (String spelling : row.spellings()) {
                    EncoderFixture event = new EncoderFixture().with(path, spelling);
                    assertThat(event.sent(path).textValue()).isEqualTo(spelling);
                    assertThat(event.dropped()).isEmpty();
                }
            }
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"Null", "NULL", "Guest", "guest", "Na", "NA", "None", "Unknown", "Nan", "Nil", "Anonymous", "Un"
            })
    void isNotANameThatPeopleHave(String name) {
        for (String path : List.of("user_data.fn", "user_data.ln")) {
            EncoderFixture event = new EncoderFixture().with(path, name);
            assertThat(event.sent(path).path(0).textValue())
                    .isEqualTo(EncoderFixture.sha256(name.toLowerCase(Locale.ROOT)));
        }
    }

    @ParameterizedTest
    @CsvSource({"country,NA,na", "country,na,na", "country,Namibia,na", "st,NA,na", "country,NU,nu", "zp,00501,00501"})
    void isNotACodeThatPlacesHave(String property, String code, String normal) {
        EncoderFixture event = new EncoderFixture().with("user_data." + property, code);
        assertThat(event.sent("user_data." + property).path(0).textValue()).isEqualTo(EncoderFixture.sha256(normal));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "u-19",
                "undefined-behavior",
                "null-7",
                "guest-17",
                "00-17",
                "0-0",
                "0:0",
                "0x1F",
                "100",
                "-17",
                "#A-17",
                "$5",
                "100%",
                "[17]",
                "<jane@example.com>",
                "{\"id\":17}",
                "{3F2504E0-4F89-11D3-9A0C-0305E82C3301}",
                "{af2504e04f8911d39a0c0305e82c3301}",
                "%C3%A9t%C3%A9",
                "$RCAnonymousID:17",
                "a_b__c",
                "__proto",
                "n",
                "ANA",
                "ünknown"
            })
    void isNotAnIdThatOnlyLooksLikeOne(String id) {
        EncoderFixture event = new EncoderFixture().with("user_data.external_id", id);
        assertThat(event.with("custom_data.order_id", id)
                        .sent("custom_data.order_id")
                        .textValue())
                .isEqualTo(id);
        assertThat(event.sent("user_data.external_id").path(0).textValue()).isEqualTo(EncoderFixture.sha256(id));
        assertThat(event.dropped()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"null\"",
                "'undefined'",
                "''",
                "\"0\"",
                "-0",
                "00-000",
                "000-000-0000",
                "%7B%7Bepik%7D%7D",
                "%7Bidfa%7D",
                "%5Bobject%20Object%5D",
                "(not%20set)",
                "[object Undefined]",
                "{{{ customer.id | default: \"x\" }}}",
                "{$smarty.id}",
                "{!Contact.Email}",
                "{0}",
                "[[email]]",
                "<<id>>",
                "<?= $id ?>",
                "$(id)",
                "##EMAIL##",
                "__CALLBACK_PARAM__",
                "${user}-17",
                "shop-%%ORDER%%",
                "\u2014",
                "n/a ",
                "N/A"
            })
    void isFoundInQuotesInEscapesAndInEachUsualTemplate(String value) {
        assertAbsent("user_data.click_id", value);
    }

    @Test
    void neverBecomesTheEventId() {
        for (Object id :
                List.of("undefined", " NULL ", 0, 0L, "0000", "{{id}}", Double.NaN, "__debezium_unavailable_value")) {
            EncoderFixture event = new EncoderFixture().with("event_id", id);
            assertThat(event.sent("event_id").textValue()).isEqualTo(EncoderFixture.DEFAULT_ID);
            assertThat(event.dropped()).containsExactly("event_id");
        }
    }

    @Test
    void isNumberZeroInAnIdButNotInAnAmountOrQuantity() {
        for (Object zero : List.of(0, 0L, 0.0, java.math.BigDecimal.ZERO.setScale(2), java.math.BigInteger.ZERO)) {
            assertAbsent("user_data.external_id", zero);
            assertAbsent("custom_data.order_id", zero);
            assertAbsent("custom_data.content_ids", zero);
        }
        EncoderFixture event = new EncoderFixture()
                .with("custom_data.value", 0)
                .with("custom_data.num_items", 0)
                .with("custom_data.contents", Map.of("id", 0, "quantity", 0, "item_price", 0));
        assertThat(event.sent("custom_data").toString())
                .isEqualTo("{\"value\":\"0\",\"contents\":[{\"item_price\":\"0\",\"quantity\":0}],\"num_items\":0}");
        assertThat(event.dropped()).containsExactly("custom_data.contents[0].id");
    }

    @Test
    void leavesTheOthersOfAListWhereTheyAre() {
        EncoderFixture event = new EncoderFixture()
                .with("user_data.external_id", List.of("${user_id}", "u-19", "null"))
                .with("custom_data.content_ids", List.of("S-1", "undefined", 0, "S-2"));
        assertThat(texts(event.sent("user_data.external_id"))).containsExactly(EncoderFixture.sha256("u-19"));
        assertThat(texts(event.sent("custom_data.content_ids"))).containsExactly("S-1", "S-2");
        assertThat(event.dropped())
                .containsExactly(
                        "user_data.external_id[0]",
                        "user_data.external_id[2]",
                        "custom_data.content_ids[1]",
                        "custom_data.content_ids[2]");
    }

    @ParameterizedTest
    @ValueSource(strings = {"em", "hashed_maids", "client_user_agent"})
    void identifiesNobody(String property) {
        EncoderFixture event = new EncoderFixture().without("user_data.client_user_agent");
        assertThat(event.with("user_data." + property, "undefined").rejected())
                .containsExactlyInAnyOrder("user_data", "user_data." + property);
    }

    @Test
    void doesNotRejectARecordWhereInvalidValuesDo() {
        EncoderFixture event = new EncoderFixture()
                .rules(EncoderFixture.strict())
                .with("user_data.external_id", "0")
                .with("custom_data.content_ids", List.of("S-1", "null"));
        assertThat(event.dropped()).containsExactly("user_data.external_id", "custom_data.content_ids[1]");
        assertThat(event.with("custom_data.num_items", "many").rejected()).contains("custom_data.num_items");
    }

    @Test
    void rejectsTheRecordInAnOptOutWhichItMayBe() {
        EncoderFixture event = new EncoderFixture().with("custom_data.opt_out_type", "__debezium_unavailable_value");
        assertThat(event.rejected()).containsExactly("custom_data.opt_out_type");
    }

    @Test
    void isNamedInTheMessageWithoutItsText() {
        Problem problem = new EncoderFixture()
                .with("custom_data.order_id", "{{order.4711}}")
                .encoded()
                .dropped()
                .get(0);
        assertThat(problem.code()).isEqualTo(ProblemCode.PLACEHOLDER);
        assertThat(problem.text())
                .isEqualTo("custom_data.order_id: expected a value, got a template variable that was not replaced;"
                        + " a placeholder counts as absent");
    }

    @ParameterizedTest
    @EnumSource(names = {"AUTO", "HASHED"})
    void isFoundByItsDigest(HashDetection detection) {
        List<String> texts =
                List.of("null", "NULL", "undefined", "None", "n/a", "N/A", "unknown", "(not set)", "0", "-");
        for (String path : List.of("user_data.em", "user_data.external_id", "user_data.hashed_maids", "user_data.zp")) {
            for (String text : texts) {
                String digest = EncoderFixture.sha256(text);
                EncoderFixture event = new EncoderFixture()
                        .rules(EncoderFixture.detecting(detection))
                        .with(path, List.of(digest, digest.toUpperCase(Locale.ROOT)));
                assertThat(event.sent(path).isMissingNode()).as(text).isTrue();
                assertThat(event.dropped()).containsExactly(path + "[0]", path + "[1]");
            }
        }
    }

    @ParameterizedTest
    @CsvSource({"fn,null", "ln,guest", "ln,none", "country,na", "st,na", "st,nd"})
    void aNameOrACodeIsKeptAlsoAsADigest(String property, String normal) {
        String digest = EncoderFixture.sha256(normal);
        EncoderFixture event = new EncoderFixture().with("user_data." + property, digest);
        assertThat(event.sent("user_data." + property).path(0).textValue()).isEqualTo(digest);
    }

    @Test
    void eachKindHasFieldsAndPlaceholders() {
        EnumSet<ValueKind> kinds = EnumSet.noneOf(ValueKind.class);
        PlaceholderTable.rows().forEach(row -> kinds.addAll(row.kinds()));
        assertThat(kinds).containsExactly(ValueKind.values());
        assertThat(EventSchema.fields()).extracting(EventField::kind).contains(ValueKind.values());
    }

    @Property
    void anyTextHasAResult(@ForAll("texts") String text) {
        String value = Whitespace.strip(text);
        for (ValueKind kind : ValueKind.values()) {
            if (!value.isEmpty()) {
                Placeholders placeholders = Placeholders.in(kind);
                assertThat(placeholders.find("<" + value + ">", 1, 1 + value.length()))
                        .isSameAs(placeholders.find(value, 0, value.length()));
            }
        }
    }

    @Provide
    Arbitrary<String> texts() {
        Arbitrary<String> likely = Arbitraries.strings()
                .withChars("{}[]<>%$#_*|0-\"' nullaNA2B/()\u2014é")
                .ofMaxLength(12);
        return Arbitraries.oneOf(likely, Arbitraries.strings().ofMaxLength(100));
    }

    private static void assertAbsent(String path, Object value) {
        EncoderFixture event = new EncoderFixture()
                .with("user_data.em", ADDRESS)
                .with("user_data.hashed_maids", "ea7583cd-a667-48bc-b806-42ecb2b48606")
                .with(path, value);
        if (path.equals("event_id")) {
            assertThat(event.sent(path).textValue()).isEqualTo(EncoderFixture.DEFAULT_ID);
        } else {
            assertThat(event.sent(path).isMissingNode())
                    .as("%s: %s", path, value)
                    .isTrue();
        }
        assertThat(event.dropped()).hasSize(1).allMatch(dropped -> dropped.startsWith(path));
        assertThat(event.encoded().dropped().get(0).code()).isEqualTo(ProblemCode.PLACEHOLDER);
    }

    private static List<String> texts(JsonNode array) {
        List<String> texts = new ArrayList<>();
        array.forEach(text -> texts.add(text.textValue()));
        return texts;
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "event_id",
                "custom_data.order_id",
                "user_data.external_id",
                "user_data.click_id",
                "app_info.app_id"
            })
    void aBooleanIsNoId(String path) {
        for (Object given : List.of(true, false, "true", "False", -1, "-1", -1.0, "-1.0")) {
            EncoderFixture event = new EncoderFixture().with(path, given);
            assertThat(event.dropped()).as(given.toString()).containsExactly(path);
            assertThat(event.encoded().dropped().get(0).code()).isEqualTo(ProblemCode.PLACEHOLDER);
        }
    }

    @Test
    void aBooleanIsNoText() {
        assertThat(new EncoderFixture().with("custom_data.search_string", true).dropped())
                .containsExactly("custom_data.search_string");
        assertThat(new EncoderFixture()
                        .with("custom_data.search_string", "true")
                        .sent("custom_data.search_string")
                        .textValue())
                .isEqualTo("true");
    }

    @ParameterizedTest
    @ValueSource(strings = {"em", "ph", "fn", "ct", "zp", "country", "external_id", "hashed_maids"})
    void theDigestOfNothingIdentifiesNobodyAndIsReported(String name) {
        String path = "user_data." + name;
        List<String> digests = List.of(
                EncoderFixture.sha256(""),
                EncoderFixture.sha256("").toUpperCase(Locale.ROOT),
                EncoderFixture.sha256(" "));
        for (String digest : digests) {
            assertThat(new EncoderFixture().with(path, List.of(digest)).dropped())
                    .containsExactly(path + "[0]");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "unbekannt",
                "Keine Angabe",
                "desconocido",
                "DESCONHECIDO",
                "Inconnu",
                "不明",
                "Неизвестно",
                "anónimo"
            })
    void aWordOfAnotherLanguageIsNoIdAndNoPlace(String word) {
        assertThat(new EncoderFixture().with("user_data.external_id", word).dropped())
                .containsExactly("user_data.external_id");
        assertThat(new EncoderFixture().with("user_data.ct", word).dropped()).containsExactly("user_data.ct");
        assertThat(new EncoderFixture().with("user_data.ln", word).dropped()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"order-null", "0417-3-undefined", "order_NaN", "null-null", "shop:null"})
    void anIdWhoseLastPartIsMissingIsNoId(String id) {
        assertThat(new EncoderFixture().with("event_id", id).dropped()).containsExactly("event_id");
        assertThat(new EncoderFixture().with("user_data.external_id", id).dropped())
                .containsExactly("user_data.external_id");
        assertThat(new EncoderFixture().with("user_data.ln", id).dropped()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"ordernull", "null-17", "com.example.null", "nan", "Morgan", "hannan-nannan"})
    void anotherIdIsNotMissingItsLastPart(String id) {
        assertThat(new EncoderFixture().with("custom_data.order_id", id).dropped())
                .isEqualTo(id.equals("nan") ? List.of("custom_data.order_id") : List.of());
    }

    @Test
    void aUserAgentMayEndWithSuchAWord() {
        assertThat(new EncoderFixture()
                        .with("user_data.em", "jane@example.com")
                        .with("user_data.client_user_agent", "App/5.1 (Android 14; build-null")
                        .dropped())
                .isEmpty();
    }
}
