package io.github.pinsink.mapping.record;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaBuilder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Dates and times as Debezium writes them: numbers and strings whose schema has a name. */
class TemporalTypesTest {
    private static Object read(SchemaBuilder schema, Object value) {
        return new ConnectValues().of(schema.build(), value);
    }

    @ParameterizedTest
    @CsvSource({
        "20720, 2026-09-24",
        "0, 1970-01-01",
        "-1, 1969-12-31",
    })
    void aDateIsACountOfDays(int days, String date) {
        assertThat(read(SchemaBuilder.int32().name("io.debezium.time.Date"), days))
                .isEqualTo(date);
        assertThat(read(SchemaBuilder.int32().name("org.apache.kafka.connect.data.Date"), days))
                .isEqualTo(date);
    }

    @ParameterizedTest
    @CsvSource({
        "io.debezium.time.Timestamp, 1790250300123, 2026-09-24T11:45:00.123Z",
        "io.debezium.time.Timestamp, 0, 1970-01-01T00:00:00Z",
        "io.debezium.time.Timestamp, 86400000, 1970-01-02T00:00:00Z",
        "io.debezium.time.MicroTimestamp, 1790250300123456, 2026-09-24T11:45:00.123456Z",
        "io.debezium.time.MicroTimestamp, -1, 1969-12-31T23:59:59.999999Z",
        "io.debezium.time.NanoTimestamp, 1790250300123456789, 2026-09-24T11:45:00.123456789Z",
        "org.apache.kafka.connect.data.Timestamp, 1790250300123, 2026-09-24T11:45:00.123Z",
    })
    void aTimestampIsInTheUnitOfItsType(String type, long value, String time) {
        assertThat(read(SchemaBuilder.int64().name(type), value)).isEqualTo(time);
    }

    @ParameterizedTest
    @CsvSource({
        "io.debezium.time.MicroTime, 42300123456, 11:45:00.123456",
        "io.debezium.time.NanoTime, 42300000000000, 11:45:00",
    })
    void aTimeOfDayIsInTheUnitOfItsType(String type, long value, String time) {
        assertThat(read(SchemaBuilder.int64().name(type), value)).isEqualTo(time);
        assertThat(read(SchemaBuilder.int32().name("io.debezium.time.Time"), 42_300_000))
                .isEqualTo("11:45:00");
        assertThat(read(SchemaBuilder.int32().name("org.apache.kafka.connect.data.Time"), 1))
                .isEqualTo("00:00:00.001");
    }

    @Test
    void aTimeThatIsNoTimeOfDayStaysANumber() {
        SchemaBuilder time = SchemaBuilder.int64().name("io.debezium.time.MicroTime");

        assertThat(read(time, -1L)).isEqualTo(-1L);
        assertThat(read(time, 86_400_000_000L)).isEqualTo(86_400_000_000L);
    }

    @ParameterizedTest
    @CsvSource({
        "io.debezium.time.ZonedTimestamp, 2026-09-24T11:45:00.1Z",
        "io.debezium.time.ZonedTime, 11:45:00Z",
        "io.debezium.time.IsoDate, 2026-09-24Z",
        "io.debezium.time.IsoTime, 11:45:00Z",
        "io.debezium.time.IsoTimestamp, 2026-09-24T11:45:00Z",
    })
    void stringsStayAsTheyAre(String type, String value) {
        assertThat(read(SchemaBuilder.string().name(type), value)).isEqualTo(value);
    }

    @Test
    void numbersOfOtherTypesStayNumbers() {
        assertThat(read(SchemaBuilder.int32().name("io.debezium.time.Year"), 2026))
                .isEqualTo(2026);
        assertThat(read(SchemaBuilder.int64().name("com.example.Cents"), 20_720L))
                .isEqualTo(20_720L);
        assertThat(new ConnectValues().of(null, 20_720)).isEqualTo(20_720);
        assertThat(new ConnectValues().of(Schema.INT32_SCHEMA, 20_720)).isEqualTo(20_720);
    }

    @Test
    void theExtremesOfTheirNumbersDoNotFail() {
        for (long extreme : List.of(Long.MIN_VALUE, Long.MAX_VALUE)) {
            for (String type : List.of("Timestamp", "MicroTimestamp", "NanoTimestamp", "MicroTime", "NanoTime")) {
                assertThat(read(SchemaBuilder.int64().name("io.debezium.time." + type), extreme))
                        .as(type)
                        .isNotNull();
            }
        }
        assertThat(read(SchemaBuilder.int32().name("io.debezium.time.Date"), Integer.MIN_VALUE))
                .isNotNull();
    }
}
