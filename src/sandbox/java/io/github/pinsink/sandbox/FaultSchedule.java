package io.github.pinsink.sandbox;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;

/** Misbehaviours that follow one another in the order they were asked for, each with its end. */
final class FaultSchedule {
    private final Deque<Spell> spells = new ArrayDeque<>();

    synchronized void add(Fault misbehaviour, int requests, Duration time) {
        spells.add(new Spell(misbehaviour, requests, time));
    }

    synchronized void clear() {
        spells.clear();
    }

    synchronized Optional<Fault> next() {
        while (!spells.isEmpty()) {
            if (spells.peek().meets()) {
                return Optional.of(spells.peek().misbehaviour);
            }
            spells.remove();
        }
        return Optional.empty();
    }

    private static final class Spell {
        private final Fault misbehaviour;
        private final Duration time;
        private int left;
        private Instant end = Instant.MAX;

        Spell(Fault misbehaviour, int requests, Duration time) {
            this.misbehaviour = misbehaviour;
            this.left = requests;
            this.time = time;
        }

        /** The time starts with the first request to meet it, so that at least one does. */
        boolean meets() {
            if (end.equals(Instant.MAX)) {
                end = Instant.now().plus(time);
            }
            return left-- > 0 && Instant.now().isBefore(end);
        }
    }
}
