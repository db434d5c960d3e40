package io.github.pinsink.tools.suggest;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class AmountUnitsTest {
    @Test
    void theNameSaysTheSmallestUnit() {
        assertThat(minor("totalCents", "EUR", 500, 1000)).isPresent();
    }

    @Test
    void aShortNameSaysItOnlyOfItsCurrency() {
        assertThat(minor("totalGr", "PLN", 500, 1000)).isPresent();
        assertThat(minor("totalGr", "EUR", 500, 1000)).isEmpty();
    }

    @Test
    void digitsThatPricesInWholeUnitsSeldomHaveSayIt() {
        assertThat(minor("total", "EUR", 13278, 4591, 12343, 5642)).isPresent();
    }

    @Test
    void roundNumbersSayNothing() {
        assertThat(minor("total", "EUR", 1200, 4590, 1299, 5640)).isEmpty();
    }

    @Test
    void numbersOfACurrencyThatIsMostlyPaidInWholeUnitsSayNothing() {
        assertThat(minor("total", "HUF", 13278, 4591, 12343, 5642)).isEmpty();
    }

    @Test
    void aFieldSaysTheUnit() {
        RecordShape shape = new RecordShape();
        shape.add(Map.of("total", 1200, "unit", "pence"));
        AmountUnits units = AmountUnits.of(shape, Optional.empty());

        assertThat(units.minor(shape.field("total").orElseThrow()))
                .hasValueSatisfying(why -> assertThat(why).contains("by the values of unit"));
    }

    private static Optional<String> minor(String name, String currency, Integer... amounts) {
        RecordShape shape = new RecordShape();
        for (Integer amount : List.of(amounts)) {
            shape.add(Map.of(name, amount, "currency", currency));
        }
        Optional<Candidate> code = FieldCandidates.of(shape).best(FieldRules.of("custom_data.currency"));
        return AmountUnits.of(shape, code).minor(shape.field(name).orElseThrow());
    }
}
