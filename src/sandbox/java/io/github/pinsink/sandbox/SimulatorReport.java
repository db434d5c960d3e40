package io.github.pinsink.sandbox;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * The simulator's books in numbers.
 *
 * @param events taken, repeated ones included
 * @param byStatus calls by the status answered; 0 for those that ended without a whole answer
 * @param bytes of all bodies
 * @param busyMillis from the first call's head to the last good answer
 * @param busiestMinute the most calls that began within sixty seconds
 * @param mostAtOnce the most calls under way at once
 */
public record SimulatorReport(
        long events,
        int calls,
        Map<Integer, Long> byStatus,
        long bytes,
        long busyMillis,
        int busiestMinute,
        int mostAtOnce) {

    static SimulatorReport of(RequestLog books) {
        List<ReceivedRequest> calls = books.calls();
        Instant first =
                calls.stream().map(ReceivedRequest::at).min(Instant::compareTo).orElse(Instant.EPOCH);
        Instant last = calls.stream()
                .filter(call -> call.status() == 200)
                .map(ReceivedRequest::until)
                .max(Instant::compareTo)
                .orElse(first);
        return new SimulatorReport(
                books.acceptedCount(),
                calls.size(),
                calls.stream()
                        .collect(Collectors.groupingBy(ReceivedRequest::status, TreeMap::new, Collectors.counting())),
                calls.stream().mapToLong(ReceivedRequest::bytes).sum(),
                Duration.between(first, last).toMillis(),
                ReceivedRequest.busiest(Duration.ofMinutes(1), calls),
                ReceivedRequest.mostAtOnce(calls));
    }

    public double eventsPerSecond() {
        return busyMillis == 0 ? 0 : events * 1000.0 / busyMillis;
    }

    public double eventsPerCall() {
        return calls == 0 ? 0 : (double) events / calls;
    }
}
