package io.github.pinsink.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.pinsink.event.EventField;
import io.github.pinsink.event.EventSchema;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a message of the API says is kept, and what it quotes is not. */
class ApiMessageTest {
    private static final String LETTERS = "abcdefghijklmnopqrstuvwxyz";
    private static final String HEX = "0123456789abcdef";
    private static final String BASE64 = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
    private static final List<String> FRAMES = List.of(
            "Invalid request: %s is not of type 'string'",
            "%s is not valid",
            "The event was rejected because of %s",
            "bad value (%s) in data[0].user_data.em",
            "Additional properties are not allowed (%s was unexpected)",
            "Given event_timestamp: 1678203524 and value: %s; it is too old",
            "%s does not match '^[a-f0-9]{64}$'",
            "'em' and %s are not unique",
            "expected a digest, got %s. Please retry later.");
    private static final List<String> QUOTES = List.of(
            "'%s'",
            "\"%s\"",
            "`%s`",
            "“%s”",
            "‘%s’",
            "„%s“",
            "«%s»",
            "‹%s›",
            "&quot;%s&quot;",
            "&#39;%s&#39;",
            "\\\"%s\\\"",
            "'%s",
            "\"%s",
            "“%s",
            "[\"%s\"]",
            "{'fn': ['%s']}",
            "{\"fn\": \"%s\"}",
            "'x %s y'",
            "\"x's %s\"");

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Authentication failed.",
                "You are not permitted to access that resource.",
                "AdAccount not found.",
                "The request was invalid.",
                "This request exceeded a rate limit. Please retry later.",
                "The endpoint has been ramped down and is currently not accepting any traffic.",
                "Invalid request: Additional properties are not allowed ('category_name' was unexpected)",
                "'user_data' is a required property",
                "data[17].user_data.em is missing",
                "upstream did not answer in time",
                "The event can't be processed: it is more than 7 days old",
                "not all events were processed"
            })
    void whatItSaysIsKept(String message) {
        assertThat(ApiMessage.of(message)).isEqualTo(message);
    }

    /** So that the log names the field if Pinterest does not know it. */
    @ParameterizedTest
    @MethodSource("fields")
    void theNameOfAnyFieldThatTheConnectorSendsIsKept(String field) {
        String message = "Additional properties are not allowed ('" + field + "' was unexpected)";
        assertThat(ApiMessage.of(message)).isEqualTo(message);
    }

    static Stream<String> fields() {
        return Stream.concat(EventSchema.fields().stream().map(EventField::path), EventSchema.extraFields().stream())
                .flatMap(path -> Stream.of(path.split("\\.")))
                .map(name -> name.replace("[]", ""))
                .distinct();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "'jane' is not of type 'object'|'…' is not of type 'object'",
                "Invalid event_timestamp parameter. Current timestamp: 1727469267, Given event_timestamp: 1678203524"
                        + "|Invalid event_timestamp parameter. Current timestamp: [digits], Given event_timestamp: [digits]",
                "from 2001:db8::1 and ::1|from [address] and [address]",
                "the token pina_AbCdEf is expired|the token [value] is expired",
                "Authorization: Bearer abcdef|Authorization: [value] [value]",
                "digest a3f5c2d1e9 is cut|digest [value] is cut",
                "write to jane@example.com now|write to [address] now",
                "write to jane @ example.com now|write to [address] now",
                "('jane_doe' was unexpected)|('…' was unexpected)",
                "call +49 170 1234567 or (030) 901820|call [digits] or [digits]"
            })
    void whatItQuotesIsMasked(String message, String expected) {
        assertThat(ApiMessage.of(message)).isEqualTo(expected);
    }

    @Property(tries = 3_000)
    void noQuotedValueStays(@ForAll long seed) {
        Random random = new Random(seed);
        String value = quotedValue(random);
        String quoted = any(QUOTES, random).replace("%s", value);
        assertGone(value, any(FRAMES, random).replace("%s", quoted), random);
    }

    @Property(tries = 3_000)
    void noValueThatTellsItselfByItsFormStays(@ForAll long seed) {
        Random random = new Random(seed);
        String value = bareValue(random);
        assertGone(value, any(FRAMES, random).replace("%s", value), random);
    }

    /** Messages are cut where they come from, too. */
    private static void assertGone(String value, String message, Random random) {
        int begin = message.indexOf(value);
        int cut =
                random.nextInt(3) == 0 ? Math.min(message.length(), begin + 8 + random.nextInt(80)) : message.length();
        String given = message.substring(0, cut);
        for (String kept :
                List.of(ApiMessage.of(given), ApiMessage.kind(given), String.join(";", ApiMessage.kinds(given)))) {
            String found = kept.toLowerCase(Locale.ROOT);
            for (int i = 0; i + 6 <= value.length(); i++) {
                String piece = value.substring(i, i + 6).toLowerCase(Locale.ROOT);
                assertThat(found).as("of <%s>", given).doesNotContain(piece);
            }
            assertThat(found).as("of <%s>", given).doesNotContain(value.toLowerCase(Locale.ROOT));
        }
    }

    private static String quotedValue(Random random) {
        return switch (random.nextInt(6)) {
            case 0 -> "q" + some(LETTERS, 5 + random.nextInt(12), random);
            case 1 -> "Zq" + some(LETTERS, 4, random) + " O'" + "Zq" + some(LETTERS, 5, random);
            case 2 -> "zq" + some(LETTERS, 4, random) + "; zq" + some(LETTERS, 4, random);
            case 3 -> "zq" + some(LETTERS, 4, random) + ". zq" + some(LETTERS, 4, random);
            case 4 -> "Жанна" + some("абвгд", 4, random);
            default -> bareValue(random);
        };
    }

    private static String bareValue(Random random) {
        return switch (random.nextInt(14)) {
            case 0 -> some(LETTERS, 6, random) + "@" + some(LETTERS, 5, random) + ".example";
            case 1 -> "10." + random.nextInt(256) + "." + random.nextInt(256) + ".17";
            case 2 -> "2001:db8:" + some(HEX, 4, random) + "::" + some(HEX, 4, random);
            case 3 -> "fe80::" + some(HEX, 3, random) + ":" + some(HEX, 4, random) + "%eth0";
            case 4 -> "::ffff:" + "10.1." + random.nextInt(256) + ".9";
            case 5 -> "pina_" + some(LETTERS + LETTERS.toUpperCase(Locale.ROOT), 20, random);
            case 6 ->
                "eyJ" + some(BASE64, 20, random) + "." + some(BASE64, 30, random) + "." + some(BASE64, 20, random);
            case 7 -> some(HEX, 64, random);
            case 8 -> some(HEX, 8 + random.nextInt(20), random) + "…";
            case 9 -> "+49 " + (100 + random.nextInt(900)) + " " + (1_000_000 + random.nextInt(9_000_000));
            case 10 ->
                "(0" + (100 + random.nextInt(900)) + ") " + (100 + random.nextInt(900)) + "-"
                        + (1_000 + random.nextInt(9_000));
            case 11 ->
                "https://" + some(LETTERS, 6, random) + ".example/" + some(LETTERS, 6, random) + "?q="
                        + some(LETTERS, 6, random);
            case 12 -> Integer.toString(100_000_000 + random.nextInt(900_000_000));
            default -> "zq_" + some(LETTERS, 8, random);
        };
    }

    private static String some(String letters, int length, Random random) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < length; i++) {
            text.append(letters.charAt(random.nextInt(letters.length())));
        }
        return text.toString();
    }

    private static String any(List<String> list, Random random) {
        return list.get(random.nextInt(list.size()));
    }

    @Test
    void aMessageOfAnyLengthIsCutAfterItsValuesAreMasked() {
        String digest = "a3f5".repeat(16);
        for (int before = 0; before < 400; before++) {
            assertThat(ApiMessage.of("is ".repeat(before) + digest))
                    .doesNotContain("a3f5")
                    .hasSizeLessThan(305);
        }
        assertThat(ApiMessage.of("q".repeat(1_000_000))).doesNotContain("qqqq");
        assertThat(ApiMessage.of("bad '" + "q ".repeat(500_000))).doesNotContain("q");
    }

    @Test
    void theKindOfAMessageIsTheSameWhateverItQuotes() {
        assertThat(List.of("'jane' is bad in event 7", "'web' is bad in event 1234", "\"O'Brien\" is bad in event e12"))
                .map(ApiMessage::kind)
                .containsOnly("'…' is bad in event #");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Invalid value for search_string: gift for anna smith|Invalid value for search_string: [value] for [value] [value]",
                "fn: john smith is invalid|fn: [value] [value] is invalid",
                "ct=san francisco; send one city|[value] [value]; send one city",
                "the value (anna) is bad|the value ([value]) is bad",
                "the value <anna> is bad|the value <[value]> is bad",
                "error: too many events in the request|error: too many events in the request",
            })
    void wordsThatMayBeAValueAreMasked(String message, String masked) {
        assertThat(ApiMessage.of(message)).isEqualTo(masked);
    }
}
