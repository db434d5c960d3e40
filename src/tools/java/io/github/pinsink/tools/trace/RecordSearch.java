package io.github.pinsink.tools.trace;

import io.github.pinsink.tools.source.RawRecord;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Predicate;

/** Keeps the last records that are searched for, and counts the others. */
final class RecordSearch implements Consumer<RawRecord> {
    private static final int MAX_FOUND = 10;

    private final Predicate<RawRecord> isWanted;
    private final Deque<RawRecord> found = new ArrayDeque<>();
    private long searched;

    RecordSearch(Predicate<RawRecord> isWanted) {
        this.isWanted = isWanted;
    }

    @Override
    public void accept(RawRecord record) {
        searched++;
        if (isWanted.test(record)) {
            if (found.size() == MAX_FOUND) {
                found.remove();
            }
            found.add(record);
        }
    }

    List<RawRecord> found() {
        return List.copyOf(found);
    }

    long searched() {
        return searched;
    }
}
