package io.github.pinsink.sandbox;

import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.stream.Stream;

/**
 * One request as the simulator saw it.
 *
 * @param at when its head had arrived
 * @param until when it was answered or its connection ended
 * @param events how many events it carried, 0 when the body was not read or could not be
 * @param status the HTTP status of the answer, 0 when the connection was ended without a whole one
 */
public record ReceivedRequest(int number, Instant at, Instant until, int events, int bytes, boolean test, int status) {

    /** How many of the calls began within the busiest stretch of that length. */
    static int busiest(Duration window, Collection<ReceivedRequest> calls) {
        List<Instant> times = calls.stream().map(ReceivedRequest::at).sorted().toList();
        int most = 0;
        for (int first = 0, next = 0; next < times.size(); next++) {
            while (!times.get(next).isBefore(times.get(first).plus(window))) {
                first++;
            }
            most = Math.max(most, next - first + 1);
        }
        return most;
    }

    /** How many of the calls were under way at once, at most. */
    static int mostAtOnce(Collection<ReceivedRequest> calls) {
        record Step(Instant at, int change) {}
        int now = 0;
        int most = 0;
        List<Step> steps = calls.stream()
                .flatMap(call -> Stream.of(new Step(call.at(), 1), new Step(call.until(), -1)))
                .sorted((left, right) -> {
                    int byTime = left.at().compareTo(right.at());
                    return byTime != 0 ? byTime : Integer.compare(left.change(), right.change());
                })
                .toList();
        for (Step step : steps) {
            now += step.change();
            most = Math.max(most, now);
        }
        return most;
    }
}
