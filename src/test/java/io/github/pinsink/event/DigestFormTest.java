package io.github.pinsink.event;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.pinsink.event.EventRules.HashDetection;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import net.jqwik.api.Assume;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Values of hashed fields that somebody has hashed before. */
class DigestFormTest {
    private static final String DIGEST = "86e0b9e56c17cc4d12387e1949b85053fbe73bc3ce5a1188713a9d300cc6133d";
    private static final byte[] BYTES = HexFormat.of().parseHex(DIGEST);
    private static final String BASE64 = Base64.getEncoder().encodeToString(BYTES);
    private static final String MD5 = "b58996c504c5638798eb6b511e6f49af";
    private static final String SHA_1 = "e6b6afbd6d76bb5d2041542d7d2e3fac5bb05593";

    private static final List<String> HASHED = EventSchema.fields().stream()
            .filter(EventField::hashed)
            .map(EventField::path)
            .toList();

    static Stream<String> markedForms() {
        String paired = HexFormat.ofDelimiter(":").formatHex(BYTES);
        return Stream.of(
                DIGEST.toUpperCase(Locale.ROOT),
                "sha256:" + DIGEST,
                "SHA256:" + DIGEST.toUpperCase(Locale.ROOT),
                "sha-256:" + DIGEST,
                "sha256=" + DIGEST,
                "sha256 " + DIGEST,
                "SHA256: " + DIGEST,
                "sha256-" + BASE64,
                "sha256$" + DIGEST,
                "{SHA256}" + BASE64,
                "{SHA256}" + DIGEST,
                "0x" + DIGEST,
                "0X" + DIGEST.toUpperCase(Locale.ROOT),
                "\\x" + DIGEST,
                "x'" + DIGEST + "'",
                "{" + DIGEST + "}",
                "\"" + DIGEST + "\"",
                "'" + DIGEST + "'",
                "\"sha256:" + DIGEST + "\"",
                paired,
                paired.toUpperCase(Locale.ROOT).replace(':', '-'),
                paired.replace(':', ' '));
    }

    @ParameterizedTest
    @MethodSource("markedForms")
    void aSha256DigestThatShowsThatItIsOneIsRepairedInEachHashedField(String given) {
        for (String field : HASHED) {
            assertThat(EncoderFixture.texts(given, field)).as(field).containsExactly(DIGEST);
            assertThat(EncoderFixture.texts(List.of("\u00a0" + given + "\n", DIGEST), field))
                    .as(field)
                    .containsExactly(DIGEST);
        }
    }

    static Stream<String> unmarkedForms() {
        String urlSafe = Base64.getUrlEncoder().withoutPadding().encodeToString(BYTES);
        return Stream.of(
                BASE64,
                urlSafe,
                BASE64.replace("=", "%3D"),
                "\"" + BASE64 + "\"",
                DIGEST.replaceAll("(.{8})(?!$)", "$1-"),
                DIGEST.substring(0, 32) + " " + DIGEST.substring(32));
    }

    @ParameterizedTest
    @MethodSource("unmarkedForms")
    void base64AndGroupsAreRepairedWhereTheyCannotBeAPlainValue(String given) {
        for (String field : HASHED) {
            if (field.equals("user_data.hashed_maids")) {
                continue;
            }
            boolean isPlain = field.equals("user_data.external_id");
            assertThat(EncoderFixture.texts(given, field))
                    .as(field)
                    .containsExactly(isPlain ? EncoderFixture.sha256(given) : DIGEST);
        }
    }

    @ParameterizedTest
    @CsvSource({
        MD5 + ",an MD5 digest",
        "B58996C504C5638798EB6B511E6F49AF,an MD5 digest",
        "md5:" + MD5 + ",an MD5 digest",
        "b5:89:96:c5:04:c5:63:87:98:eb:6b:51:1e:6f:49:af,an MD5 digest",
        "tYmWxQTFY4eY62tRHm9Jrw==,an MD5 digest",
        SHA_1 + ",a SHA-1 digest",
        "sha1:" + SHA_1 + ",a SHA-1 digest",
        "0x" + SHA_1 + ",a SHA-1 digest",
        "5ravvW12u10gQVQtfS4/rFuwVZM=,a SHA-1 digest",
        MD5 + MD5 + MD5 + ",a SHA-384 digest",
        MD5 + MD5 + MD5 + MD5 + ",a SHA-512 digest",
        MD5 + "b58996c504c5638798eb6b511e6f49,a digest of 62 hex digits",
        "$2a$10$N9qo8uLOickgx2ZMRZoMyeIjZAgcfl7p92ldGxad68LJZdL17lhWy,a bcrypt hash"
    })
    void aDigestOfAnotherAlgorithmIsDroppedAndTheMessageNamesIt(String given, String name) {
        for (String field : List.of("em", "ph", "ge", "db", "ln", "fn", "ct", "st", "zp", "country")) {
            String path = "user_data." + field;
            EncoderFixture event = new EncoderFixture().with(path, given);
            assertThat(event.sent(path).isMissingNode()).as(field).isTrue();
            List<Problem> dropped = event.encoded().dropped();
            assertThat(dropped).hasSize(1);
            assertThat(dropped.get(0).code()).isEqualTo(ProblemCode.UNSUPPORTED_DIGEST);
            assertThat(dropped.get(0).text())
                    .startsWith(path + ": expected ")
                    .endsWith(", got a string that looks like " + name + "; Pinterest accepts SHA-256 only");
            assertThat(event.with(path, List.of(DIGEST, given)).dropped()).containsExactly(path + "[1]");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                MD5,
                SHA_1,
                "tYmWxQTFY4eY62tRHm9Jrw==",
                "b58996c5-04c5-6387-98eb-6b511e6f49af",
                "b58996c5-04c5-6387-98eb-6b511e6f49af:b58996c5-04c5-6387-98eb-6b511e6f49af",
                "shaun",
                "sha256"
            })
    void anExternalIdMayLookLikeADigest(String id) {
        assertThat(EncoderFixture.texts(id, "user_data.external_id")).containsExactly(EncoderFixture.sha256(id));
    }

    @Test
    void ordinaryLongNamesAreNotTakenForDigests() {
        for (String name : List.of(
                "Llanfairpwllgwyngyllgogerychwyrndrobwllllantysiliogogogoch",
                "Maria da Concei\u00e7\u00e3o Rodrigues dos Santos",
                "Wolfeschlegelsteinhausenbergerdorffsenior43",
                "Taumatawhakatangihangakoauauotamateaturipuk")) {
            assertThat(EncoderFixture.texts(name, "user_data.ln"))
                    .containsExactly(EncoderFixture.sha256(name.toLowerCase(Locale.ROOT)));
        }
    }

    @Test
    void theDigestOfTheEmptyStringIsAPlaceholderInEachForm() {
        String empty = EncoderFixture.sha256("");
        String base64 = Base64.getEncoder().encodeToString(HexFormat.of().parseHex(empty));
        EncoderFixture event =
                new EncoderFixture().with("user_data.em", List.of("sha256:" + empty, "0x" + empty, base64));
        assertThat(event.sent("user_data.em").isMissingNode()).isTrue();
        assertThat(event.dropped()).containsExactly("user_data.em[0]", "user_data.em[1]", "user_data.em[2]");
    }

    @Test
    void withDetectionOffEachFormIsAPlainValue() {
        EncoderFixture event = new EncoderFixture()
                .rules(EncoderFixture.detecting(HashDetection.PLAIN))
                .with("user_data.external_id", "sha256:" + DIGEST)
                .with("user_data.fn", BASE64)
                .with("user_data.em", "0x" + DIGEST);
        assertThat(event.sent("user_data.external_id/0").textValue())
                .isEqualTo(EncoderFixture.sha256("sha256:" + DIGEST));
        assertThat(event.sent("user_data.fn/0").textValue())
                .isEqualTo(EncoderFixture.sha256(BASE64.toLowerCase(Locale.ROOT)));
        assertThat(event.dropped()).containsExactly("user_data.em");
    }

    @Test
    void whereOnlyDigestsAreExpectedAnExternalIdIsRepairedToo() {
        EncoderFixture event = new EncoderFixture()
                .rules(EncoderFixture.detecting(HashDetection.HASHED))
                .with("user_data.external_id", List.of(BASE64, MD5, "plain"));
        assertThat(event.sent("user_data.external_id")).hasSize(1);
        assertThat(event.sent("user_data.external_id/0").textValue()).isEqualTo(DIGEST);
        assertThat(event.encoded().dropped())
                .extracting(Problem::code)
                .containsExactly(ProblemCode.UNSUPPORTED_DIGEST, ProblemCode.INVALID_VALUE);
    }

    @Property(tries = 200)
    void eachFormOfADigestIsTheSameDigest(@ForAll @Size(32) byte[] digest) {
        String hex = HexFormat.of().formatHex(digest);
        // Zeros are a placeholder.
        Assume.that(!hex.matches("0*"));
        List<String> forms = List.of(
                hex.toUpperCase(Locale.ROOT),
                "sha256:" + hex,
                "0x" + hex,
                "{" + hex + "}",
                Base64.getEncoder().encodeToString(digest),
                HexFormat.ofDelimiter("-").formatHex(digest));
        assertThat(EncoderFixture.texts(forms, "user_data.em")).containsExactly(hex);
        assertThat(EncoderFixture.texts(forms, "user_data.ph")).containsExactly(hex);
    }
}
