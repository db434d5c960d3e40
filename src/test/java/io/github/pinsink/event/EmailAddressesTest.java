package io.github.pinsink.event;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** E-mail addresses, as people, mail programs, forms and links write them. */
class EmailAddressesTest {
    private static final String FIELD = "user_data.em";

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Jane Doe <jane@example.com>",
                "Jane <jane@example.com>",
                "JANE DOE <JANE@EXAMPLE.COM>",
                "\"Doe, Jane\" <jane@example.com>",
                "Doe, Jane <jane@example.com>",
                "\"jane@home.example\" <jane@example.com>",
                "'jane@example.com' <jane@example.com>",
                "Jane Doe<jane@example.com>",
                "Jane\tDoe\r\n <jane@example.com>",
                "J\u00f6rg M\u00fcller <jane@example.com>",
                "<jane@example.com>",
                "< jane@example.com >",
                "<<jane@example.com>>",
                "<jane@example.com",
                "jane@example.com>",
                "Jane &lt;jane@example.com&gt;",
                "jane@example.com (Jane Doe)",
                "Jane (jane@example.com)",
                "Jane [jane@example.com]",
                "Jane Doe jane@example.com",
                "jane@example.com Jane",
                "E-mail: jane@example.com",
                "Email:jane@example.com",
                "SMTP:jane@example.com",
                "mailto:jane@example.com",
                "MAILTO:Jane@Example.com",
                "mailto://jane@example.com",
                "mailto: jane@example.com",
                "<mailto:jane@example.com>",
                "mailto:jane@example.com?subject=Hello",
                "mailto:jane@example.com?subject=Hello, you; and more&cc=john@example.com",
                "mailto:jane%40example.com",
                "mailto:Jane%20Doe%20%3Cjane@example.com%3E",
                "[jane@example.com](mailto:jane@example.com)",
                "<a href=\"mailto:jane@example.com\">write</a>",
                "<b>jane@example.com</b>",
                "jane%40example.com",
                "jane%40EXAMPLE.com",
                "jane%2540example.com",
                "%20jane@example.com%20",
                "jane&#64;example.com",
                "\"jane@example.com\"",
                "'jane@example.com'",
                "`jane@example.com`",
                "'jane@example.com",
                "\u201cjane@example.com\u201d",
                "\u2018jane@example.com\u2019",
                "\u201ejane@example.com\u201c",
                "\u00abjane@example.com\u00bb",
                "\u2039jane@example.com\u203a",
                "\u300cjane@example.com\u300d",
                "{\"jane@example.com\"}",
                "[\"jane@example.com\"]",
                "=\"jane@example.com\"",
                "(jane@example.com)",
                "jane@example.com,",
                "jane@example.com;",
                "jane@example.com.",
                "jane@example.com:",
                "jane@example.com)",
                "jane@example.com/",
                "jane@example.com!",
                "jane@example.com...",
                "*jane@example.com*",
                ".jane@example.com",
                ", jane@example.com",
                "; ;jane@example.com; ;",
                "jane@example.com?subject=Hello",
                "jane @example.com",
                "jane@ example.com",
                "jane @ example . com",
                "jane@example. com",
                "jane@\u00a0example.com",
                "ja\u200bne@example.com",
                "\u202ajane@example.com\u202c",
                "\uff4a\uff41\uff4e\uff45\uff20example\uff0ecom",
                "jane\uff20example.com",
                "jane@example.com, jane@example.com",
                "jane@example.com; JANE@example.com",
                "see https://example.com jane@example.com"
            })
    void theAddressIsTakenOutOfWhatIsAroundIt(String given) {
        assertThat(EncoderFixture.texts(given, FIELD)).containsExactly(EncoderFixture.sha256("jane@example.com"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Jane.Doe+Tag@Example.com|jane.doe+tag@example.com",
                "j.a.n.e@gmail.com|j.a.n.e@gmail.com",
                "o'brien@example.com|o'brien@example.com",
                "O\u2019Brien@example.com|o'brien@example.com",
                "_jane_@example.com|_jane_@example.com",
                "-jane-@example.com|-jane-@example.com",
                "jane..doe.@docomo.ne.jp|jane..doe.@docomo.ne.jp",
                "jane/shop@example.com|jane/shop@example.com",
                "a&b@example.com|a&b@example.com",
                "bounce+jane=example.org@lists.example.com|bounce+jane=example.org@lists.example.com",
                "100%@example.com|100%@example.com",
                "jane%2Btag%40example.com|jane+tag@example.com",
                "1@1.example|1@1.example",
                "jane@a-b.example.co.uk|jane@a-b.example.co.uk",
                "jane@xn--exmple-cua.com|jane@xn--exmple-cua.com",
                "J\u00f6rg <J\u00d6RG@ex\u00e4mple.de>|j\u00f6rg@ex\u00e4mple.de",
                "mailto:j%C3%B6rg@example.de|j\u00f6rg@example.de",
                "\u7528\u6237@\u4f8b\u5b50\u3002\u4e2d\u56fd|\u7528\u6237@\u4f8b\u5b50.\u4e2d\u56fd",
                "\u0935\u093f\u0928@\u092d\u093e\u0930\u0924.\u092d\u093e\u0930\u0924|\u0935\u093f\u0928@\u092d\u093e\u0930\u0924.\u092d\u093e\u0930\u0924"
            })
    void dotsTagsAndOtherScriptsAreKept(String given, String address) {
        assertThat(EncoderFixture.texts(given, FIELD)).containsExactly(EncoderFixture.sha256(address));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "jane@example.com,joe@example.org",
                "jane@example.com, joe@example.org",
                "jane@example.com;joe@example.org",
                "jane@example.com joe@example.org",
                "jane@example.com\njoe@example.org",
                "jane@example.com\r\njoe@example.org\r\n",
                "jane@example.com\tjoe@example.org",
                "jane@example.com/joe@example.org",
                "jane@example.com / joe@example.org",
                "jane@example.com|joe@example.org",
                "jane@example.com & joe@example.org",
                "jane@example.com&joe@example.org",
                "jane@example.com or joe@example.org",
                "jane@example.com\u3001joe@example.org",
                "jane @ example.com, joe @ example.org",
                "Jane <jane@example.com>, Joe <joe@example.org>",
                "Jane <jane@example.com> Joe <joe@example.org>",
                "\"Doe, Jane\" <jane@example.com>; \"Roe, Joe\" <joe@example.org>",
                "<jane@example.com><joe@example.org>",
                "jane@example.com, Joe <joe@example.org>",
                "mailto:jane@example.com,joe@example.org?subject=Hello",
                "mailto:jane@example.com;mailto:joe@example.org",
                "jane%40example.com%2Cjoe%40example.org",
                "[\"jane@example.com\",\"joe@example.org\"]",
                "'jane@example.com','joe@example.org'",
                "jane@example.com, joe@example.org, JANE@example.com"
            })
    void eachAddressOfATextIsAValue(String given) {
        String jane = EncoderFixture.sha256("jane@example.com");
        String joe = EncoderFixture.sha256("joe@example.org");
        assertThat(EncoderFixture.texts(given, FIELD)).containsExactly(jane, joe);
        assertThat(EncoderFixture.texts(Arrays.asList(null, "JOE@example.org", given), FIELD))
                .as("in a list")
                .containsExactly(joe, jane);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://social.example.com/@mira",
                "https://jane@example.com/",
                "https://www.example.com/?email=jane@example.com",
                "ftp://jane@example.com",
                "@jane",
                "@example.com",
                "jane@",
                "jane@.",
                "a@b",
                "jane@localhost",
                "a@b@c",
                "jane@example.com@example.org",
                "jane@@example.com",
                "jane doe@example.com",
                "jane@exam ple",
                "jane@exa_mple.com",
                "jane@example..com",
                "jane@.example.com",
                "jane@-example.com",
                "jane@example-.com",
                "jane@example.com-",
                "jane@127.0.0.1",
                "jane@[192.168.0.1]",
                "jane@example.com/home",
                "sip:jane@example.com",
                "xmpp:jane@example.com",
                "acct:jane@example.com",
                "\"jane doe\"@example.com",
                "Jane <jane@localhost>",
                "Jane <jane at example.com>",
                "jane at example.com",
                "jane.example.com",
                "mailto:",
                "mailto:?to=jane@example.com",
                "100%",
                "jane%ZZ@",
                "%C3@example.com%"
            })
    void whatIsNoAddressIsDroppedAndReported(String given) {
        EncoderFixture event = new EncoderFixture().with(FIELD, given);
        assertThat(event.sent(FIELD).isMissingNode()).isTrue();
        assertThat(event.encoded().dropped())
                .extracting(Problem::text)
                .containsExactly(FIELD + ": expected an e-mail address, got a string of length " + given.length());
        assertThat(event.with(FIELD, List.of(given)).dropped()).containsExactly(FIELD + "[0]");
        assertThat(event.without("user_data.client_ip_address").rejected()).contains("user_data");
    }

    @ParameterizedTest
    @ValueSource(strings = {"@", "%40", "<>", ",", "\""})
    void punctuationIsAPlaceholder(String given) {
        EncoderFixture event = new EncoderFixture().with(FIELD, given);
        assertThat(event.sent(FIELD).isMissingNode()).isTrue();
        assertThat(event.encoded().dropped())
                .extracting(Problem::text)
                .containsExactly(
                        FIELD + ": expected an e-mail address, got punctuation; a placeholder counts as absent");
    }

    @Test
    void anInvalidPartIsReportedAndTheOthersAreSent() {
        EncoderFixture event = new EncoderFixture().with(FIELD, "jane@example.com; joe@; mia@example.org");
        assertThat(event.sent(FIELD)).hasSize(2);
        assertThat(event.dropped()).containsExactly(FIELD);
        event.with(FIELD, List.of("x@example.com", "jane@example.com @joe"));
        assertThat(event.sent(FIELD)).hasSize(2);
        assertThat(event.dropped()).containsExactly(FIELD + "[1]");
        assertThat(event.rules(EncoderFixture.strict()).rejected()).containsExactly(FIELD + "[1]");
    }

    @Test
    void anAddressThatIsTooLongIsDropped() {
        String label = "x".repeat(63);
        String domain = String.join(".", label, label, label, "x".repeat(61));
        assertThat(EmailAddresses.in("y".repeat(64) + "@" + domain)).hasSize(1).doesNotContain("");
        for (String tooLong :
                List.of("y".repeat(65) + "@x.de", "y@x" + label + ".de", "y@x" + domain, "y@x.x" + label)) {
            assertThat(new EncoderFixture().with(FIELD, tooLong).dropped()).containsExactly(FIELD);
        }
    }

    @Test
    void aTextThatIsTooLongForTheValueOfAFormIsDropped() {
        String many = "jane@example.com, ".repeat(111);
        assertThat(EncoderFixture.texts(many, FIELD)).hasSize(1);
        assertThat(new EncoderFixture().with(FIELD, many + "jane@example.com").dropped())
                .containsExactly(FIELD);
    }

    @Property
    void anAddressIsFoundWhateverIsAroundIt(
            @ForAll("addresses") String address, @ForAll("prefixes") String before, @ForAll("suffixes") String after) {
        assertThat(EmailAddresses.in(before + address + after)).containsExactly(address.toLowerCase(Locale.ROOT));
    }

    @Property
    void allAddressesOfAListAreFound(
            @ForAll @Size(min = 1, max = 5) List<@net.jqwik.api.From("addresses") String> addresses,
            @ForAll("separators") String separator) {
        List<String> lower = addresses.stream()
                .map(address -> address.toLowerCase(Locale.ROOT))
                .toList();
        assertThat(EmailAddresses.in(String.join(separator, addresses))).isEqualTo(lower);
        List<String> hashes =
                new LinkedHashSet<>(lower).stream().map(EncoderFixture::sha256).toList();
        assertThat(EncoderFixture.texts(String.join(separator, addresses), FIELD))
                .isEqualTo(hashes);
        assertThat(EncoderFixture.texts(addresses, FIELD)).isEqualTo(hashes);
    }

    @Property(tries = 5_000)
    void theShortcutForAnOrdinaryAddressFindsWhatTheSearchFinds(@ForAll("nearlyAddresses") String given) {
        byte[] into = new byte[Math.max(16, given.length())];
        int length = FieldNormalizers.EMAIL.normalizeAscii(given, 0, given.length(), into, EventRules.standard());
        if (length != FieldNormalizer.NO_SHORTCUT) {
            assertThat(EmailAddresses.in(given))
                    .containsExactly(new String(into, 0, length, StandardCharsets.US_ASCII));
        }
    }

    @Property
    void theShortcutTakesEachOrdinaryAddress(@ForAll("asciiAddresses") String address) {
        byte[] into = new byte[Math.max(16, address.length())];
        assertThat(FieldNormalizers.EMAIL.normalizeAscii(address, 0, address.length(), into, EventRules.standard()))
                .isEqualTo(address.length());
    }

    @Property(tries = 2_000)
    void whatIsFoundIsAnAddressWhateverTheTextIs(@ForAll("nearlyAddresses") String given) {
        List<String> found = new ArrayList<>(EmailAddresses.in(given));
        assertThat(found).isNotEmpty();
        assertThat(found.subList(0, found.size() - 1)).doesNotContain("");
        found.remove("");
        for (String address : found) {
            assertThat(EmailAddresses.in(address)).containsExactly(address);
            assertThat(address).containsOnlyOnce("@").doesNotContainAnyWhitespaces();
        }
    }

    @Provide
    Arbitrary<String> asciiAddresses() {
        return addresses("abzAZ019._+-", "abzAZ09");
    }

    @Provide
    Arbitrary<String> addresses() {
        return addresses("abzAZ019._+-\u00f6\u7528", "abzAZ09\u00e4\u4f8b");
    }

    private static Arbitrary<String> addresses(String localPart, String label) {
        Arbitrary<String> first = Arbitraries.strings().withChars("abzAZ019_").ofLength(1);
        Arbitrary<String> rest = Arbitraries.strings().withChars(localPart).ofMaxLength(12);
        Arbitrary<String> domain = Arbitraries.strings()
                .withChars(label)
                .ofMinLength(1)
                .ofMaxLength(8)
                .list()
                .ofMinSize(1)
                .ofMaxSize(3)
                .map(labels -> String.join(".", labels));
        Arbitrary<String> top = Arbitraries.of("com", "de", "ORG", "museum");
        return Combinators.combine(first, rest, domain, top).as((a, b, c, d) -> a + b + "@" + c + "." + d);
    }

    @Provide
    Arbitrary<String> prefixes() {
        return Arbitraries.of(
                "", " ", "<", "'", "\"", "(", "mailto:", "Jane Doe <", "\"Doe, Jane\" <", "E-mail: ", ", ");
    }

    @Provide
    Arbitrary<String> suffixes() {
        return Arbitraries.of("", " ", ">", "'", "\"", ")", ",", ";", ".", "?subject=x", " (Jane Doe)", "> ", "/");
    }

    @Provide
    Arbitrary<String> separators() {
        return Arbitraries.of(",", ", ", ";", "; ", " ", "  ", "\n", "\r\n", "/", " / ", "|", ">, Jane <", "\", \"");
    }

    /** Ordinary addresses with some characters changed, and texts of their characters. */
    @Provide
    Arbitrary<String> nearlyAddresses() {
        Arbitrary<String> noise = Arbitraries.strings()
                .withChars("a1.@-_+ ,;<>'\"/:%\u00a0\u00f6")
                .ofMaxLength(3);
        Arbitrary<String> changed = Combinators.combine(
                        addresses(), noise, Arbitraries.integers().between(0, 12))
                .as((address, what, where) -> new StringBuilder(address)
                        .insert(Math.min(where, address.length()), what)
                        .toString());
        Arbitrary<String> any = Arbitraries.strings()
                .withChars("aZ1.@-_+ ,;<>'\"/:%?&")
                .ofMinLength(1)
                .ofMaxLength(20);
        return Arbitraries.oneOf(addresses(), changed, any);
    }
}
