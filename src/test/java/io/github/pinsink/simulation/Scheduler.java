package io.github.pinsink.simulation;

import java.time.Duration;
import java.util.Comparator;
import java.util.PriorityQueue;
import java.util.Random;
import java.util.function.BooleanSupplier;

/** The only clock and all future events. Events of the same time run in a random order. */
final class Scheduler {
    private final Random random;
    private final PriorityQueue<Event> agenda =
            new PriorityQueue<>(Comparator.comparingLong(Event::at).thenComparing(Event::tieBreaker));
    private long now = 1_000_000_000L;

    private record Event(long at, int tieBreaker, Runnable action) {}

    Scheduler(Random random) {
        this.random = random;
    }

    long now() {
        return now;
    }

    Random random() {
        return random;
    }

    /** A random time between the two. */
    Duration between(Duration shortest, Duration longest) {
        return shortest.plusNanos(random.nextLong(longest.minus(shortest).toNanos() + 1));
    }

    void after(Duration time, Runnable action) {
        agenda.add(new Event(now + time.toNanos(), random.nextInt(), action));
    }

    void runFor(Duration time) {
        await(() -> false, time);
    }

    /** Runs events until the condition holds or the time is over. Events may call it, see the package's description. */
    boolean await(BooleanSupplier condition, Duration time) {
        long deadline = now + time.toNanos();
        while (!condition.getAsBoolean()) {
            if (agenda.isEmpty() || agenda.peek().at() > deadline) {
                now = Math.max(now, deadline);
                return false;
            }
            Event next = agenda.remove();
            now = Math.max(now, next.at());
            next.action().run();
        }
        return true;
    }
}
