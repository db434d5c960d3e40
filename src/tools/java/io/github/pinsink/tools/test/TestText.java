package io.github.pinsink.tools.test;

import io.github.pinsink.tools.command.Terminal;
import java.nio.file.Path;

/** For users: a line per test, the differences of those that failed, and a summary. */
final class TestText implements TestReport {
    private static final String RED = "\u001b[31m";
    private static final String GREEN = "\u001b[32m";
    private static final String PLAIN = "\u001b[0m";

    private final Terminal terminal;
    private final ResultCounts counts = new ResultCounts();

    TestText(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public void add(TestResult result) {
        counts.add(result);
        String status = switch (result.status()) {
            case PASSED -> colored("ok     ", GREEN);
            case FAILED -> colored("FAILED ", RED);
            case ERROR -> colored("ERROR  ", RED);
            case UPDATED -> "updated";
        };
        terminal.out().println(status + "  " + result.test().name());
        if (!result.message().isEmpty()) {
            terminal.out().println("         " + result.message());
        }
        for (Difference difference : result.differences()) {
            terminal.out().println("         " + difference.path());
            terminal.out().println("           expected  " + difference.expected());
            terminal.out().println("           found     " + difference.found());
        }
        for (Path file : result.written()) {
            terminal.out().println("         wrote " + file);
        }
        for (Path file : result.deleted()) {
            terminal.out().println("         deleted " + file);
        }
    }

    private String colored(String text, String color) {
        return terminal.usesColor() ? color + text + PLAIN : text;
    }

    @Override
    public void finish() {
        terminal.out().println(counts.text());
    }
}
