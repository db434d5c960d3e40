package io.github.pinsink.mapping;

import static io.github.pinsink.mapping.MapperFixture.event;
import static io.github.pinsink.mapping.MapperFixture.mapped;
import static io.github.pinsink.mapping.MapperFixture.order;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.hash.Hashing;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The expressions that docs/mapping.md recommends, with the values that they are for. */
class RecipesTest {
    private static final String POSTAL_CODE = "zip ? $pad($string(zip), -5, '0')";

    private final MapperFixture orders = new MapperFixture();

    @ParameterizedTest
    @CsvSource({"2108, 02108", "1067, 01067", "501, 00501", "10115, 10115", "1067.0, 01067", "'\"2108\"', 02108"})
    void aPostalCodeGetsItsZerosBack(String zip, String sent) {
        orders.with("mapping.user_data.zp", POSTAL_CODE);

        assertThat(event(orders.map(order("\"zip\": " + zip)))
                        .at("/user_data/zp/0")
                        .textValue())
                .isEqualTo(Hashing.sha256()
                        .hashString(sent, StandardCharsets.UTF_8)
                        .toString());
    }

    @ParameterizedTest
    @ValueSource(strings = {"null", "\"\"", "0"})
    void aMissingPostalCodeIsNotMadeOfZeros(String zip) {
        MappingResult result = orders.with("mapping.user_data.zp", POSTAL_CODE).map(order("\"zip\": " + zip));

        assertThat(event(result).at("/user_data/zp").isMissingNode()).isTrue();
        assertThat(mapped(result).events().get(0).encoded().dropped()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"4990000, 4.99", "'\"19990000\"', 19.99", "1, 0.000001", "59970000.0, 59.97"})
    void anAmountInMicrosIsExact(String micros, String sent) {
        orders.with("mapping.custom_data.value", "$multiply(price_micros, 0.000001)");

        assertThat(event(orders.map(order("\"price_micros\": " + micros)))
                        .at("/custom_data/value")
                        .textValue())
                .isEqualTo(sent);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "status in ['PAID', 'SHIPPED'] | true",
                "status = 'PAID' and total > 0 | true",
                "paid = true or status = 'PAID' | true",
                "$not(status = 'TEST') | true",
                "$not(missing = 'TEST') | true",
                "missing != 'TEST' | false",
                "$boolean(mail) | false",
                "$exists(mail) | true",
                "$lowercase(status) = 'paid' | true",
                "paid = true | false",
                "$parseBoolean(paid) = true | true",
                "qty = 2 | false",
                "$number(qty) = 2 | true",
                "status = PAID | false",
                "status | false",
                "total | false",
            })
    void aFilterPassesOnlyTrue(String filter, boolean passes) {
        MappingResult result = orders.with("filter", filter)
                .map(order("\"status\": \"PAID\", \"total\": 5, \"paid\": \"true\", \"qty\": \"2\", \"mail\": null"));

        assertThat(result instanceof MappingResult.Mapped).isEqualTo(passes);
        assertThat(result instanceof MappingResult.Skipped).isNotEqualTo(passes);
    }
}
