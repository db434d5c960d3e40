package io.github.pinsink.mapping;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.pinsink.event.EventEncoder;
import io.github.pinsink.event.Problem;
import java.nio.charset.StandardCharsets;
import java.util.AbstractList;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A malicious or unexpected record does not affect other records. */
class HostileRecordTest {
    private static final String GOOD = "{\"time\":1762999000,\"email\":\"jane.doe@example.com\",\"order\":\"1004\"}";

    @Test
    void anUnexpectedExceptionRejectsTheRecordAndNotTheNext() {
        Mapper mapper = new MapperFixture()
                .with("mapping.custom_data.order_id", "order")
                .mapper();
        String expected = json(MapperFixture.map(mapper, MapperFixture.record(null, GOOD)));

        for (RuntimeException fault : List.of(
                new IllegalStateException("jane.doe@example.com"), new ClassCastException("jane.doe@example.com"))) {
            Map<String, Object> value = new HashMap<>(Map.of("time", 1_762_999_000L, "order", "1"));
            value.put("email", failing(fault));
            assertThat(reason(MapperFixture.map(mapper, MapperFixture.record(null, value))))
                    .contains(fault.getClass().getSimpleName())
                    .doesNotContain("jane");
            assertThat(json(MapperFixture.map(mapper, MapperFixture.record(null, GOOD))))
                    .isEqualTo(expected);
        }
    }

    @Test
    void aValueThatNestsDeeperThanTheStackRejectsTheRecord() {
        Object deep = "x";
        for (int i = 0; i < 200_000; i++) {
            deep = new ArrayList<>(List.of(deep));
        }
        Map<String, Object> value =
                new HashMap<>(Map.of("time", 1_762_999_000L, "email", "joe@example.com", "order", deep));
        for (String expression : List.of("order", "$string(order)", "$distinct([order, order])", "order = order")) {
            Mapper mapper = new MapperFixture()
                    .with("mapping.custom_data.order_id", expression)
                    .mapper();
            MappingResult result = MapperFixture.map(mapper, MapperFixture.record(null, value));
            assertThat(result).as(expression).isNotNull();
            assertThat(MapperFixture.map(mapper, MapperFixture.record(null, GOOD)))
                    .as("the next record, with %s", expression)
                    .isInstanceOf(MappingResult.Mapped.class);
        }
    }

    /** Pairs of letters whose hash by 33 is the same, so all names of such pairs have the same hash, whatever its seed. */
    private static String namesOfOneHash(int pairs) {
        return IntStream.range(0, 1 << pairs)
                .mapToObj(bits -> IntStream.range(0, pairs)
                        .mapToObj(pair -> (bits >> pair & 1) == 0 ? "Ab" : "BA")
                        .collect(Collectors.joining("", "\"", "\":1")))
                .collect(Collectors.joining(","));
    }

    @ParameterizedTest
    @CsvSource({"9, false", "12, false", "9, true", "12, true"})
    void propertyNamesOfOneHashDoNotFailLaterRecords(int pairs, boolean parsedByExpression) {
        String object = "{" + namesOfOneHash(pairs) + "," + GOOD.substring(1);
        String text = parsedByExpression
                ? "{\"payload\":\"" + object.replace("\"", "\\\"") + "\"," + GOOD.substring(1)
                : object;
        for (Object value : List.of(text, text.getBytes(StandardCharsets.UTF_8))) {
            Mapper hostile = new MapperFixture()
                    .with("mapping.custom_data.order_id", "$parseJson(payload).order ?: order")
                    .mapper();
            for (int i = 0; i < 3; i++) {
                MapperFixture.map(hostile, MapperFixture.record(null, value));
            }
            String others = IntStream.range(0, 2_000)
                    .mapToObj(i -> "\"name" + i + "\":" + i)
                    .collect(Collectors.joining(",", "{", "," + GOOD.substring(1)));
            for (Object good : List.of(GOOD, others, others.getBytes(StandardCharsets.UTF_8))) {
                assertThat(MapperFixture.map(new MapperFixture().mapper(), MapperFixture.record(null, good)))
                        .as("a record of another task")
                        .isInstanceOf(MappingResult.Mapped.class);
            }
        }
    }

    @Test
    void anEventOfMoreThanAMillionBytesIsRejected() {
        String text = "x".repeat(EventEncoder.MAX_EVENT_BYTES);
        assertThat(reason(new MapperFixture()
                        .with("mapping.custom_data.search_string", "text")
                        .map("{\"text\":\"" + text + "\"," + GOOD.substring(1))))
                .matches("event: expected at most 1000000 bytes, got 1000\\d{3} bytes; map fewer or shorter values");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "$record.text",
                "$record.blanks",
                "$record.texts",
            })
    void theEventsOfARecordHaveABoundedSize(String expression) {
        String elements = IntStream.range(0, 1_000).mapToObj(Integer::toString).collect(Collectors.joining(","));
        String record = "{\"text\":\"" + "é".repeat(100_000) + "\",\"blanks\":\"" + " ".repeat(100_000)
                + "x\",\"texts\":[" + "\"a\",".repeat(20_000) + "\"b\"],\"elements\":[" + elements + "],"
                + GOOD.substring(1);
        Mapper mapper = new MapperFixture()
                .with("explode", "elements")
                .with("mapping.event_time", "$record.time")
                .with("mapping.user_data.em", "$record.email")
                .with("mapping.custom_data.search_string", expression)
                .with("mapping.custom_data.content_ids", expression)
                .with("mapping.language", expression)
                .with("mapping.user_data.external_id", expression)
                .mapper();
        assertThat(reason(MapperFixture.map(mapper, MapperFixture.record(null, record))))
                .isEqualTo("expected events of at most 8000000 bytes from one record, got more; map fewer or shorter"
                        + " values, or explode fewer elements");
    }

    @ParameterizedTest
    @ValueSource(strings = {"nesting", "number", "name"})
    void jsonThatExceedsALimitOfTheParserIsNotReportedAsInvalid(String kind) {
        String property = switch (kind) {
            case "nesting" -> "\"x\":" + "[".repeat(2_000) + "]".repeat(2_000);
            case "number" -> "\"email\":" + "9".repeat(2_000);
            default -> "\"" + "n".repeat(60_000) + "\":1";
        };
        assertThat(reason(new MapperFixture().map("{" + property + "}")))
                .contains("exceeds a limit of the parser")
                .contains("nesting of 1000")
                .doesNotContain("is not JSON");
    }

    @Test
    void aByteOrderMarkIsSkipped() {
        for (Object value : List.of("\uFEFF" + GOOD, ("\uFEFF" + GOOD).getBytes(StandardCharsets.UTF_8))) {
            assertThat(new MapperFixture().map(value)).isInstanceOf(MappingResult.Mapped.class);
        }
    }

    private static List<Object> failing(RuntimeException fault) {
        return new AbstractList<>() {
            @Override
            public Object get(int index) {
                throw fault;
            }

            @Override
            public int size() {
                return 2;
            }
        };
    }

    private static String reason(MappingResult result) {
        assertThat(result).isInstanceOf(MappingResult.Invalid.class);
        return String.join(
                "; ",
                ((MappingResult.Invalid) result)
                        .problems().stream().map(Problem::text).toList());
    }

    private static String json(MappingResult result) {
        return new String(
                ((MappingResult.Mapped) result).events().get(0).encoded().json(), StandardCharsets.UTF_8);
    }
}
