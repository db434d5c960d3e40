package io.github.pinsink.preview;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;

/** The options of the command line. */
final class Options {
    static final String CONFIG = "--config";
    static final String RECORD = "--record";
    static final String BOOTSTRAP_SERVER = "--bootstrap-server";
    static final String CONSUMER_CONFIG = "--consumer-config";
    static final String TOPIC = "--topic";
    static final String MAX_RECORDS = "--max-records";
    static final String FROM_BEGINNING = "--from-beginning";
    static final String KEY = "--key";
    static final String HEADERS = "--headers";
    static final String PARTITION = "--partition";
    static final String OFFSET = "--offset";
    static final String TIMESTAMP = "--timestamp";
    static final String NOW = "--now";
    static final String EXPLAIN = "--explain";
    static final String OUTPUT = "--output";

    private static final List<String> WITH_VALUE = List.of(
            CONFIG,
            RECORD,
            BOOTSTRAP_SERVER,
            CONSUMER_CONFIG,
            TOPIC,
            MAX_RECORDS,
            KEY,
            HEADERS,
            PARTITION,
            OFFSET,
            TIMESTAMP,
            NOW,
            OUTPUT);
    private static final List<String> FLAGS = List.of(FROM_BEGINNING, EXPLAIN);

    /** Numbers below this are seconds. As milliseconds, it would be in March 1973. */
    private static final long FIRST_MILLIS = 100_000_000_000L;

    /** The format of the report. */
    enum Output {
        TEXT,
        JSON
    }

    private final Map<String, String> values;

    private Options(Map<String, String> values) {
        this.values = values;
    }

    static Options parse(String... arguments) throws UsageException {
        Map<String, String> values = new HashMap<>();
        Iterator<String> rest = Arrays.asList(arguments).iterator();
        while (rest.hasNext()) {
            String argument = rest.next();
            int equals = argument.startsWith("--") ? argument.indexOf('=') : -1;
            String name = equals < 0 ? argument : argument.substring(0, equals);
            if (FLAGS.contains(name) && equals < 0) {
                values.put(name, "");
            } else if (!WITH_VALUE.contains(name)) {
                throw new UsageException("unknown option " + name);
            } else if (equals >= 0) {
                values.put(name, argument.substring(equals + 1));
            } else if (rest.hasNext()) {
                values.put(name, rest.next());
            } else {
                throw new UsageException(name + " requires a value");
            }
        }
        Options options = new Options(values);
        options.check();
        return options;
    }

    private void check() throws UsageException {
        if (!has(CONFIG)) {
            throw new UsageException(CONFIG + " is required: the file with the connector's config");
        }
        if (has(RECORD) == has(BOOTSTRAP_SERVER)) {
            throw new UsageException("specify either " + RECORD + " with a file (or - for standard input), or "
                    + BOOTSTRAP_SERVER + " with " + TOPIC);
        }
        if (has(BOOTSTRAP_SERVER) && !has(TOPIC)) {
            throw new UsageException(BOOTSTRAP_SERVER + " requires " + TOPIC);
        }
        output();
        now();
        timestamp();
        offset();
        partition();
        maxRecords();
    }

    /** The names of all options. */
    static List<String> all() {
        return Stream.concat(WITH_VALUE.stream(), FLAGS.stream()).toList();
    }

    boolean has(String name) {
        return values.containsKey(name);
    }

    Optional<String> text(String name) {
        return Optional.ofNullable(values.get(name));
    }

    String required(String name) {
        return text(name).orElseThrow();
    }

    Output output() throws UsageException {
        return switch (text(OUTPUT).orElse("text")) {
            case "text" -> Output.TEXT;
            case "json" -> Output.JSON;
            default -> throw new UsageException(OUTPUT + ": expected text or json");
        };
    }

    int partition() throws UsageException {
        return (int) number(PARTITION, 0, 0, Integer.MAX_VALUE);
    }

    /** The offset of the first record. */
    long offset() throws UsageException {
        return number(OFFSET, 0, 0, Long.MAX_VALUE);
    }

    int maxRecords() throws UsageException {
        return (int) number(MAX_RECORDS, 1_000, 1, 10_000_000);
    }

    OptionalLong now() throws UsageException {
        return millis(NOW);
    }

    OptionalLong timestamp() throws UsageException {
        return millis(TIMESTAMP);
    }

    private OptionalLong millis(String name) throws UsageException {
        String text = values.get(name);
        if (text == null) {
            return OptionalLong.empty();
        }
        if (text.matches("\\d{1,15}")) {
            long number = Long.parseLong(text);
            return OptionalLong.of(number < FIRST_MILLIS ? number * 1_000 : number);
        }
        try {
            return OptionalLong.of(
                    text.endsWith("Z")
                            ? Instant.parse(text).toEpochMilli()
                            : OffsetDateTime.parse(text).toInstant().toEpochMilli());
        } catch (DateTimeParseException e) {
            throw new UsageException(
                    name + ": expected a time such as 2026-11-24T12:00:00Z, or Unix seconds or milliseconds");
        }
    }

    private long number(String name, long defaultValue, long min, long max) throws UsageException {
        if (!has(name)) {
            return defaultValue;
        }
        try {
            long number = Long.parseLong(values.get(name));
            if (number >= min && number <= max) {
                return number;
            }
        } catch (NumberFormatException e) {
            throw new UsageException(name + ": expected a whole number");
        }
        throw new UsageException(name + ": expected a whole number from " + min + " to " + max);
    }
}
