package io.github.pinsink.sandbox.chaos;

import io.github.pinsink.sandbox.Fault;
import java.time.Duration;
import java.util.List;
import java.util.Random;

/** Every way in which the API can fail, for some seconds or some requests. */
final class RandomFaults {
    /** With {@code request.timeout.ms} below this the client has given up before the answer comes. */
    private static final Duration TOO_LATE = Duration.ofMillis(3_500);

    /** @param requests how many meet it at most, where a longer spell would only reject good records; 0 for a time */
    record PlannedFault(Fault fault, int requests) {}

    private static final List<PlannedFault> ALL = List.of(
            new PlannedFault(new Fault.ServiceUnavailable(), 0),
            new PlannedFault(new Fault.Throttle(1), 3),
            new PlannedFault(new Fault.Throttle(1, "X-RateLimit-Reset"), 3),
            new PlannedFault(new Fault.ThrottleUntil(1), 3),
            new PlannedFault(new Fault.BreakBeforeAnswer(), 0),
            new PlannedFault(new Fault.ResetBeforeAnswer(), 0),
            new PlannedFault(new Fault.BreakBeforeReading(), 0),
            new PlannedFault(new Fault.TruncatedAnswer(), 2),
            new PlannedFault(new Fault.Stall(TOO_LATE), 5),
            new PlannedFault(new Fault.Latency(TOO_LATE), 3),
            new PlannedFault(new Fault.Latency(Duration.ofMillis(400)), 0),
            new PlannedFault(new Fault.FailIds("7", "no such thing", 200), 1),
            new PlannedFault(new Fault.FailIds("3", "no such thing", 422), 1),
            new PlannedFault(new Fault.FailInDetails("5", "no such thing"), 1),
            new PlannedFault(new Fault.BadRequest(), 2),
            new PlannedFault(new Fault.Unauthorized(), 1),
            new PlannedFault(new Fault.Forbidden(), 1),
            new PlannedFault(new Fault.Refuse(404, "AdAccount not found."), 1),
            new PlannedFault(new Fault.Refuse(408, "too slow"), 0),
            new PlannedFault(new Fault.ProxyPage(400), 2),
            new PlannedFault(new Fault.ProxyPage(403), 2),
            new PlannedFault(new Fault.ProxyPage(413), 2),
            new PlannedFault(new Fault.ProxyPage(422), 2),
            new PlannedFault(new Fault.WrongNumbers(0, -1), 2),
            new PlannedFault(new Fault.Refuse(413, "too large"), 2),
            new PlannedFault(new Fault.Refuse(422, "not all events were processed"), 2),
            new PlannedFault(new Fault.Refuse(500, "internal"), 0),
            new PlannedFault(new Fault.TakeAndRefuse(502), 0),
            new PlannedFault(new Fault.TakeAndRefuse(504), 0),
            new PlannedFault(new Fault.NotJson(), 2),
            new PlannedFault(new Fault.EmptyAnswer(), 2),
            new PlannedFault(new Fault.WrongCount(-1), 2),
            new PlannedFault(new Fault.WrongCount(2), 2),
            new PlannedFault(new Fault.HugeAnswer(5_000_000), 2));

    private RandomFaults() {}

    static PlannedFault any(Random random) {
        return ALL.get(random.nextInt(ALL.size()));
    }
}
