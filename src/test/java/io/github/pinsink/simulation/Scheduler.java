package io.github.pinsink.simulation;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.Random;

/** The one clock and the one order of events. What is due at the same time happens in an order drawn by lot. */
final class Scheduler {
    private final Random random;
    private final PriorityQueue<Event> agenda =
            new PriorityQueue<>(Comparator.comparingLong(Event::at).thenComparing(Event::lot));
    private final List<Invariant> invariants = new ArrayList<>();
    private long now = 1_000_000_000L;
    private long events;

    private record Event(long at, int lot, Runnable what) {}

    /** What must hold after every event; throws an AssertionError where it does not. */
    interface Invariant {
        void check();
    }

    Scheduler(Random random) {
        this.random = random;
    }

    long now() {
        return now;
    }

    long events() {
        return events;
    }

    Random random() {
        return random;
    }

    void always(Invariant invariant) {
        invariants.add(invariant);
    }

    void after(Duration time, Runnable what) {
        afterNanos(time.toNanos(), what);
    }

    void afterNanos(long nanos, Runnable what) {
        agenda.add(new Event(now + nanos, random.nextInt(), what));
    }

    void runFor(Duration time) {
        long end = now + time.toNanos();
        while (!agenda.isEmpty() && agenda.peek().at() <= end) {
            Event next = agenda.remove();
            now = next.at();
            events++;
            next.what().run();
            invariants.forEach(Invariant::check);
        }
        now = end;
    }
}
