package io.github.pinsink.tools.anonymize;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.pinsink.config.ConnectorConfig;
import io.github.pinsink.mapping.MappingPlan;
import java.math.BigDecimal;
import java.util.Locale;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.AlphaChars;
import net.jqwik.api.constraints.Chars;
import net.jqwik.api.constraints.NumericChars;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Invented values have the form of the original ones. */
class InventedTextTest {
    private static final MappingPlan PLAN = ConnectorConfig.parse(Map.of(
                    "pinterest.ad.account.id", "1",
                    "pinterest.access.token", "token",
                    "mapping.event_name", "'checkout'",
                    "mapping.action_source", "'web'",
                    "mapping.event_time", "t",
                    "mapping.user_data.em", "e",
                    "filter", "status = 'PAID' and $contains(mail, '@mycompany.example')"))
            .mappingPlans()
            .defaultPlan()
            .orElseThrow();
    private static final InventedText TEXT = new InventedText("secret", new Vocabulary(PLAN));

    @ParameterizedTest
    @CsvSource(
            delimiter = '~',
            value = {
                "Jane.Doe+x@mail.example.de~[A-Z][a-z]{3}\\.[A-Z][a-z]{2}\\+[a-z]@example\\.(com|org|net)",
                "Jane Doe <jane@acme.de>~[A-Z][a-z]{3} [A-Z][a-z]{2} <[a-z]{4}@example\\.(com|org|net)>",
                "jane%40acme.de~[a-z]{4}%40example\\.(com|org|net)",
                "+49 151 2345678~\\+49 1[1-9]{2} [1-9]{7}",
                "(415) 555-2671~\\([1-9]{3}\\) [1-9]{3}-[1-9]{4}",
                "4111 1111 1111 1234~([1-9]{4} ?){4}",
                "87.123.4.5~(192\\.0\\.2|198\\.51\\.100|203\\.0\\.113)\\.\\d+",
                "10.0.0.9, 87.123.4.5:443~10\\.0\\.0\\.\\d+, \\d+\\.\\d+\\.\\d+\\.\\d+:[1-9]{3}",
                "at 10:20:30 from 2a02:8108::1~.*2001:db8::.*",
                "38400000-8cf0-41bd-b23e-10b96e40000d~[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-b[0-9a-f]{3}-[0-9a-f]{12}",
                "1984-07-23~19[0-9]{2}-\\d\\d-\\d\\d",
                "SW1A 1AA~[A-Z]{2}[1-9][A-Z] [1-9][A-Z]{2}",
                "00742~00[1-9]{3}",
                "Straße 5~[A-Z][a-z]{5} [1-9]",
                "1.41556E+10~[1-9]\\.[1-9]{5}E\\+10"
            })
    void keepsTheForm(String original, String form) {
        assertThat(TEXT.all(original)).matches(form).isNotEqualTo(original);
    }

    @Test
    void keepsWhatTheMappingComparesWith() {
        assertThat(TEXT.all("jane@mycompany.example"))
                .endsWith("@mycompany.example")
                .doesNotStartWith("jane");
    }

    @Test
    void inventsTheSameForEqualValuesWhereverTheyAre() {
        String url = TEXT.all("https://shop.acme.de/x?mail=jane%40acme.de&order=ORD-55817#top");

        assertThat(url).startsWith("https://shop.example.").doesNotContain("acme", "55817", "jane");
        assertThat(url).contains("order=" + TEXT.all("ORD-55817") + "#");
        assertThat(url.replace("%40", "@")).contains(TEXT.all("jane@acme.de"));
        assertThat(new InventedText("other", new Vocabulary(PLAN)).all("ORD-55817"))
                .isNotEqualTo(TEXT.all("ORD-55817"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"Brass table lamp", "LMP-204", "Wool rug, 120 x 170", "7.9", "2026-11-24T10:00:00Z", "EUR"})
    void leavesWhatDoesNotLookPersonal(String value) {
        assertThat(TEXT.hasPersonalForm(value)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "for jane@acme.de",
                "call +49 151 2345678",
                "from 87.123.4.5",
                "d41d8cd98f00b204e9800998ecf8427e",
                "eyJhbGciOiJIUzI1NiJ9abc",
                "4111111111111234"
            })
    void findsWhatLooksPersonalInsideOfAText(String value) {
        assertThat(TEXT.hasPersonalForm(value)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"sha256_email_address", "contexts_com_acme_ecommerce_transaction_1", "address2", "name"})
    void leavesNamesOfProperties(String name) {
        assertThat(TEXT.propertyName(name)).isEqualTo(name);
    }

    @Property
    void noLetterAndNoDigitButZeroStays(
            @ForAll @AlphaChars @NumericChars @Chars({' ', '-', 'é', 'ß', 'Ж'}) @StringLength(min = 1, max = 15)
                    String value) {
        String invented = TEXT.shape(value, value);

        assertThat(invented).hasSameSizeAs(value);
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            if (Character.isLetter(c) || Character.isDigit(c) && c != '0') {
                assertThat(invented.charAt(i)).isNotEqualTo(c);
                assertThat(Character.isDigit(invented.charAt(i))).isEqualTo(Character.isDigit(c));
                assertThat(Character.isUpperCase(invented.charAt(i))).isEqualTo(Character.isUpperCase(c));
            } else {
                assertThat(invented.charAt(i)).isEqualTo(c);
            }
        }
        assertThat(TEXT.shape(value, value)).isEqualTo(invented);
    }

    @Property
    void numbersKeepTheirNumberOfDigitsAndTheirType(@ForAll int number) {
        BigDecimal invented = TEXT.number(BigDecimal.valueOf(number));

        assertThat(invented.intValueExact()).hasToString(invented.toPlainString());
        assertThat(invented.toPlainString()).hasSameSizeAs(String.valueOf(number));
        assertThat(invented.signum()).isEqualTo(Integer.signum(number));
    }

    @Test
    void roundNumbersChangeToo() {
        assertThat(TEXT.number(BigDecimal.valueOf(100_000)))
                .isBetween(BigDecimal.valueOf(100_001), BigDecimal.valueOf(199_999));
        assertThat(TEXT.number(new BigDecimal("1200.0")).toPlainString()).endsWith(".0");
    }

    @Test
    void upperAndLowerCaseOfAnAddressBecomeTheSameAddress() {
        assertThat(TEXT.all("JANE@ACME.DE").toLowerCase(Locale.ROOT)).isEqualTo(TEXT.all("jane@acme.de"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"x", "a-", "a.", ":", "a:", "%4", "ab cd ", "@", "x@y "})
    @Timeout(20)
    void readsALongTextOnce(String part) {
        String text = part.repeat(400_000 / part.length());

        assertThat(TEXT.all(text)).isNotEmpty();
        assertThat(TEXT.hasPersonalForm(text + " jane@example.org")).isTrue();
    }
}
