package io.github.pinsink.tools.suggest;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NameMatchTest {
    private static final List<String> NAMES = List.of(
            "order date",
            "order number",
            "customer number",
            "postal code",
            "unit price",
            "birth date",
            "email address");

    @ParameterizedTest
    @CsvSource({
        "OrderNumber, order number",
        "ord_nbr, order number",
        "date_commande, order date",
        "numero_de_pedido, order number",
        "Bestellnummer, order number",
        "klantnummer, customer number",
        "num_cliente, customer number",
        "kod_pocztowy, postal code",
        "prezzo_unitario, unit price",
        "Geburtsdatum, birth date",
        "data_nascimento, birth date",
        "fecha_nacimiento, birth date",
        "emailadres, email address",
        "KUNNR, customer number",
        "NETPR, unit price"
    })
    void aNameOfAnyLanguageIsFoundByItsEnglish(String name, String english) {
        assertThat(NameMatch.of(NAMES, Words.of(name)))
                .hasValueSatisfying(match -> assertThat(NAMES.get(match.rank())).isEqualTo(english));
    }

    @Test
    void accentsDoNotMatter() {
        assertThat(Words.of("Montant_Payé")).isEqualTo(Words.of("montant_paye"));
        assertThat(Words.of("ilość")).containsExactly("ilosc");
    }

    @Test
    void aSingleWordIsNoNameInReverse() {
        assertThat(NameMatch.of(List.of("total"), Words.of("total_items"))).isEmpty();
    }

    @Test
    void theRestIsWhatStandsBeforeTheName() {
        assertThat(NameMatch.of(NAMES, List.of("buyer", "order", "number")))
                .hasValueSatisfying(match -> assertThat(match.rest()).containsExactly("buyer"));
    }
}
