package io.github.pinsink.event;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.pinsink.event.EventRules.ExternalIdCase;
import io.github.pinsink.event.EventRules.HashDetection;
import io.github.pinsink.event.EventRules.OnInvalidField;
import io.github.pinsink.event.EventRules.OnUnknownEvent;
import io.github.pinsink.event.EventRules.StateNames;
import java.time.Duration;
import java.time.format.DateTimeFormatter;
import java.time.format.ResolverStyle;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Personal values in their normal form. The digests are those of the texts that are written down here. */
class PersonalDataTest {
    private static final String DIGEST = "86e0b9e56c17cc4d12387e1949b85053fbe73bc3ce5a1188713a9d300cc6133d";
    private static final String DIGEST_OF_NOTHING = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            ignoreLeadingAndTrailingWhitespace = false,
            value = {
                "em| Jane.Doe+Tag@Example.COM |jane.doe+tag@example.com",
                "em|jane @\texample.com|jane@example.com",
                "em|\u00a0\u200bjane@example.com\ufeff|jane@example.com",
                "em|jane\u00a0@example.com|jane@example.com",
                "em|JÖRG@EXÄMPLE.DE|jörg@exämple.de",
                "em|jo\u0308rg@example.de|jörg@example.de",
                "em|\u0130stanbul@example.com|i\u0307stanbul@example.com",
                "em|用户@例子.中国|用户@例子.中国",
                "ph|+1 (415) 555-2671|14155552671",
                "ph|0014155552671|14155552671",
                "ph|1.415.555.2671 ext. 12|14155552671",
                "ph|+1 415 555 2671x9|14155552671",
                "ph|+1 415 555 2671 #9|14155552671",
                "ph|+44 (0)20 7946 0958|442079460958",
                "ph|Fax: +44 20 7946 0958|442079460958",
                "ph|+\u0661 \u0664\u0661\u0665 555 2671|14155552671",
                "ph|\uff0b1\u3000415\u2013555\u20132671|14155552671",
                "ph|+49 30/1234567|49301234567",
                "ge| FEMALE |f",
                "ge|Woman|f",
                "ge|male|m",
                "ge|M|m",
                "ge|non binary|n",
                "db|19960314|19960314",
                "db|1996-3-4|19960304",
                "db|1996/03/14|19960314",
                "db|1996.03.14|19960314",
                "db|1996-03-14T23:30:00-08:00|19960314",
                "db|1996-03-14 00:00:00|19960314",
                "db|2000-02-29|20000229",
                "fn|Mary  Ann|mary  ann",
                "fn|ÉLODIE|élodie",
                "ln|Smith-Jones Jr.|smith-jones jr.",
                "ln|Ó Súilleabháin|ó súilleabháin",
                "ct|St. John's|stjohns",
                "ct|  New   York |newyork",
                "ct|SÃO PAULO|sãopaulo",
                "ct|東京|東京",
                "ct|1770|1770",
                "ct|हिन्दी नगर|हिन्दीनगर",
                "st|ca|ca",
                "st|California|ca",
                "st|US-CA|ca",
                "st|N.Y.|ny",
                "st|new york|ny",
                "st|Washington, D.C.|dc",
                "st|Québec|qc",
                "st|Que\u0301bec|qc",
                "zp|94107|94107",
                "zp|94107-1234|941071234",
                "zp|01234|01234",
                "zp| 10115 |10115",
                "zp|SW1A 1AA|sw1a1aa",
                "zp|K1A-0B1|k1a0b1",
                "zp|１０１|101",
                "country|US|us",
                "country|usa|us",
                "country|U.S.A.|us",
                "country|United States of America|us",
                "country|uk|gb",
                "country|England|gb",
                "country|Côte d’Ivoire|ci",
                "country|Türkiye|tr",
                "country|Turkey|tr",
                "country|DEU|de",
                "external_id| CUST AbC42 |CUST AbC42",
                "external_id|ÄÖ|ÄÖ",
                "hashed_maids|EA7583CD-A667-48BC-B806-42ECB2B48606|ea7583cd-a667-48bc-b806-42ecb2b48606"
            })
    void areHashedInTheNormalFormOfTheirField(String member, String given, String normal) {
        assertThat(hashes(member, given)).containsExactly(EncoderFixture.sha256(normal));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "em|jane",
                "em|@example.com",
                "em|jane@",
                "ph|12345",
                "ph|1234567890123456",
                "ph|n/a",
                "ge|other",
                "ge|fm",
                "db|14.03.1996",
                "db|1996-02-30",
                "db|1900-02-29",
                "db|1996-3/14",
                "db|1996314",
                "ct|-",
                "st|Bayern",
                "st|加州",
                "zp|---",
                "country|中国",
                "country|Atlantis"
            })
    void areDroppedAndReportedWhenTheyAreInvalid(String member, String given) {
        EncoderFixture event = new EncoderFixture().with("user_data." + member, given);
        assertThat(event.dropped()).containsExactly("user_data." + member);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "EA7583CD-A667-48BC-B806-42ECB2B48606",
                " {ea7583cd-a667-48bc-b806-42ecb2b48606} ",
                "EA7583CDA66748BCB80642ECB2B48606",
                "{EA7583CDA66748BCB80642ECB2B48606}",
                "ea7583cda667-48bc-b80642ecb2b48606",
                "\u00a0EA7583CD-A667-48BC-B806-42ECB2B48606\u200b"
            })
    void anAdvertisingIdIsHashedInTheFormOfAUuid(String id) {
        assertThat(hashes("hashed_maids", id))
                .containsExactly(EncoderFixture.sha256("ea7583cd-a667-48bc-b806-42ecb2b48606"));
    }

    @Test
    void anAdvertisingIdOfAnotherVersionNeedsItsDashesOrBraces() {
        String normal = EncoderFixture.sha256("38400000-8cf0-11bd-b23e-10b96e40000d");
        assertThat(hashes("hashed_maids", "38400000-8CF0-11BD-B23E-10B96E40000D"))
                .containsExactly(normal);
        assertThat(hashes("hashed_maids", "{384000008CF011BDB23E10B96E40000D}")).containsExactly(normal);
        assertThat(new EncoderFixture()
                        .with("user_data.hashed_maids", "384000008CF011BDB23E10B96E40000D")
                        .dropped())
                .containsExactly("user_data.hashed_maids");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ab",
                "jane@example.com",
                "no id today",
                "d41d8cd98f00b204e9800998ecf8427e",
                "5d41402abc4b2a76b9719d911017c592",
                "da39a3ee5e6b4b0d3255bfef95601890afd80709",
                "ea7583cd-a667-48bc-b806-42ecb2b4860",
                "ea7583cd-a667-48bc-b806-42ecb2b486066",
                "ea7583cd-a667-48bc-b806-42ecb2b48606-",
                "-ea7583cd-a667-48bc-b806-42ecb2b48606",
                "ea7583cd--a667-48bc-b806-42ecb2b48606",
                "ea75-83cd-a667-48bc-b806-42ecb2b48606",
                "ea7583cd a667 48bc b806 42ecb2b48606",
                "ea7583cd-a667-48bc-b806-42ecb2b4860g",
                "ea7583cd-a667-48bc-b806-42ecb2b4860\u0661",
                "{ea7583cd-a667-48bc-b806-42ecb2b48606",
                "{idfa}",
                "undefined",
                "%%ADVERTISING_ID%%",
                "00000000-0000-0000-0000-000000000000",
                "{00000000-0000-0000-0000-000000000000}",
                "00000000000000000000000000000000",
                "0",
                "--",
                "\u00a000000000-0000-0000-0000-000000000000",
                "0\u200b"
            })
    void whatIsNoAdvertisingIdIsReportedAndIdentifiesNobody(String id) {
        EncoderFixture event = new EncoderFixture().with("user_data.hashed_maids", id);
        assertThat(event.sent("user_data.hashed_maids").isMissingNode()).isTrue();
        assertThat(event.dropped()).containsExactly("user_data.hashed_maids");
        event.without("user_data.client_ip_address");
        assertThat(event.rejected()).contains("user_data");
    }

    @Test
    void wholeNumbersKeepAllTheirDigits() {
        assertThat(hashes("external_id", 820_982_911_946_154_508L))
                .containsExactly(EncoderFixture.sha256("820982911946154508"));
        assertThat(hashes("external_id", new java.math.BigInteger("82098291194615450801")))
                .containsExactly(EncoderFixture.sha256("82098291194615450801"));
        assertThat(hashes("ph", 14_155_552_671.0)).containsExactly(EncoderFixture.sha256("14155552671"));
        assertThat(hashes("zp", 94_107)).containsExactly(EncoderFixture.sha256("94107"));
        EncoderFixture lost = new EncoderFixture().with("user_data.external_id", 820_982_911_946_154_508.0);
        assertThat(lost.dropped()).containsExactly("user_data.external_id");
    }

    @Test
    void aDigestPassesInLowerCaseAndEachIsSentOnce() {
        List<Object> values = List.of(DIGEST.toUpperCase(), "jane.doe@example.com", "\u00a0" + DIGEST, "x@y.z");
        assertThat(hashes("em", values)).containsExactly(DIGEST, EncoderFixture.sha256("x@y.z"));
        assertThat(hashes("ge", DIGEST)).containsExactly(DIGEST);
    }

    @Test
    void duplicatesAreFoundAmongManyValuesAsAmongFew() {
        List<Object> ids = new ArrayList<>();
        IntStream.range(0, 100).forEach(i -> ids.add("id-" + i % 50));
        assertThat(hashes("external_id", ids))
                .containsExactlyElementsOf(IntStream.range(0, 50)
                        .mapToObj(i -> EncoderFixture.sha256("id-" + i))
                        .toList());
        assertThat(hashes("external_id", Collections.nCopies(40, "same"))).hasSize(1);
    }

    @Test
    void theDigestOfTheEmptyStringIsAPlaceholder() {
        EncoderFixture event =
                new EncoderFixture().with("user_data.fn", List.of(DIGEST_OF_NOTHING, DIGEST_OF_NOTHING.toUpperCase()));
        assertThat(event.sent("user_data.fn").isMissingNode()).isTrue();
        assertThat(event.dropped()).containsExactly("user_data.fn[0]", "user_data.fn[1]");
    }

    @ParameterizedTest
    @EnumSource(HashDetection.class)
    void digestsAreDetectedAsConfigured(HashDetection detection) {
        EncoderFixture event = new EncoderFixture()
                .rules(EncoderFixture.detecting(detection))
                .with("user_data.external_id", List.of(DIGEST, "plain", "später"));
        String plain = EncoderFixture.sha256("plain");
        String later = EncoderFixture.sha256("später");
        List<String> expected = switch (detection) {
            case AUTO -> List.of(DIGEST, plain, later);
            case PLAIN -> List.of(EncoderFixture.sha256(DIGEST), plain, later);
            case HASHED -> List.of(DIGEST);
        };
        assertThat(texts(event.sent("user_data.external_id"))).isEqualTo(expected);
        assertThat(event.dropped())
                .isEqualTo(
                        detection == HashDetection.HASHED
                                ? List.of("user_data.external_id[1]", "user_data.external_id[2]")
                                : List.of());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "US|(415) 555-2671|14155552671",
                "US|14155552671|14155552671",
                "US|4155552671.0|14155552671",
                "US|4.155552671E9|14155552671",
                "DE|030901820.0|4930901820",
                "US|+49 30 901820|4930901820",
                "US|0049 30 901820|4930901820",
                "DE|030 901820|4930901820",
                "DE|(030) 90 18 20 x7|4930901820",
                "DE|٠٣٠ 901820|4930901820",
                "GB|020 7946 0958|442079460958",
                "IT|06 698 12345|390669812345"
            })
    void aPhoneNumberWithoutCountryCodeGetsTheConfiguredOne(String country, String given, String normal) {
        EncoderFixture event = new EncoderFixture().rules(rules(country, "")).with("user_data.ph", given);
        assertThat(texts(event.sent("user_data.ph"))).containsExactly(EncoderFixture.sha256(normal));
    }

    @Test
    void aPhoneNumberThatNoCountryHasIsDropped() {
        EncoderFixture event = new EncoderFixture().rules(rules("DE", "")).with("user_data.ph", "soon");
        assertThat(event.dropped()).containsExactly("user_data.ph");
    }

    @ParameterizedTest
    @CsvSource({
        "dd/MM/uuuu,14/03/1996,19960314",
        "MM/dd/uuuu,03/14/1996,19960314",
        "d.M.uuuu,4.3.1996,19960304",
        "dd/MM/uuuu,1996-03-14,19960314"
    })
    void aBirthDateIsReadByThePatternAndWithTheYearFirst(String pattern, String given, String normal) {
        EncoderFixture event = new EncoderFixture().rules(rules("", pattern)).with("user_data.db", given);
        assertThat(texts(event.sent("user_data.db"))).containsExactly(EncoderFixture.sha256(normal));
    }

    @Test
    void aBirthDateThatDoesNotExistIsDroppedWithAPatternToo() {
        EncoderFixture event =
                new EncoderFixture().rules(rules("", "dd/MM/uuuu")).with("user_data.db", "31/02/1996");
        assertThat(event.dropped()).containsExactly("user_data.db");
    }

    @Test
    void statesAndExternalIdsAreTreatedAsConfigured() {
        EventRules rules = new EventRules(
                OnInvalidField.DROP,
                OnUnknownEvent.REJECT,
                Set.of(),
                Set.of(),
                HashDetection.AUTO,
                Optional.empty(),
                Optional.empty(),
                StateNames.HASH,
                ExternalIdCase.LOWER,
                Duration.ofDays(7));
        EncoderFixture event = new EncoderFixture()
                .rules(rules)
                .with("user_data.st", List.of("Bayern", "AU-NSW", "CA"))
                .with("user_data.external_id", List.of("AbC", "ÄÖ"));
        assertThat(texts(event.sent("user_data.st")))
                .containsExactly(
                        EncoderFixture.sha256("bayern"), EncoderFixture.sha256("nsw"), EncoderFixture.sha256("ca"));
        assertThat(texts(event.sent("user_data.external_id")))
                .containsExactly(EncoderFixture.sha256("abc"), EncoderFixture.sha256("äö"));
    }

    @Test
    void aDefaultCountryWithoutNumberRulesDropsNumbersWithoutCountryCode() {
        EncoderFixture event = new EncoderFixture()
                .rules(rules("AQ", ""))
                .with("user_data.ph", List.of("030 901820", "+49 30 901820"));
        assertThat(texts(event.sent("user_data.ph"))).containsExactly(EncoderFixture.sha256("4930901820"));
        assertThat(event.dropped()).containsExactly("user_data.ph[0]");
    }

    private static List<String> hashes(String member, Object given) {
        EncoderFixture event = new EncoderFixture().with("user_data." + member, given);
        assertThat(event.dropped()).isEmpty();
        return texts(event.sent("user_data." + member));
    }

    private static List<String> texts(JsonNode array) {
        List<String> texts = new ArrayList<>();
        array.forEach(text -> texts.add(text.textValue()));
        return texts;
    }

    private static EventRules rules(String phoneCountry, String birthDate) {
        return new EventRules(
                OnInvalidField.DROP,
                OnUnknownEvent.REJECT,
                Set.of(),
                Set.of(),
                HashDetection.AUTO,
                Optional.of(phoneCountry).filter(country -> !country.isEmpty()),
                Optional.of(birthDate)
                        .filter(pattern -> !pattern.isEmpty())
                        .map(pattern -> DateTimeFormatter.ofPattern(pattern).withResolverStyle(ResolverStyle.STRICT)),
                StateNames.DROP,
                ExternalIdCase.KEEP,
                Duration.ofDays(7));
    }

    @ParameterizedTest
    @CsvSource({"94107.00, 94107", "94107.0, 94107", "01067.0, 01067"})
    void aPostalCodeWithAFractionOfZerosIsItsDigits(String given, String sent) {
        assertThat(hashes("zp", given)).containsExactly(EncoderFixture.sha256(sent));
    }

    @Test
    void aNumberThatIsNotWholeIsNoPostalCode() {
        for (Object given : List.of(94107.5, "94107.5", "9.41E4", "1234.56")) {
            assertThat(new EncoderFixture().with("user_data.zp", given).dropped())
                    .as(given.toString())
                    .containsExactly("user_data.zp");
        }
        assertThat(hashes("zp", "01.310-100")).containsExactly(EncoderFixture.sha256("01310100"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"ffffffff-ffff-ffff-ffff-ffffffffffff", "{11111111-1111-1111-1111-111111111111}"})
    void anAdvertisingIdOfOneDigitIsDropped(String id) {
        assertThat(new EncoderFixture().with("user_data.hashed_maids", id).dropped())
                .containsExactly("user_data.hashed_maids");
    }

    @ParameterizedTest
    @ValueSource(strings = {"dj0yJnU9", "epik=dj0yJnU9", "_epik=dj0yJnU9", "?epik=dj0yJnU9"})
    void aClickIdIsSentWithoutItsName(String given) {
        assertThat(new EncoderFixture()
                        .with("user_data.click_id", given)
                        .sent("user_data.click_id")
                        .textValue())
                .isEqualTo("dj0yJnU9");
    }

    @Test
    void aUrlIsNoClickId() {
        assertThat(new EncoderFixture()
                        .with("user_data.click_id", "https://shop.example.com/?epik=dj0yJnU9")
                        .dropped())
                .containsExactly("user_data.click_id");
    }
}
