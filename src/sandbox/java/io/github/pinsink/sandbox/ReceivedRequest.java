package io.github.pinsink.sandbox;

import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.stream.Stream;

/**
 * A request that the simulator received.
 *
 * @param at when its headers had arrived
 * @param until when the response was sent or the connection closed
 * @param events how many events it carried; 0 if the body was not read or not parsed
 * @param isTestMode whether it had the query parameter {@code test=true}
 * @param status the HTTP status of the response; 0 if the connection was closed before a complete response
 */
public record ReceivedRequest(
        int number, Instant at, Instant until, int events, int bytes, boolean isTestMode, int status) {

    /** The maximum number of calls that began within any window of that length. */
    static int maxWithin(Duration window, Collection<ReceivedRequest> calls) {
        List<Instant> times = calls.stream().map(ReceivedRequest::at).sorted().toList();
        int max = 0;
        for (int first = 0, next = 0; next < times.size(); next++) {
            while (!times.get(next).isBefore(times.get(first).plus(window))) {
                first++;
            }
            max = Math.max(max, next - first + 1);
        }
        return max;
    }

    /** The maximum number of calls in flight at the same time. */
    static int maxInFlight(Collection<ReceivedRequest> calls) {
        record Step(Instant at, int change) {}
        int now = 0;
        int max = 0;
        List<Step> steps = calls.stream()
                .flatMap(call -> Stream.of(new Step(call.at(), 1), new Step(call.until(), -1)))
                .sorted((left, right) -> {
                    int byTime = left.at().compareTo(right.at());
                    return byTime != 0 ? byTime : Integer.compare(left.change(), right.change());
                })
                .toList();
        for (Step step : steps) {
            now += step.change();
            max = Math.max(max, now);
        }
        return max;
    }
}
