package io.github.pinsink.tools.trace;

import io.github.pinsink.tools.command.Progress;
import io.github.pinsink.tools.command.Terminal;
import io.github.pinsink.tools.source.RawRecord;
import io.github.pinsink.tools.source.RecordSource;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.OptionalLong;
import java.util.function.Predicate;

/** Keeps the last records that are searched for, and counts the others. */
final class RecordSearch implements RecordSource.Receiver {
    private static final int MAX_FOUND = 10;

    private final Terminal terminal;
    private final Predicate<RawRecord> isWanted;
    private final Deque<RawRecord> found = new ArrayDeque<>();
    private Progress progress;
    private long searched;

    RecordSearch(Terminal terminal, Predicate<RawRecord> isWanted) {
        this.terminal = terminal;
        this.isWanted = isWanted;
        this.progress = new Progress(terminal, OptionalLong.empty());
    }

    @Override
    public void expect(OptionalLong expected) {
        progress = new Progress(terminal, expected);
    }

    @Override
    public void accept(RawRecord record) {
        searched++;
        progress.advance();
        if (isWanted.test(record)) {
            if (found.size() == MAX_FOUND) {
                found.remove();
            }
            found.add(record);
        }
    }

    void finish() {
        progress.finish();
    }

    List<RawRecord> found() {
        return List.copyOf(found);
    }

    long searched() {
        return searched;
    }
}
