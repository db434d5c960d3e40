package io.github.pinsink.sandbox.bench;

import java.time.Duration;
import java.util.List;

/**
 * What is measured.
 *
 * @param label names the result file
 * @param records how many orders are delivered in each run
 * @param tasks {@code tasks.max}
 * @param latencyMillis how long each call takes
 * @param converter {@code json}: Connect's JsonConverter, or {@code bytes}: ByteArrayConverter, so that we read the text
 * @param partitions of the topic
 * @param recordBytes the length of each record's value
 * @param accounts over how many ad accounts the events go
 * @param perSecond how many orders come a second while the connector runs; 0 when all of them are there before
 * @param rate {@code rate.limit.per.minute}
 * @param apiLimit calls in any sixty seconds beyond which the API answers 429; 0 for no limit
 * @param heap of the worker, as in {@code -Xmx}
 * @param repeats runs that count, after one that does not
 * @param baselines whether the sink that does nothing and the waiting sender are measured too
 * @param limitSeconds how long one run may take
 * @param workerJvm further options of the worker's JVM, separated by semicolons
 * @param connector further properties of the connector, as {@code key=value} separated by semicolons
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

    /** From {@code name=value} arguments. */
    static BenchOptions parse(List<String> arguments) {
        for (String argument : arguments) {
            if (argument.indexOf('=') < 0 || !NAMES.contains(argument.substring(0, argument.indexOf('=')))) {
                throw new IllegalArgumentException(
                        "found " + argument + ", expected name=value with a name of " + NAMES);
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

    Duration limit() {
        return Duration.ofSeconds(limitSeconds);
    }

    String converterClass() {
        return switch (converter) {
            case "json" -> "org.apache.kafka.connect.json.JsonConverter";
            case "bytes" -> "org.apache.kafka.connect.converters.ByteArrayConverter";
            default -> throw new IllegalArgumentException("--converter is json or bytes, not " + converter);
        };
    }
}
