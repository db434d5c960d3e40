package io.github.pinsink.tools.command;

import java.util.Locale;
import java.util.OptionalLong;

/**
 * Says on standard error how far a long run is, from the first second on: on a terminal in one line that is written over,
 * otherwise in one line per ten seconds.
 */
public final class Progress {
    private static final long FIRST_NANOS = 1_000_000_000L;
    private static final long ON_TERMINAL_NANOS = 250_000_000L;
    private static final long ELSEWHERE_NANOS = 10_000_000_000L;
    private static final int BAR_WIDTH = 24;

    private final Terminal terminal;
    private final OptionalLong expected;
    private final long startNanos;
    private long nextNanos;
    private long records;
    private boolean hasLine;

    /** @param expected the number of records, if it is known */
    public Progress(Terminal terminal, OptionalLong expected) {
        this.terminal = terminal;
        this.expected = expected;
        this.startNanos = terminal.nanoTime().getAsLong();
        this.nextNanos = startNanos + FIRST_NANOS;
    }

    /** One more record is done. */
    public void advance() {
        records++;
        long now = terminal.nanoTime().getAsLong();
        if (now - nextNanos >= 0) {
            nextNanos = now + (terminal.showsProgress() ? ON_TERMINAL_NANOS : ELSEWHERE_NANOS);
            print(now);
        }
    }

    /** Removes the line from the terminal. */
    public void finish() {
        if (hasLine) {
            terminal.err().print("\r\u001b[K");
            terminal.err().flush();
            hasLine = false;
        }
    }

    private void print(long now) {
        long perSecond = Math.round(records / Math.max(1e-9, (now - startNanos) / 1e9));
        String line = String.format(Locale.ROOT, "%s%,d", bar(), records)
                + (expected.isPresent() ? String.format(Locale.ROOT, " of %,d", expected.getAsLong()) : "")
                + String.format(Locale.ROOT, " records, %,d per second", perSecond);
        if (terminal.showsProgress()) {
            terminal.err().print("\r" + line + "\u001b[K");
            hasLine = true;
        } else {
            terminal.err().println(line);
        }
        terminal.err().flush();
    }

    private String bar() {
        if (!terminal.showsProgress() || expected.isEmpty() || expected.getAsLong() == 0) {
            return "";
        }
        int filled = (int) Math.min(BAR_WIDTH, records * BAR_WIDTH / expected.getAsLong());
        return "[" + "#".repeat(filled) + "-".repeat(BAR_WIDTH - filled) + "] ";
    }
}
