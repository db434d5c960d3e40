package io.github.pinsink.sandbox;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;

/** The requests and events that the simulator received, in as much detail as fits in memory. */
final class RequestLog {
    /** What is kept of each event. */
    enum Detail {
        /** All request bodies, and all events as JSON. */
        BODIES,
        /** The id and a fingerprint of each event. */
        IDS,
        /** The number of events per call; bodies are not parsed. */
        COUNTS
    }

    private static final Duration MINUTE = Duration.ofMinutes(1);

    private final Detail detail;
    private final List<AcceptedEvent> accepted = new ArrayList<>();
    private final List<AcceptedEvent> acceptedInTestMode = new ArrayList<>();
    private final List<ReceivedRequest> calls = new ArrayList<>();
    private final List<String> bodies = new ArrayList<>();
    private final ArrayDeque<Instant> lastMinute = new ArrayDeque<>();
    private int callsPerMinute = Integer.MAX_VALUE;
    private long acceptedCount;

    RequestLog(Detail detail) {
        this.detail = detail;
    }

    Detail detail() {
        return detail;
    }

    synchronized void setRateLimit(int limit) {
        callsPerMinute = limit;
    }

    /** Takes a permit for a call, unless the limit of the last 60 seconds is used up. Throttled calls do not count. */
    synchronized boolean tryAcquirePermit(Instant now) {
        while (!lastMinute.isEmpty() && !lastMinute.peek().plus(MINUTE).isAfter(now)) {
            lastMinute.remove();
        }
        if (lastMinute.size() >= callsPerMinute) {
            return false;
        }
        lastMinute.add(now);
        return true;
    }

    synchronized void addAccepted(List<AcceptedEvent> events, int count, boolean testMode) {
        if (testMode) {
            acceptedInTestMode.addAll(events);
        } else {
            acceptedCount += count;
            accepted.addAll(events);
        }
    }

    synchronized void addCall(ReceivedRequest call, LoopbackServer.Exchange exchange) {
        calls.add(call);
        if (detail == Detail.BODIES) {
            bodies.add(exchange.bodyText());
        }
    }

    synchronized List<AcceptedEvent> accepted() {
        return List.copyOf(accepted);
    }

    synchronized long acceptedCount() {
        return acceptedCount;
    }

    synchronized List<AcceptedEvent> acceptedInTestMode() {
        return List.copyOf(acceptedInTestMode);
    }

    synchronized List<ReceivedRequest> calls() {
        return List.copyOf(calls);
    }

    synchronized List<String> bodies() {
        return List.copyOf(bodies);
    }

    synchronized void clear() {
        accepted.clear();
        acceptedInTestMode.clear();
        calls.clear();
        bodies.clear();
        lastMinute.clear();
        acceptedCount = 0;
    }
}
