package io.github.pinsink.sandbox;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * A summary of the simulator's request log.
 *
 * @param events accepted events, duplicates included
 * @param byStatus calls by response status; 0 for those without a complete response
 * @param bytes of all request bodies
 * @param busyMillis from the headers of the first call to the last response with status 200
 * @param maxCallsPerMinute the maximum number of calls that began within 60 seconds
 * @param maxInFlight the maximum number of calls in flight at the same time
 */
public record SimulatorReport(
        long events,
        int calls,
        Map<Integer, Long> byStatus,
        long bytes,
        long busyMillis,
        int maxCallsPerMinute,
        int maxInFlight) {

    static SimulatorReport of(RequestLog log) {
        List<ReceivedRequest> calls = log.calls();
        Instant first =
                calls.stream().map(ReceivedRequest::at).min(Instant::compareTo).orElse(Instant.EPOCH);
        Instant last = calls.stream()
                .filter(call -> call.status() == 200)
                .map(ReceivedRequest::until)
                .max(Instant::compareTo)
                .orElse(first);
        return new SimulatorReport(
                log.acceptedCount(),
                calls.size(),
                calls.stream()
                        .collect(Collectors.groupingBy(ReceivedRequest::status, TreeMap::new, Collectors.counting())),
                calls.stream().mapToLong(ReceivedRequest::bytes).sum(),
                Duration.between(first, last).toMillis(),
                ReceivedRequest.maxWithin(Duration.ofMinutes(1), calls),
                ReceivedRequest.maxInFlight(calls));
    }

    public double eventsPerSecond() {
        return busyMillis == 0 ? 0 : events * 1000.0 / busyMillis;
    }

    public double eventsPerCall() {
        return calls == 0 ? 0 : (double) events / calls;
    }
}
