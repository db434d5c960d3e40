package io.github.pinsink.sandbox.bench;

import java.time.Duration;
import java.util.List;

/**
 * The options of the end-to-end benchmark.
 *
 * @param label the name of the result file
 * @param records the number of orders in each run
 * @param tasks {@code tasks.max}
 * @param latencyMillis the API's latency
 * @param converter {@code json} for JsonConverter, or {@code bytes} for ByteArrayConverter: then the connector parses the
 *     JSON
 * @param partitions the number of partitions of the topic
 * @param recordBytes the length of each record's value
 * @param accounts the number of ad accounts that the events are sent to
 * @param perSecond the number of orders produced per second while the connector runs; 0 to produce all of them before
 * @param rate {@code rate.limit.per.minute}
 * @param apiLimit the API responds 429 to more calls in any 60 seconds; 0 for no limit
 * @param heap the worker's heap, as in {@code -Xmx}
 * @param repeats the number of measured runs, after a warm-up
 * @param baselines whether to measure the do-nothing sink and the blocking sender too
 * @param limitSeconds the timeout for each run
 * @param workerJvm additional options for the worker's JVM, separated by semicolons
 * @param connector additional properties of the connector, as {@code key=value} separated by semicolons
 */
record BenchOptions(
        String label,
        int records,
        int tasks,
        int latencyMillis,
        String converter,
        int partitions,
        int recordBytes,
        int accounts,
        int perSecond,
        int rate,
        int apiLimit,
        String heap,
        int repeats,
        boolean baselines,
        int limitSeconds,
        String workerJvm,
        String connector) {

    private static final List<String> NAMES = List.of(
            "label",
            "records",
            "tasks",
            "latency-ms",
            "converter",
            "partitions",
            "record-bytes",
            "accounts",
            "per-second",
            "rate",
            "api-limit",
            "heap",
            "repeats",
            "baselines",
            "limit-s",
            "worker-jvm",
            "connector");

    /** Parses {@code name=value} arguments. */
    static BenchOptions parse(List<String> arguments) {
        for (String argument : arguments) {
            if (argument.indexOf('=') < 0 || !NAMES.contains(argument.substring(0, argument.indexOf('=')))) {
                throw new IllegalArgumentException(
                        "expected name=value with one of the names " + NAMES + ", got " + argument);
            }
        }
        return new BenchOptions(
                text(arguments, "label", "run"),
                number(arguments, "records", 3_000_000),
                number(arguments, "tasks", 1),
                number(arguments, "latency-ms", 100),
                text(arguments, "converter", "json"),
                number(arguments, "partitions", 4),
                number(arguments, "record-bytes", 850),
                number(arguments, "accounts", 1),
                number(arguments, "per-second", 0),
                number(arguments, "rate", 1_000_000),
                number(arguments, "api-limit", 0),
                text(arguments, "heap", "1g"),
                number(arguments, "repeats", 3),
                Boolean.parseBoolean(text(arguments, "baselines", "true")),
                number(arguments, "limit-s", 300),
                text(arguments, "worker-jvm", ""),
                text(arguments, "connector", ""));
    }

    private static int number(List<String> arguments, String name, int defaultValue) {
        return Integer.parseInt(
                text(arguments, name, Integer.toString(defaultValue)).replace("_", ""));
    }

    private static String text(List<String> arguments, String name, String defaultValue) {
        return arguments.stream()
                .filter(argument -> argument.startsWith(name + "="))
                .map(argument -> argument.substring(name.length() + 1))
                .findFirst()
                .orElse(defaultValue);
    }

    Duration latency() {
        return Duration.ofMillis(latencyMillis);
    }

    Duration timeout() {
        return Duration.ofSeconds(limitSeconds);
    }

    String converterClass() {
        return switch (converter) {
            case "json" -> "org.apache.kafka.connect.json.JsonConverter";
            case "bytes" -> "org.apache.kafka.connect.converters.ByteArrayConverter";
            default -> throw new IllegalArgumentException("converter: expected json or bytes, got " + converter);
        };
    }
}
