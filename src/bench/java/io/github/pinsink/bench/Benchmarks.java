package io.github.pinsink.bench;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.CommandLineOptionException;
import org.openjdk.jmh.runner.options.CommandLineOptions;

/**
 * Runs the benchmarks with JMH's own options and prints a table a class: time and garbage an operation, and the ratio to
 * the method named {@code floor}, where there is one.
 */
public final class Benchmarks {
    private static final String FLOOR = "floor";

    private Benchmarks() {}

    public static void main(String[] arguments) throws RunnerException, CommandLineOptionException {
        Map<String, List<RunResult>> byClass = new TreeMap<>();
        for (RunResult result : new Runner(new CommandLineOptions(arguments)).run()) {
            String name = result.getParams().getBenchmark();
            byClass.computeIfAbsent(name.substring(0, name.lastIndexOf('.')), key -> new ArrayList<>())
                    .add(result);
        }
        byClass.forEach(Benchmarks::print);
    }

    private static void print(String type, Collection<RunResult> results) {
        double floor = results.stream()
                .filter(result -> method(result).equals(FLOOR))
                .mapToDouble(result -> result.getPrimaryResult().getScore())
                .findFirst()
                .orElse(Double.NaN);
        System.out.printf(Locale.ROOT, "%n%s%n%n", type);
        System.out.println("| benchmark | time/op | ± (99.9 %) | bytes/op | to the floor |");
        System.out.println("|---|---:|---:|---:|---:|");
        for (RunResult result : results) {
            Result<?> time = result.getPrimaryResult();
            System.out.printf(
                    Locale.ROOT,
                    "| %s | %,.0f %s | %,.0f | %s | %s |%n",
                    method(result),
                    time.getScore(),
                    time.getScoreUnit(),
                    time.getScoreError(),
                    garbage(result),
                    Double.isNaN(floor) ? "" : String.format(Locale.ROOT, "%.2f", time.getScore() / floor));
        }
    }

    private static String method(RunResult result) {
        String name = result.getParams().getBenchmark();
        return name.substring(name.lastIndexOf('.') + 1);
    }

    private static String garbage(RunResult result) {
        return result.getSecondaryResults().entrySet().stream()
                .filter(entry -> entry.getKey().endsWith("gc.alloc.rate.norm"))
                .map(entry ->
                        String.format(Locale.ROOT, "%,.0f", entry.getValue().getScore()))
                .findFirst()
                .orElse("");
    }
}
