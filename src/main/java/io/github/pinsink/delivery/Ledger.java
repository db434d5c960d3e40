package io.github.pinsink.delivery;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/**
 * Which events are held, and which have come to their end. Each goes in once and out once, and with it the memory of its
 * text.
 */
final class Ledger<R> {
    private final Predicate<R> wanted;
    private List<Settled<R>> settled = new ArrayList<>();
    private int events;
    private long bytes;

    /** @param wanted whether anybody still waits for what becomes of an event */
    Ledger(Predicate<R> wanted) {
        this.wanted = wanted;
    }

    int events() {
        return events;
    }

    long bytes() {
        return bytes;
    }

    void accept(Request.Entry<R> entry) {
        events++;
        bytes += entry.payload().heldBytes();
    }

    boolean isWanted(Request.Entry<R> entry) {
        return wanted.test(entry.origin());
    }

    /** @return whether somebody waits for it; otherwise it is not held any more */
    boolean keepsIfWanted(Request.Entry<R> entry) {
        if (isWanted(entry)) {
            return true;
        }
        release(entry);
        return false;
    }

    void delivered(Request.Entry<R> entry) {
        release(entry);
        if (isWanted(entry)) {
            settled.add(Settled.delivered(entry.origin()));
        }
    }

    void refused(Request.Entry<R> entry, String why) {
        release(entry);
        if (isWanted(entry)) {
            settled.add(Settled.refused(entry.origin(), why));
        }
    }

    private void release(Request.Entry<R> entry) {
        events--;
        bytes -= entry.payload().heldBytes();
        entry.payload().release();
    }

    /** Those that came to their end since the last call, in that order. */
    List<Settled<R>> takeSettled() {
        if (settled.isEmpty()) {
            return List.of();
        }
        List<Settled<R>> taken = settled;
        settled = new ArrayList<>();
        return taken;
    }
}
