package io.github.pinsink.sandbox;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;

/** Faults to inject, one after another in the order in which they were added. */
final class FaultSchedule {
    private final Deque<ScheduledFault> faults = new ArrayDeque<>();

    synchronized void add(Fault fault, int requests, Duration time) {
        faults.add(new ScheduledFault(fault, requests, time));
    }

    synchronized void clear() {
        faults.clear();
    }

    /** The fault for the next request; it counts as one request of that fault. */
    synchronized Optional<Fault> takeNext() {
        while (!faults.isEmpty()) {
            if (faults.peek().tryTake()) {
                return Optional.of(faults.peek().fault);
            }
            faults.remove();
        }
        return Optional.empty();
    }

    private static final class ScheduledFault {
        private final Fault fault;
        private final Duration time;
        private int requestsLeft;
        private Instant end = Instant.MAX;

        ScheduledFault(Fault fault, int requests, Duration time) {
            this.fault = fault;
            this.requestsLeft = requests;
            this.time = time;
        }

        /** The time starts with the first request, so that the fault applies to at least one. */
        boolean tryTake() {
            if (end.equals(Instant.MAX)) {
                end = Instant.now().plus(time);
            }
            return requestsLeft-- > 0 && Instant.now().isBefore(end);
        }
    }
}
