package io.github.pinsink.bench;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.TreeMap;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.CommandLineOptionException;
import org.openjdk.jmh.runner.options.CommandLineOptions;
import org.openjdk.jmh.runner.options.Options;
import org.openjdk.jmh.runner.options.OptionsBuilder;

/**
 * Runs the benchmarks with JMH's own options and prints a table a class: time, processor time and garbage an operation,
 * and the ratio of processor times to the method named {@code floor}, where there is one.
 */
public final class Benchmarks {
    private static final String FLOOR = "floor";

    private Benchmarks() {}

    public static void main(String[] arguments) throws RunnerException, CommandLineOptionException {
        Map<String, List<RunResult>> byClass = new TreeMap<>();
        Options options = new OptionsBuilder()
                .parent(new CommandLineOptions(arguments))
                .addProfiler(GCProfiler.class)
                .addProfiler(ProcessorTime.class)
                .build();
        for (RunResult result : new Runner(options).run()) {
            String name = result.getParams().getBenchmark();
            byClass.computeIfAbsent(name.substring(0, name.lastIndexOf('.')), key -> new ArrayList<>())
                    .add(result);
        }
        byClass.forEach(Benchmarks::print);
    }

    private static void print(String type, Collection<RunResult> results) {
        OptionalDouble floor = results.stream()
                .filter(result -> method(result).equals(FLOOR))
                .flatMapToDouble(result -> processor(result).stream())
                .findFirst();
        System.out.printf(Locale.ROOT, "%n%s%n%n", type);
        System.out.println("| benchmark | time/op | ± (99.9 %) | processor ns/op | bytes/op | to the floor |");
        System.out.println("|---|---:|---:|---:|---:|---:|");
        for (RunResult result : results) {
            Result<?> time = result.getPrimaryResult();
            OptionalDouble processor = processor(result);
            System.out.printf(
                    Locale.ROOT,
                    "| %s | %,.0f %s | %,.0f | %s | %s | %s |%n",
                    method(result),
                    time.getScore(),
                    time.getScoreUnit(),
                    time.getScoreError(),
                    text("%,.0f", processor),
                    text("%,.0f", secondary(result, "gc.alloc.rate.norm")),
                    floor.isPresent() && processor.isPresent()
                            ? text("%.2f", OptionalDouble.of(processor.getAsDouble() / floor.getAsDouble()))
                            : "");
        }
    }

    private static String method(RunResult result) {
        String name = result.getParams().getBenchmark();
        return name.substring(name.lastIndexOf('.') + 1);
    }

    private static OptionalDouble processor(RunResult result) {
        return secondary(result, ProcessorTime.LABEL);
    }

    private static OptionalDouble secondary(RunResult result, String label) {
        return result.getSecondaryResults().entrySet().stream()
                .filter(entry -> entry.getKey().endsWith(label))
                .mapToDouble(entry -> entry.getValue().getScore())
                .findFirst();
    }

    private static String text(String format, OptionalDouble number) {
        return number.isPresent() ? String.format(Locale.ROOT, format, number.getAsDouble()) : "";
    }
}
