package io.github.pinsink.sandbox;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;

/** What the simulator remembers. How much of it depends on the depth, since millions of events do not fit as text. */
final class RequestLog {
    /** How much is kept of each event. */
    enum Depth {
        /** All bodies and all events as text. */
        TEXTS,
        /** The id and a fingerprint of each event. */
        IDENTITIES,
        /** How many events each call had. They are counted, and not parsed. */
        COUNTS
    }

    private static final Duration MINUTE = Duration.ofMinutes(1);

    private final Depth depth;
    private final List<AcceptedEvent> accepted = new ArrayList<>();
    private final List<AcceptedEvent> tested = new ArrayList<>();
    private final List<ReceivedRequest> calls = new ArrayList<>();
    private final List<String> bodies = new ArrayList<>();
    private final ArrayDeque<Instant> admitted = new ArrayDeque<>();
    private int limitPerMinute = Integer.MAX_VALUE;
    private long acceptedCount;

    RequestLog(Depth depth) {
        this.depth = depth;
    }

    Depth depth() {
        return depth;
    }

    synchronized void limitPerMinute(int limit) {
        limitPerMinute = limit;
    }

    /** Whether this call is still within the limit of any sixty seconds that end with it; refused ones do not count. */
    synchronized boolean admit(Instant now) {
        while (!admitted.isEmpty() && !admitted.peek().plus(MINUTE).isAfter(now)) {
            admitted.remove();
        }
        if (admitted.size() >= limitPerMinute) {
            return false;
        }
        admitted.add(now);
        return true;
    }

    synchronized void accept(List<AcceptedEvent> events, int count, boolean test) {
        if (test) {
            tested.addAll(events);
        } else {
            acceptedCount += count;
            accepted.addAll(events);
        }
    }

    synchronized void add(ReceivedRequest call, LoopbackServer.Exchange exchange) {
        calls.add(call);
        if (depth == Depth.TEXTS) {
            bodies.add(exchange.text());
        }
    }

    synchronized List<AcceptedEvent> accepted() {
        return List.copyOf(accepted);
    }

    synchronized long acceptedCount() {
        return acceptedCount;
    }

    synchronized List<AcceptedEvent> tested() {
        return List.copyOf(tested);
    }

    synchronized List<ReceivedRequest> calls() {
        return List.copyOf(calls);
    }

    synchronized List<String> bodies() {
        return List.copyOf(bodies);
    }

    synchronized void forget() {
        accepted.clear();
        tested.clear();
        calls.clear();
        bodies.clear();
        admitted.clear();
        acceptedCount = 0;
    }
}
