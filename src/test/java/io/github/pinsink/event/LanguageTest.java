package io.github.pinsink.event;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The language of a user is a code, not the first letters of a word. */
class LanguageTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "de|de",
                "EN|en",
                "en-US|en",
                "pt_BR|pt",
                "zh-Hant-TW|zh",
                "de-CH-1996|de",
                "en_US.UTF-8|en",
                "sr_RS@latin|sr",
                "fr-CH, fr;q=0.9, en;q=0.8|fr",
                "fr;q=0.9|fr",
                "iw-IL|he",
            })
    void isTheFirstSubtagOfTwoLetters(String text, String language) {
        assertThat(StringRules.language(text)).isEqualTo(language);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "English",
                "Nederlands",
                "Eesti",
                "español",
                "日本語",
                "fil-PH",
                "deu",
                "eng_US",
                "haw",
                "xx-US",
                "x-klingon",
                "en1",
                "en US",
                "e",
                "*",
                "de-",
                "German (Germany)"
            })
    void isNotTheBeginningOfAWordOrOfALongerCode(String text) {
        assertThat(StringRules.language(text)).isEmpty();
    }
}
