package io.github.pinsink.event;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Each field of the event in each situation a value can be in. */
class FieldSpecificationTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final List<FieldSpecification> ROWS = FieldSpecification.ALL;
    private static final List<FieldSpecification> MEMBERS = FieldSpecification.MEMBERS;

    /** Separates the path of a list from a property of its entries. */
    private static final String ENTRY = "[].";

    private static final Pattern LENGTH = Pattern.compile("at most (\\d+) characters");
    private static final Pattern RANGE = Pattern.compile("(\\d+) to (\\d+)");
    private static final Pattern WORDS = Pattern.compile("\\w+(, \\w+)+");
    /** What says no more than the type and the cases of the table do. */
    private static final String WITHOUT_EDGES =
            "|ISO 639-1|ISO 4217|SHA-256 in lower-case hex|Unix seconds, not before 1970|one of the API's names, .*";

    @Test
    void everyFieldHasARowInTheOrderOfTheEvent() {
        assertThat(ROWS)
                .extracting(FieldSpecification::path)
                .containsExactlyElementsOf(
                        EventSchema.fields().stream().map(EventField::path).toList());
    }

    @ParameterizedTest
    @FieldSource("ROWS")
    void aUsualValueIsConvertedToTheApisForm(FieldSpecification row) {
        EncoderFixture event = new EncoderFixture().with(row.path(), row.usual());
        assertThat(event.sent(row.path())).isEqualTo(expected(row, row.sent()));
        assertThat(event.dropped()).isEmpty();
    }

    @ParameterizedTest
    @FieldSource("ROWS")
    void absentValuesAreNotSent(FieldSpecification row) {
        assertAbsentWithoutProblem(row, new EncoderFixture().without(row.path()));
        assertAbsentWithoutProblem(row, new EncoderFixture().with(row.path(), null));
        assertAbsentWithoutProblem(row, new EncoderFixture().with(row.path(), ""));
        assertAbsentWithoutProblem(row, new EncoderFixture().with(row.path(), " \t\u00a0\u200b\ufeff\n"));
        assertAbsentWithoutProblem(row, new EncoderFixture().with(row.path(), List.of()));
    }

    @ParameterizedTest
    @FieldSource("ROWS")
    void aValueOfTheWrongTypeIsDroppedAndReported(FieldSpecification row) {
        assertRejected(row, row.wrongType(), row.path());
        assertRejected(row, new StringBuilder("text that is no string"), row.path());
    }

    @ParameterizedTest
    @FieldSource("ROWS")
    void aValueOutOfBoundsIsDroppedAndReported(FieldSpecification row) {
        for (Object value : row.outOfBounds()) {
            assertRejected(row, value, row.path());
        }
    }

    @ParameterizedTest
    @FieldSource("ROWS")
    void aListIsAcceptedByListFieldsAndAListOfOneByOthers(FieldSpecification row) {
        EventField field = EventSchema.field(row.path()).orElseThrow();
        EncoderFixture one = new EncoderFixture().with(row.path(), List.of(row.usual()));
        assertThat(one.sent(row.path())).isEqualTo(expected(row, row.sent()));

        if (field.type().isList()) {
            EncoderFixture several = new EncoderFixture().with(row.path(), row.list());
            assertThat(several.sent(row.path())).isEqualTo(expected(row, row.sentOfList()));
            assertThat(several.dropped()).containsExactlyElementsOf(row.droppedFromList());
        } else if (!row.sentOfList().isEmpty()) {
            EncoderFixture several = new EncoderFixture().with(row.path(), row.list());
            assertThat(several.sent(row.path()))
                    .isEqualTo(expected(row, row.sentOfList().get(0)));
            assertThat(several.dropped()).isEmpty();
        } else {
            assertRejected(row, row.list(), row.path());
        }
    }

    @ParameterizedTest
    @FieldSource("ROWS")
    void onInvalidFieldRejectRejectsWhatWouldBeDropped(FieldSpecification row) {
        EncoderFixture event = new EncoderFixture()
                .rules(EncoderFixture.strict())
                .with("user_data.em", "jane@example.com")
                .with(row.path(), row.wrongType());
        assertThat(event.rejected()).isNotEmpty().allMatch(path -> path.startsWith(row.path()));
    }

    @Test
    void everyPropertyOfContentsHasARow() {
        assertThat(MEMBERS)
                .extracting(FieldSpecification::path)
                .containsExactlyElementsOf(fieldsAndMembers()
                        .map(EventField::path)
                        .filter(path -> path.contains(ENTRY))
                        .toList());
    }

    @ParameterizedTest
    @FieldSource("MEMBERS")
    void aPropertyOfContentsIsTreatedLikeAFieldOfItsType(FieldSpecification row) {
        EncoderFixture usual = inContents(row.path(), row.usual());
        assertThat(sentInContents(usual, row.path())).isEqualTo(JSON.valueToTree(row.sent()));
        assertThat(usual.dropped()).isEmpty();
        assertThat(sentInContents(inContents(row.path(), List.of(row.usual())), row.path()))
                .isEqualTo(JSON.valueToTree(row.sent()));

        for (Object nothing : Arrays.asList(null, "", " \t\u00a0\u200b\ufeff\n", List.of())) {
            EncoderFixture event = inContents(row.path(), nothing);
            assertThat(sentInContents(event, row.path()).isMissingNode()).isTrue();
            assertThat(event.dropped()).isEmpty();
        }

        List<Object> unfit = new ArrayList<>(row.outOfBounds());
        unfit.add(row.wrongType());
        unfit.add(row.list());
        unfit.add(new StringBuilder("text that is no string"));
        for (Object value : unfit) {
            EncoderFixture event = inContents(row.path(), value);
            assertThat(sentInContents(event, row.path()).isMissingNode()).isTrue();
            assertThat(event.event().at("/custom_data/contents")).hasSize(1);
            assertThat(event.dropped()).containsExactly(row.path().replace(ENTRY, "[0]."));
            assertThat(event.rules(EncoderFixture.strict()).rejected())
                    .containsExactly(row.path().replace(ENTRY, "[0]."));
        }
    }

    /** The bounds of the page, which are those of the API's description, each tested on both sides. */
    @ParameterizedTest
    @MethodSource("fieldsAndMembers")
    void valuesAtTheirBoundsAreSentAndValuesBeyondAreNot(EventField field) {
        List<Object> inside = new ArrayList<>();
        List<Object> outside = new ArrayList<>();
        Matcher length = LENGTH.matcher(field.bounds());
        Matcher range = RANGE.matcher(field.bounds());
        if (length.find()) {
            int longest = Integer.parseInt(length.group(1));
            inside.add(textOf(longest));
            outside.add(textOf(longest + 1));
        } else if (range.matches()) {
            inside.addAll(List.of(Long.parseLong(range.group(1)), Long.parseLong(range.group(2))));
            outside.addAll(List.of(Long.parseLong(range.group(1)) - 1, Long.parseLong(range.group(2)) + 1));
        } else if (field.bounds().equals("64 bits")) {
            inside.addAll(List.of(Long.MIN_VALUE, Long.MAX_VALUE));
            outside.add(BigInteger.valueOf(Long.MAX_VALUE).add(BigInteger.ONE));
            outside.add(BigInteger.valueOf(Long.MIN_VALUE).subtract(BigInteger.ONE));
        } else if (field.bounds().endsWith("of at most 40 digits")) {
            inside.add("9".repeat(40));
            outside.add("9".repeat(41));
        } else if (field.bounds().endsWith("at most 100 entries")) {
            inside.add(Collections.nCopies(100, "en"));
            outside.add(Collections.nCopies(101, "en"));
        } else if (WORDS.matcher(field.bounds()).matches()) {
            inside.addAll(List.of(field.bounds().split(", ")));
            outside.add(field.bounds());
        } else {
            assertThat(field.bounds())
                    .as("bounds that this test does not parse")
                    .matches(WITHOUT_EDGES);
        }
        boolean isMember = field.path().contains(ENTRY);
        for (Object value : inside) {
            EncoderFixture event = isMember ? inContents(field.path(), value) : with(field.path(), value);
            JsonNode sent = isMember ? sentInContents(event, field.path()) : event.sent(field.path());
            assertThat(sent)
                    .as(value.toString())
                    .isEqualTo(EncoderFixture.json(JSON.valueToTree(value).toString()));
        }
        for (Object value : outside) {
            EncoderFixture event = isMember ? inContents(field.path(), value) : with(field.path(), value);
            String told = field.path().replace(ENTRY, "[0].");
            assertThat(event.rules(EncoderFixture.strict()).rejected())
                    .as(value.toString())
                    .contains(told);
        }
    }

    /** A string of that length that is also a valid language tag. */
    private static String textOf(int length) {
        return "abcdefg-".repeat(length / 8 + 1).substring(0, length);
    }

    private static EncoderFixture with(String path, Object value) {
        return new EncoderFixture().with(path, value);
    }

    private static EncoderFixture inContents(String path, Object value) {
        String member = path.substring(path.indexOf(ENTRY) + ENTRY.length());
        Map<String, Object> entry = new HashMap<>();
        entry.put(member.equals("item_name") ? "id" : "item_name", "kept");
        entry.put(member, value);
        return with("custom_data.contents", entry);
    }

    private static JsonNode sentInContents(EncoderFixture event, String path) {
        return event.sent("custom_data.contents").path(0).path(path.substring(path.indexOf(ENTRY) + ENTRY.length()));
    }

    static Stream<EventField> fieldsAndMembers() {
        return EventSchema.fields().stream()
                .flatMap(field -> Stream.concat(Stream.of(field), field.properties().stream()));
    }

    @ParameterizedTest
    @MethodSource("fieldsAndMembers")
    void whatTheReferencePageSaysIsTrue(EventField field) throws Exception {
        assertThat(field.examples()).isNotEmpty();
        assertThat(field.documentation()).endsWith(".");
        for (EventField.Example example : field.examples()) {
            Object given = JSON.readValue(example.given(), Object.class);
            boolean isMember = field.path().contains("[]");
            String path = isMember ? "custom_data.contents" : field.path();
            Map<String, Object> entry = new HashMap<>(Map.of("id", "S-1"));
            entry.put(field.name(), given);
            EncoderFixture event =
                    new EncoderFixture().with("user_data.hashed_maids", "ea7583cd-a667-48bc-b806-42ecb2b48606");
            event.with("user_data.em", "jane@example.com").with(path, isMember ? entry : given);
            JsonNode sent = isMember ? event.sent(path).path(0).path(field.name()) : event.sent(path);
            if (example.sent().isEmpty()) {
                assertThat(sent.isMissingNode()).as(example.given()).isTrue();
            } else if (field.hashed()) {
                String normal = JSON.readValue(example.sent(), String.class);
                assertThat(sent).isEqualTo(JSON.valueToTree(List.of(EncoderFixture.sha256(normal))));
            } else {
                assertThat(sent).isEqualTo(JSON.readTree(example.sent()));
            }
        }
    }

    private static void assertAbsentWithoutProblem(FieldSpecification row, EncoderFixture event) {
        if (row.path().equals("event_id")) {
            assertThat(event.sent("event_id").textValue()).isEqualTo(EncoderFixture.DEFAULT_ID);
        } else if (EventSchema.field(row.path()).orElseThrow().required()) {
            assertThat(event.rejected()).containsExactly(row.path());
        } else {
            event.with("user_data.em", row.path().equals("user_data.em") ? null : "jane@example.com");
            if (row.path().equals("user_data.em")) {
                event.without("user_data.em").with("user_data.hashed_maids", "ea7583cd-a667-48bc-b806-42ecb2b48606");
            }
            assertThat(event.sent(row.path()).isMissingNode()).isTrue();
            assertThat(event.dropped()).isEmpty();
        }
    }

    private static void assertRejected(FieldSpecification row, Object value, String told) {
        EncoderFixture event = new EncoderFixture().with("user_data.em", "jane@example.com");
        if (row.path().equals("user_data.em")) {
            event.with("user_data.hashed_maids", "ea7583cd-a667-48bc-b806-42ecb2b48606");
        }
        event.with(row.path(), value);
        FieldRole role = EventSchema.field(row.path()).orElseThrow().role();
        if (role.isRequired() || role == FieldRole.OPT_OUT) {
            assertThat(event.rejected()).containsExactly(told);
        } else {
            assertThat(event.sent(row.path()).isMissingNode()).isTrue();
            assertThat(event.dropped()).isNotEmpty().allMatch(path -> path.startsWith(told));
        }
    }

    /** Of a hashed field the table holds the texts that are hashed. */
    private static JsonNode expected(FieldSpecification row, Object sent) {
        if (EventSchema.field(row.path()).orElseThrow().hashed()) {
            List<?> texts = sent instanceof List<?> list ? list : List.of(sent);
            return JSON.valueToTree(texts.stream()
                    .map(text -> EncoderFixture.sha256((String) text))
                    .toList());
        }
        return EncoderFixture.json(JSON.valueToTree(sent).toString());
    }
}
