package io.github.pinsink.delivery;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/**
 * Which events are held, and which have come to their end. Each goes in once and out once, and with it the memory of its
 * text.
 */
final class BufferedEvents<R> {
    private final Predicate<R> wanted;
    private List<DeliveryResult<R>> settled = new ArrayList<>();
    private int events;
    private long bytes;

    /** @param wanted whether anybody still waits for what becomes of an event */
    BufferedEvents(Predicate<R> wanted) {
        this.wanted = wanted;
    }

    int events() {
        return events;
    }

    long bytes() {
        return bytes;
    }

    void accept(BufferedEvent<R> event) {
        events++;
        bytes += event.heldBytes();
    }

    boolean isWanted(BufferedEvent<R> event) {
        return wanted.test(event.origin());
    }

    /** @return whether somebody waits for it; otherwise it is not held any more */
    boolean keepOrRelease(BufferedEvent<R> event) {
        if (isWanted(event)) {
            return true;
        }
        release(event);
        return false;
    }

    void delivered(BufferedEvent<R> event) {
        release(event);
        if (isWanted(event)) {
            settled.add(DeliveryResult.delivered(event.origin()));
        }
    }

    void refused(BufferedEvent<R> event, String why) {
        release(event);
        if (isWanted(event)) {
            settled.add(DeliveryResult.rejected(event.origin(), why));
        }
    }

    private void release(BufferedEvent<R> event) {
        events--;
        bytes -= event.heldBytes();
        event.release();
    }

    /** Those that came to their end since the last call, in that order. */
    List<DeliveryResult<R>> takeSettled() {
        if (settled.isEmpty()) {
            return List.of();
        }
        List<DeliveryResult<R>> taken = settled;
        settled = new ArrayList<>();
        return taken;
    }
}
