package io.github.pinsink.sandbox.chaos;

import io.github.pinsink.sandbox.Fault;
import java.time.Duration;
import java.util.List;
import java.util.Random;

/** All faults of the API that the chaos test injects. */
final class RandomFaults {
    /** Longer than the connector's {@code request.timeout.ms} in this test. */
    private static final Duration TOO_LATE = Duration.ofMillis(3_500);

    /**
     * @param requests limits the fault to that many requests, where it would reject many valid records otherwise; 0 to
     *     inject it for a time
     */
    record PlannedFault(Fault fault, int requests) {}

    private static final List<PlannedFault> ALL = List.of(
            new PlannedFault(new Fault.ServiceUnavailable(), 0),
            new PlannedFault(new Fault.Throttle(1), 3),
            new PlannedFault(new Fault.Throttle(1, "X-RateLimit-Reset"), 3),
            new PlannedFault(new Fault.ThrottleUntil(1), 3),
            new PlannedFault(new Fault.CloseBeforeResponse(), 0),
            new PlannedFault(new Fault.ResetBeforeResponse(), 0),
            new PlannedFault(new Fault.CloseBeforeReading(), 0),
            new PlannedFault(new Fault.TruncatedResponse(), 2),
            new PlannedFault(new Fault.Stall(TOO_LATE), 5),
            new PlannedFault(new Fault.Latency(TOO_LATE), 3),
            new PlannedFault(new Fault.Latency(Duration.ofMillis(400)), 0),
            new PlannedFault(new Fault.FailIds("7", "no such thing", 200), 1),
            new PlannedFault(new Fault.FailIds("3", "no such thing", 422), 1),
            new PlannedFault(new Fault.FailInDetails("5", "no such thing"), 1),
            new PlannedFault(new Fault.BadRequest(), 2),
            new PlannedFault(new Fault.Unauthorized(), 1),
            new PlannedFault(new Fault.Forbidden(), 1),
            new PlannedFault(new Fault.Reject(404, "AdAccount not found."), 1),
            new PlannedFault(new Fault.Reject(408, "too slow"), 0),
            new PlannedFault(new Fault.ProxyPage(400), 2),
            new PlannedFault(new Fault.ProxyPage(403), 2),
            new PlannedFault(new Fault.ProxyPage(413), 2),
            new PlannedFault(new Fault.ProxyPage(422), 2),
            new PlannedFault(new Fault.WrongTotals(0, -1), 2),
            new PlannedFault(new Fault.Reject(413, "too large"), 2),
            new PlannedFault(new Fault.Reject(422, "not all events were processed"), 2),
            new PlannedFault(new Fault.Reject(500, "internal"), 0),
            new PlannedFault(new Fault.AcceptThenError(502), 0),
            new PlannedFault(new Fault.AcceptThenError(504), 0),
            new PlannedFault(new Fault.NonJsonResponse(), 2),
            new PlannedFault(new Fault.EmptyResponse(), 2),
            new PlannedFault(new Fault.WrongStatusCount(-1), 2),
            new PlannedFault(new Fault.WrongStatusCount(2), 2),
            new PlannedFault(new Fault.OversizedResponse(5_000_000), 2));

    private RandomFaults() {}

    static PlannedFault any(Random random) {
        return ALL.get(random.nextInt(ALL.size()));
    }
}
