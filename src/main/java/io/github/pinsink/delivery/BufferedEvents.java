package io.github.pinsink.delivery;

import io.github.pinsink.event.Problem;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/** Counts the buffered events and their memory, and collects their results. Each event is added once and released once. */
final class BufferedEvents<R> {
    private final Predicate<R> live;
    private List<DeliveryResult<R>> results = new ArrayList<>();
    private int events;
    private long bytes;

    /** @param live whether the owner still needs the result of an event */
    BufferedEvents(Predicate<R> live) {
        this.live = live;
    }

    int events() {
        return events;
    }

    long bytes() {
        return bytes;
    }

    void accept(BufferedEvent<R> event) {
        events++;
        bytes += event.retainedBytes();
    }

    boolean isLive(BufferedEvent<R> event) {
        return live.test(event.origin());
    }

    /** Releases those of the events that are abandoned. */
    void releaseAbandoned(List<BufferedEvent<R>> some) {
        for (BufferedEvent<R> event : some) {
            if (!isLive(event)) {
                release(event);
            }
        }
    }

    void delivered(BufferedEvent<R> event) {
        release(event);
        if (isLive(event)) {
            results.add(DeliveryResult.delivered(event.origin()));
        }
    }

    void rejected(BufferedEvent<R> event, Problem why) {
        release(event);
        if (isLive(event)) {
            results.add(DeliveryResult.rejected(event.origin(), why));
        }
    }

    void release(BufferedEvent<R> event) {
        events--;
        bytes -= event.retainedBytes();
        event.release();
    }

    /** Removes and returns the results since the last call, in their order. */
    List<DeliveryResult<R>> takeResults() {
        if (results.isEmpty()) {
            return List.of();
        }
        List<DeliveryResult<R>> taken = results;
        results = new ArrayList<>();
        return taken;
    }
}
