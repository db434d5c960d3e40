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
 * Runs the benchmarks with JMH's own options and prints a table per class: time, CPU time and allocated bytes per operation.
 * If a class has a method named {@code floor}, the table also has the ratio to its CPU time.
 */
public final class Benchmarks {
    private static final String FLOOR = "floor";

    private Benchmarks() {}

    public static void main(String[] arguments) throws RunnerException, CommandLineOptionException {
        Map<String, List<RunResult>> byClass = new TreeMap<>();
        Options options = new OptionsBuilder()
                .parent(new CommandLineOptions(arguments))
                .addProfiler(GCProfiler.class)
                .addProfiler(CpuTimeProfiler.class)
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
                .flatMapToDouble(result -> cpuTime(result).stream())
                .findFirst();
        System.out.printf(Locale.ROOT, "%n%s%n%n", type);
        System.out.println("| benchmark | time/op | ± (99.9 %) | CPU ns/op | bytes/op | ratio to floor |");
        System.out.println("|---|---:|---:|---:|---:|---:|");
        for (RunResult result : results) {
            Result<?> time = result.getPrimaryResult();
            OptionalDouble cpuTime = cpuTime(result);
            System.out.printf(
                    Locale.ROOT,
                    "| %s | %,.0f %s | %,.0f | %s | %s | %s |%n",
                    method(result),
                    time.getScore(),
                    time.getScoreUnit(),
                    time.getScoreError(),
                    text("%,.0f", cpuTime),
                    text("%,.0f", secondary(result, "gc.alloc.rate.norm")),
                    floor.isPresent() && cpuTime.isPresent()
                            ? text("%.2f", OptionalDouble.of(cpuTime.getAsDouble() / floor.getAsDouble()))
                            : "");
        }
    }

    private static String method(RunResult result) {
        String name = result.getParams().getBenchmark();
        return name.substring(name.lastIndexOf('.') + 1);
    }

    private static OptionalDouble cpuTime(RunResult result) {
        return secondary(result, CpuTimeProfiler.LABEL);
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
