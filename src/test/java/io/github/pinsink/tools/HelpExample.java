package io.github.pinsink.tools;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import picocli.CommandLine;

/** The example at the end of a command's help: lines that begin with {@code $} are run, the others are what they print. */
public final class HelpExample {
    /**
     * @param command the line after {@code $}
     * @param expected the lines below it, without their indentation
     */
    public record Step(String command, List<String> expected, CommandRun run) {}

    private HelpExample() {}

    /** @param folder holds the files that the example names */
    public static List<Step> run(String verb, Path folder) throws IOException {
        CommandLine command = Pinsink.commandLine(new io.github.pinsink.tools.command.Terminal(
                        System.in, System.out, System.err, false, false, Clock.systemUTC(), System::nanoTime))
                .getSubcommands()
                .get(verb);
        List<Step> steps = new ArrayList<>();
        for (String line : command.getCommandSpec().usageMessage().footer()) {
            String text = line.strip();
            if (text.startsWith("$ ")) {
                steps.add(new Step(text.substring(2), new ArrayList<>(), call(text.substring(2), folder)));
            } else {
                steps.get(steps.size() - 1).expected().add(text);
            }
        }
        return steps;
    }

    private static CommandRun call(String line, Path folder) throws IOException {
        String[] parts = line.split(" > ");
        String[] arguments = Arrays.stream(parts[0].split(" "))
                .skip(1)
                .map(argument -> argument.matches("[\\w.-]+\\.\\w+")
                        ? folder.resolve(argument).toString()
                        : argument)
                .toArray(String[]::new);
        CommandRun run = CommandRun.of("", arguments);
        if (parts.length > 1) {
            Files.writeString(folder.resolve(parts[1]), run.out());
        }
        return run;
    }
}
