package io.github.pinsink.event;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Phone numbers as people and systems write them, with and without a known country. */
class PhoneNumberTest {
    @ParameterizedTest(name = "{1} in {0} is {2}")
    @CsvSource(
            delimiter = '|',
            value = {
                "GB|020 7946 0321|442079460321",
                "GB|(020) 7946 0321|442079460321",
                "GB|(0)20 7946 0321|442079460321",
                "GB|2079460321|442079460321",
                "GB|442079460321|442079460321",
                "FR|01 99 00 12 34|33199001234",
                "DE|030 23125 117|493023125117",
                "DE|030/23125117|493023125117",
                "DE|0049171/1234567|491711234567",
                "DE|0171_1234567|491711234567",
                "US|(212) 555-0147|12125550147",
                "US|1-212-555-0147|12125550147",
                "IT|06 6982 1234|390669821234",
                "RU|8 (495) 123-45-67|74951234567",
                "AR|011 15-2345-6789|5491123456789",
                "AU|0491 570 006|61491570006",
                "JP|03-1234-5678|81312345678",
                "JP|０３－１２３４－５６７８|81312345678",
                "EG|٠٢ ٢٣٤٥ ٦٧٨٩|20223456789",
                "GB|tel:020-7946-0321|442079460321",
                "US|tel:555-0147;phone-context=+1-212|12125550147",
                "GB|020 7946 0321 ext. 12|442079460321",
                "GB|020 7946 0321x12|442079460321",
                "GB|020 7946 0321 #12|442079460321",
                "GB|020 7946 0321;ext=12|442079460321",
                "GB|020 7946 0321,,12|442079460321",
                "RU|8 (495) 123-45-67 доб. 12|74951234567",
                "DE|030 23125117 Durchwahl 12|493023125117",
                "GB|07700 900123 (mobile)|447700900123",
                "GB|Tel. 020 7946 0321|442079460321",
                "US|1-800-FLOWERS|18003569377",
            })
    void aNationalNumberGetsTheCodeOfItsCountry(String country, String given, String sent) {
        assertThat(sent(given, country)).isEqualTo(sent);
    }

    @ParameterizedTest(name = "{1} in {0} is {2}")
    @CsvSource(
            delimiter = '|',
            value = {
                "GB|14155550134|14155550134",
                "GB|493023125117|493023125117",
                "FR|442079460321|442079460321",
                "US|447911123456|447911123456",
                "US|4402079460321|442079460321",
                "GB|1 (415) 555-0134|14155550134",
            })
    void aNumberThatIsValidOnlyWithTheCodeThatItBeginsWithKeepsItsDigits(String country, String given, String sent) {
        assertThat(sent(given, country)).isEqualTo(sent);
    }

    @ParameterizedTest(name = "{1} in {0} is {2}")
    @CsvSource(
            delimiter = '|',
            value = {
                "GB|+61 491 570 006|61491570006",
                "GB|0061 491 570 006|61491570006",
                "GB|(+61) 491 570 006|61491570006",
                "GB|＋61 491 570 006|61491570006",
                "US|011 44 20 7946 0321|442079460321",
                "AU|0011 44 20 7946 0321|442079460321",
                "AU|0044 20 7946 0321|442079460321",
                "JP|010 44 20 7946 0321|442079460321",
                "KR|001-1-212-555-0147|12125550147",
                "GB|tel:+61-491-570-006|61491570006",
                "GB|tel:491-570-006;phone-context=+61|61491570006",
            })
    void aNumberThatSaysItsCountryKeepsIt(String country, String given, String sent) {
        assertThat(sent(given, country)).isEqualTo(sent);
    }

    @ParameterizedTest(name = "{0} is {1}")
    @CsvSource(
            delimiter = '|',
            value = {
                "+44 (0)20 7946 0321|442079460321",
                "+44 (0) 20 7946 0321|442079460321",
                "+44 (020) 7946 0321|442079460321",
                "+44 020 7946 0321|442079460321",
                "+4402079460321|442079460321",
                "0044 (0)20 7946 0321|442079460321",
                "00440207946 0321|442079460321",
                "+39 06 6982 1234|390669821234",
                "+39 (0)6 6982 1234|390669821234",
                "+225 07 12 34 56 78|2250712345678",
                "+1 201 555 0123|12015550123",
                "+7 901 234-56-78|79012345678",
                "+1 800 FLOWERS|18003569377",
                "+1 415 555 2671 x5|14155552671",
                "+1 415 555 2671 ext. 12345678|14155552671",
                "+49 30 1234567/68|49301234567",
                "+1 415 555 2671, 1234|14155552671",
                "+44 20 7946/0321|442079460321",
                "+1 415 555 2671,,12345678#|14155552671",
                "+7 495 123-45-67 доб. 12|74951234567",
                "+44 20 7946 0321 int 12|442079460321",
            })
    void aTrunkZeroAndAnExtensionAreRemovedWithoutACountryToo(String given, String sent) {
        assertThat(sent(given, "")).isEqualTo(sent);
        assertThat(sent(given, "US")).isEqualTo(sent);
    }

    @ParameterizedTest(name = "{0} is {1}")
    @CsvSource(
            delimiter = '|',
            value = {"+030 23125117|493023125117", "+0049 30 23125117|493023125117"})
    void aPlusBeforeAZeroSaysNoCountry(String given, String sent) {
        assertThat(sent(given, "DE")).isEqualTo(sent);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {"4155552671|4155552671", "1-415-555-2671|14155552671"})
    void withoutACountryTheDigitsAreUsedUnchanged(String given, String sent) {
        assertThat(sent(given, "")).isEqualTo(sent);
    }

    @ParameterizedTest
    @ValueSource(strings = {"030 1234567", "0171 1234567", "(0171) 1234567", "+0171 1234567", "tel:0171-1234567"})
    void withoutACountryANumberThatBeginsWithZeroIsDroppedWithTheKeyToSet(String given) {
        EncoderFixture event = event(given, "");
        assertThat(event.dropped()).containsExactly("user_data.ph");
        assertThat(event.encoded().dropped().get(0).text())
                .isEqualTo(
                        "user_data.ph: expected a phone number with its country code, got a number without its country;"
                                + " set mapping.phone.country or mapping.phone.default.country");
    }

    @ParameterizedTest(name = "{1} in {0} is {2}")
    @CsvSource(
            delimiter = '|',
            value = {
                "DE|491711234567|491711234567",
                "DE|4930 1234567|49301234567",
                "AT|436641234567|436641234567",
                "DE|0491 1234567|494911234567",
                "IT|3912345678|393912345678",
                "NO|47123456|4747123456",
                "RU|79012345678|79012345678",
            })
    void aNumberThatBeginsWithTheCodeOfItsOwnCountryKeepsItIfItIsValidWithIt(
            String country, String given, String sent) {
        assertThat(sent(given, country)).isEqualTo(sent);
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(
            strings = {
                "+49 171 1234567 / +49 30 123456",
                "+49 171 1234567; +49 30 123456",
                "+49 171 1234567,+49 30 123456",
                "+49 171 1234567 or +49 30 123456",
                "+49 171 1234567 +49 30 123456",
                "+49 171 1234567 | 030 123456",
                "0171 1234567/030 123456",
                "0171/1234567, 030/123456",
                "mobil 0171 1234567 oder 030 123456",
                "Mobil: 0171 1234567 Büro: 030 123456",
                "004917 11234567 & 030 123456",
            })
    void twoNumbersInOneTextAreTwoValues(String given) {
        assertThat(EncoderFixture.texts(
                        new EncoderFixture().with("user_data.ph", given).rules(EncoderFixture.phonesOf("DE")),
                        "user_data.ph"))
                .containsExactly(EncoderFixture.sha256("491711234567"), EncoderFixture.sha256("4930123456"));
    }

    @Test
    void twoNumbersInOneTextAreTwoValuesAcrossLinesAndInLists() {
        assertThat(EncoderFixture.texts("+49 171 1234567\n+49 30 123456", "user_data.ph"))
                .containsExactly(EncoderFixture.sha256("491711234567"), EncoderFixture.sha256("4930123456"));
        assertThat(EncoderFixture.texts(List.of("+49 171 1234567 / +49 30 123456", "+49 30 123456"), "user_data.ph"))
                .containsExactly(EncoderFixture.sha256("491711234567"), EncoderFixture.sha256("4930123456"));
    }

    @Test
    void ofSeveralNumbersOnlyTheInvalidOneIsDropped() {
        EncoderFixture event = event("+49 171 1234567 / 0171 1234567", "");
        assertThat(event.sent("user_data.ph")).hasSize(1);
        assertThat(event.dropped()).containsExactly("user_data.ph");
    }

    @Test
    void numbersThatCannotBeToldApartAreDroppedWithWhatToDo() {
        assertThat(event("020 7946 0321 020 7946 0322", "GB")
                        .encoded()
                        .dropped()
                        .get(0)
                        .text())
                .endsWith(
                        "got a string of 22 digits; if these are several numbers, put commas between them or map a list");
    }

    @ParameterizedTest
    @ValueSource(strings = {"555-2671", "5552671", "555 2671 ext. 5"})
    void aNumberWithoutItsAreaCodeIsDropped(String given) {
        assertThat(event(given, "US").encoded().dropped().get(0).text())
                .contains("got a number of ", " digits that is not possible in its country");
    }

    @Test
    void aNumberThatIsOnlyPossibleGetsTheCodeOfItsCountry() {
        assertThat(sent("(999) 555-0100", "US")).isEqualTo("19995550100");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "99912345678",
                "9990001112223",
                "1234",
                "020",
                "n/a",
                "+",
                "00",
                "call me",
                "0999 123 456 789 012",
                "020 7946 0321 020 7946 0322"
            })
    void aNumberThatIsNotPossibleInItsCountryAndValidInNoOtherIsDropped(String given) {
        assertThat(event(given, "GB").dropped()).containsExactly("user_data.ph");
    }

    /** The normal form, which must be the same with and without the shortcut for ASCII. */
    private static String sent(String given, String country) {
        String normal = new PhoneNumber().normalize(given, EncoderFixture.phonesOf(country));
        EncoderFixture event = event(given, country);
        assertThat(event.dropped()).isEmpty();
        assertThat(event.sent("user_data.ph").path(0).textValue()).isEqualTo(EncoderFixture.sha256(normal));
        return normal;
    }

    private static EncoderFixture event(String given, String country) {
        return new EncoderFixture().with("user_data.ph", given).rules(EncoderFixture.phonesOf(country));
    }
}
