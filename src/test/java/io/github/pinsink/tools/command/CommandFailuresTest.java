package io.github.pinsink.tools.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.pinsink.tools.CommandRun;
import io.github.pinsink.tools.Pinsink;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;
import picocli.CommandLine.Command;

class CommandFailuresTest {
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    @Command(name = "broken")
    private record Broken(RuntimeException failure) implements Callable<Integer> {
        @Override
        public Integer call() {
            throw failure;
        }
    }

    private int code(RuntimeException failure) {
        return new CommandLine(new Broken(failure))
                .setExecutionExceptionHandler(new CommandFailures(new PrintStream(err, true, StandardCharsets.UTF_8)))
                .execute();
    }

    private static OutputStream failing(String message) {
        return new OutputStream() {
            @Override
            public void write(int b) throws IOException {
                throw new IOException(message);
            }
        };
    }

    @ParameterizedTest
    @CsvSource({"Broken pipe, ''", "No space left on device, cannot write to standard output: No space left on device"})
    void endsWhenStandardOutputCannotBeWritten(String reason, String message) {
        PrintStream out = new PrintStream(new StandardOutput(failing(reason)), false, StandardCharsets.UTF_8);

        assertThatThrownBy(() -> {
                    out.print("x".repeat(100_000));
                    out.flush();
                })
                .isInstanceOfSatisfying(
                        ClosedOutputException.class,
                        closed -> assertThat(code(closed)).isEqualTo(ExitCode.FAILED));
        assertThat(err.toString(StandardCharsets.UTF_8)).contains(message).doesNotContain("unexpected");
    }

    @ParameterizedTest
    @ValueSource(strings = {"--help", "--version", "privacy --help", "completion"})
    void saysOnceThatTheOutputCannotBeWritten(String arguments) {
        PrintStream out =
                new PrintStream(new StandardOutput(failing("No space left on device")), false, StandardCharsets.UTF_8);
        Terminal silent = CommandRun.silentTerminal();
        Terminal terminal = new Terminal(
                silent.in(),
                out,
                new PrintStream(err, true, StandardCharsets.UTF_8),
                false,
                false,
                silent.clock(),
                silent.nanoTime());

        int code = Pinsink.run(terminal, arguments.split(" "));

        assertThat(code).isEqualTo(ExitCode.FAILED);
        assertThat(err.toString(StandardCharsets.UTF_8))
                .isEqualTo("pinsink: cannot write to standard output: No space left on device\n");
    }

    @Test
    void anUnexpectedFailureIsNoFindingAndQuotesNoRecord() {
        assertThat(code(new IllegalStateException("jane@example.com"))).isEqualTo(ExitCode.FAILED);
        assertThat(err.toString(StandardCharsets.UTF_8))
                .contains("broken: unexpected failure", "java.lang.IllegalStateException", "CommandFailuresTest")
                .doesNotContain("jane");
    }

    @ParameterizedTest
    @CsvSource({
        "privacy --config a --config b, --config",
        "preview --config a --record b --output json --output text, --output",
        "plan a b --record c --now 1 --now 2, --now",
        "test --config a --config=b dir, --config"
    })
    void anOptionWithOneValueIsGivenOnce(String arguments, String option) {
        CommandRun run = CommandRun.of("", arguments.split(" "));

        assertThat(run.code()).isEqualTo(ExitCode.FAILED);
        assertThat(run.err()).contains(": " + option + " is given more than once");
    }

    @Test
    void saysWhatToDoForAFileNameThatIsNoPath() {
        CommandRun run = CommandRun.of("", "privacy", "--config", "a\0b");

        assertThat(run.code()).isEqualTo(ExitCode.FAILED);
        assertThat(run.err())
                .contains("--config: cannot read the value as a path")
                .contains("LC_ALL=C.UTF-8");
    }
}
