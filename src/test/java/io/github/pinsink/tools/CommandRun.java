package io.github.pinsink.tools;

import io.github.pinsink.tools.command.Terminal;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;

/** A command of {@code pinsink} that ran in this process: its exit code and what it printed. */
public record CommandRun(int code, String out, String err) {

    /** @param input the text on standard input */
    public static CommandRun of(String input, String... arguments) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        int code = Pinsink.run(
                terminal(
                        new ByteArrayInputStream(input.getBytes(StandardCharsets.UTF_8)),
                        new PrintStream(out, true, StandardCharsets.UTF_8),
                        new PrintStream(err, true, StandardCharsets.UTF_8)),
                arguments);
        return new CommandRun(code, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
    }

    /** For reading the declarations of commands. */
    public static Terminal silentTerminal() {
        PrintStream nowhere = new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8);
        return terminal(InputStream.nullInputStream(), nowhere, nowhere);
    }

    private static Terminal terminal(InputStream in, PrintStream out, PrintStream err) {
        return new Terminal(in, out, err, false, false, Clock.systemUTC(), System::nanoTime);
    }
}
