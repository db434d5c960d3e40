package io.github.pinsink.tools.command;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import picocli.CommandLine;
import picocli.CommandLine.MissingParameterException;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.TypeConversionException;
import picocli.CommandLine.UnmatchedArgumentException;

/** Says what is wrong with an argument, in the form of this project: which option, what was expected, what to do. */
final class ParameterMessages {
    private ParameterMessages() {}

    static String of(ParameterException e) {
        if (e instanceof UnmatchedArgumentException unmatched) {
            return unmatched(unmatched);
        }
        if (e instanceof MissingParameterException missing) {
            return missing.getMissing().stream().map(ParameterMessages::missing).collect(Collectors.joining("; "));
        }
        ArgSpec argument = e.getArgSpec();
        if (argument == null) {
            return String.valueOf(e.getMessage());
        }
        return name(argument) + ": " + expected(e, argument);
    }

    private static String missing(ArgSpec argument) {
        // An option was given without its value. A missing positional parameter was not given at all.
        return argument.isOption() ? name(argument) + " requires a value" : argument.paramLabel() + " is required";
    }

    private static String unmatched(UnmatchedArgumentException e) {
        // An unknown option behind an option with several values is named in the message only, in quotes.
        String first = e.getUnmatched().isEmpty()
                ? String.valueOf(e.getMessage()).replaceAll("(?s)^[^']*'|'.*$", "")
                : e.getUnmatched().get(0);
        String unknown = first.contains("=") ? first.substring(0, first.indexOf('=')) : first;
        List<String> suggestions = e.getUnmatched().isEmpty() ? List.of() : e.getSuggestions();
        String kind = first.startsWith("-")
                ? "unknown option "
                : e.getCommandLine().getSubcommands().isEmpty() ? "unexpected argument " : "unknown command ";
        return kind + unknown + (suggestions.isEmpty() ? "" : ". Did you mean " + suggestions.get(0) + "?");
    }

    private static String expected(ParameterException e, ArgSpec argument) {
        Class<?> type = argument.auxiliaryTypes()[argument.auxiliaryTypes().length - 1];
        if (type.isEnum()) {
            List<String> values = Arrays.stream(type.getEnumConstants())
                    .map(value -> value.toString().toLowerCase(Locale.ROOT))
                    .toList();
            int last = values.size() - 1;
            return "expected "
                    + (last == 0
                            ? values.get(0)
                            : String.join(", ", values.subList(0, last)) + " or " + values.get(last));
        }
        if (Number.class.isAssignableFrom(type) || type.isPrimitive()) {
            return "expected a whole number";
        }
        boolean isFile = type == Path.class && !(e instanceof CommandLine.OverwrittenOptionException);
        if (!isFile && e.getCause() instanceof TypeConversionException conversion) {
            return String.valueOf(conversion.getMessage());
        }
        // Such as a file name with characters that the locale does not have.
        return e instanceof CommandLine.OverwrittenOptionException
                ? "is given more than once"
                : "cannot read the value as a " + type.getSimpleName().toLowerCase(Locale.ROOT)
                        + ". If a file name has unusual characters, set LC_ALL=C.UTF-8";
    }

    private static String name(ArgSpec argument) {
        return argument instanceof OptionSpec option ? option.longestName() : argument.paramLabel();
    }
}
