package io.github.pinsink.mapping.record;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;

/**
 * Numbers that a schema marks by its name as dates and times, as Debezium writes them. The same number of another type would
 * be another time. Debezium's other types need no conversion: zoned times, {@code IsoDate}, {@code IsoTime} and
 * {@code IsoTimestamp} are strings in ISO 8601, and a {@code Year} is a number to its reader too.
 */
final class TemporalTypes {
    private static final long SECONDS_PER_DAY = 86_400;

    private TemporalTypes() {}

    /** The date or time as an ISO 8601 string; the number itself for other types, and for a time of more than a day. */
    static Object of(String type, Number number) {
        long value = number.longValue();
        return switch (type) {
            case "io.debezium.time.Date", org.apache.kafka.connect.data.Date.LOGICAL_NAME ->
                LocalDate.EPOCH.plusDays(number.intValue()).toString();
            case "io.debezium.time.Timestamp", org.apache.kafka.connect.data.Timestamp.LOGICAL_NAME ->
                Instant.ofEpochMilli(value).toString();
            case "io.debezium.time.MicroTimestamp" ->
                Instant.EPOCH.plus(value, ChronoUnit.MICROS).toString();
            case "io.debezium.time.NanoTimestamp" ->
                Instant.EPOCH.plusNanos(value).toString();
            case "io.debezium.time.Time", org.apache.kafka.connect.data.Time.LOGICAL_NAME -> time(value, 1_000, number);
            case "io.debezium.time.MicroTime" -> time(value, 1_000_000, number);
            case "io.debezium.time.NanoTime" -> time(value, 1_000_000_000, number);
            default -> number;
        };
    }

    /** MySQL's TIME can be negative, or longer than a day. */
    private static Object time(long value, long perSecond, Number number) {
        if (value < 0 || value / perSecond >= SECONDS_PER_DAY) {
            return number;
        }
        return DateTimeFormatter.ISO_LOCAL_TIME.format(LocalTime.ofNanoOfDay(value * (1_000_000_000 / perSecond)));
    }
}
