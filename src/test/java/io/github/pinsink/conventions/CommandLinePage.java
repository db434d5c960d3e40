package io.github.pinsink.conventions;

import io.github.pinsink.tools.CommandRun;
import io.github.pinsink.tools.Pinsink;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;
import picocli.CommandLine;
import picocli.CommandLine.Model.ArgGroupSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/**
 * The page of the command line, from the declarations of its commands. The example of a command that needs no broker is run,
 * and the page shows what it prints.
 */
final class CommandLinePage {
    /** Begins an example that needs a broker or a worker; the integration test of its command runs it. */
    private static final List<String> NEEDS_MORE_THAN_FILES = List.of("--bootstrap-server", "--worker", "source <(");

    private CommandLinePage() {}

    static String text() {
        CommandLine pinsink = Pinsink.commandLine(CommandRun.silentTerminal());
        StringBuilder page = new StringBuilder("# The command line\n\n").append("""
                `bin/pinsink` answers questions before anything is sent, with the connector's own code. It is in the
                connector's archive, where it uses the Kafka jars of the installation, and in the archive `pinsink-tools`, which
                needs only Java 17. Examples run in the folder of the unpacked archive.

                | command | what it does |
                |---|---|
                """);
        List<CommandSpec> commands = pinsink.getSubcommands().values().stream()
                .map(CommandLine::getCommandSpec)
                .filter(command -> !command.name().equals("help"))
                .toList();
        for (CommandSpec command : commands) {
            page.append("| [`")
                    .append(command.name())
                    .append("`](#pinsink-")
                    .append(command.name())
                    .append(") | ");
            page.append(description(command)).append(" |\n");
        }
        page.append("""

                ## Where the Kafka jars come from

                In the connector's archive the script searches, in this order: `--kafka-libs DIRECTORY`, `PINSINK_KAFKA_LIBS`,
                `KAFKA_HOME/libs`, the Kafka whose plugins directory contains the archive, the Kafka of `connect-distributed` on
                the `PATH`, and the usual installation directories. `PINSINK_CLASSPATH` adds jars, for example those of a
                converter or a transform. `PINSINK_OPTS` sets options of Java, for example `-Xmx1g`.

                ## Exit codes

                | code | meaning |
                |---|---|
                """);
        for (String line : pinsink.getCommandSpec().usageMessage().footer()) {
            page.append("| ").append(line.strip().replaceFirst("\\s+", " | ")).append(" |\n");
        }
        commands.forEach(command -> page.append(section(command)));
        return page.toString();
    }

    private static String description(CommandSpec command) {
        return String.join(" ", command.usageMessage().description()).replace("|", "\\|");
    }

    private static String section(CommandSpec command) {
        StringBuilder section = new StringBuilder("\n## pinsink " + command.name() + "\n\n");
        section.append(description(command)).append('\n');
        List<PositionalParamSpec> parameters = command.positionalParameters();
        List<OptionSpec> grouped = new ArrayList<>();
        for (ArgGroupSpec group : command.argGroups()) {
            grouped.addAll(group.allOptionsNested());
        }
        List<OptionSpec> others = command.options().stream()
                .filter(option -> !grouped.contains(option) && !option.usageHelp())
                .toList();
        if (!parameters.isEmpty() || !others.isEmpty()) {
            section.append("\n| argument | meaning |\n|---|---|\n");
            parameters.forEach(parameter -> section.append(row(parameter.paramLabel(), parameter.description())));
            others.forEach(option -> section.append(row(call(option), option.description())));
        }
        command.argGroups().stream()
                .sorted(Comparator.comparingInt(ArgGroupSpec::order))
                .forEach(group -> section.append(group(group)));
        String[] footer = command.usageMessage().footer();
        if (footer.length > 0) {
            section.append("\n```\n")
                    .append(String.join("\n", unindented(footer)))
                    .append("\n```\n");
            section.append(output(footer));
        }
        return section.toString();
    }

    private static String group(ArgGroupSpec group) {
        StringBuilder text = new StringBuilder();
        String heading =
                group.heading() == null ? "" : group.heading().replace("%n", "").strip();
        text.append("\n| ").append(heading.isEmpty() ? "option" : heading).append(" | |\n|---|---|\n");
        group.allOptionsNested().stream()
                .sorted(Comparator.comparingInt(OptionSpec::order))
                .forEach(option -> text.append(row(call(option), option.description())));
        return text.toString();
    }

    private static String call(OptionSpec option) {
        boolean hasValue = option.arity().max() > 0;
        return String.join(", ", option.names())
                + (hasValue ? " " + option.paramLabel().replace("|", "\\|") : "");
    }

    private static String row(String argument, String[] description) {
        return "| `" + argument + "` | "
                + String.join(" ", description).replace("|", "\\|").replace("<", "&lt;") + " |\n";
    }

    private static List<String> unindented(String[] lines) {
        return Arrays.stream(lines).map(line -> line.replaceFirst("^ {2}", "")).toList();
    }

    private static String output(String[] footer) {
        String call = Arrays.stream(footer)
                .map(line -> line.strip().replaceFirst("\\\\$", "").strip())
                .collect(Collectors.joining(" "));
        if (NEEDS_MORE_THAN_FILES.stream().anyMatch(call::contains)) {
            return "";
        }
        List<String> words = Arrays.stream(call.split("\\s+"))
                // The folder of the archive is another one in the sources.
                .map(word -> word.replaceFirst("^etc/", "config/").replace("'", ""))
                .toList();
        if (!words.get(0).equals("bin/pinsink")) {
            throw new IllegalStateException("an example must begin with bin/pinsink: " + call);
        }
        CommandRun run = CommandRun.of("", words.subList(1, words.size()).toArray(String[]::new));
        if (run.code() == 2) {
            throw new IllegalStateException("the example fails: " + call + "\n" + run.err());
        }
        return "\n```\n" + run.out().strip() + "\n```\n";
    }
}
