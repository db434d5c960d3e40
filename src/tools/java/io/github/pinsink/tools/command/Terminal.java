package io.github.pinsink.tools.command;

import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.function.LongSupplier;

/**
 * What a command reads from and writes to, and its clocks.
 *
 * @param out the result, and nothing else
 * @param err notes, progress and failures
 * @param showsProgress whether {@code err} is a terminal, on which a line can be written over
 * @param usesColor whether {@code out} is a terminal that shows colors, and {@code NO_COLOR} is not set
 * @param clock the wall clock
 * @param nanoTime a monotonic clock
 */
public record Terminal(
        InputStream in,
        PrintStream out,
        PrintStream err,
        boolean showsProgress,
        boolean usesColor,
        InstantSource clock,
        LongSupplier nanoTime) {

    /** The same, with control characters of records made visible, so that they do nothing to the terminal. */
    public Terminal withVisibleControlCharacters() {
        return new Terminal(
                in,
                new PrintStream(new ControlCharacters(out, usesColor), false, StandardCharsets.UTF_8),
                new PrintStream(new ControlCharacters(err, showsProgress), true, StandardCharsets.UTF_8),
                showsProgress,
                usesColor,
                clock,
                nanoTime);
    }

    /** The same without notes and progress. */
    public Terminal withoutNotes() {
        PrintStream nowhere = new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8);
        return new Terminal(in, out, nowhere, false, usesColor, clock, nanoTime);
    }

    /** A difference between what is shown and what a worker would do. */
    public void note(String text) {
        err.println("Note: " + text + ".");
    }
}
