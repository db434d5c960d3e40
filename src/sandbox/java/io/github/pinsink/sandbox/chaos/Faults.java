package io.github.pinsink.sandbox.chaos;

import io.github.pinsink.sandbox.Misbehaviour;
import java.time.Duration;
import java.util.List;
import java.util.Random;

/** Every way in which the API can fail, for some seconds or some requests. */
final class Faults {
    /** With {@code request.timeout.ms} below this the client has given up before the answer comes. */
    private static final Duration TOO_LATE = Duration.ofMillis(3_500);

    /** @param requests how many meet it at most, where a longer spell would only reject good records; 0 for a time */
    record Fault(Misbehaviour misbehaviour, int requests) {}

    private static final List<Fault> ALL = List.of(
            new Fault(new Misbehaviour.ServiceUnavailable(), 0),
            new Fault(new Misbehaviour.Throttle(1), 3),
            new Fault(new Misbehaviour.Throttle(1, "X-RateLimit-Reset"), 3),
            new Fault(new Misbehaviour.ThrottleUntil(1), 3),
            new Fault(new Misbehaviour.BreakBeforeAnswer(), 0),
            new Fault(new Misbehaviour.ResetBeforeAnswer(), 0),
            new Fault(new Misbehaviour.BreakBeforeReading(), 0),
            new Fault(new Misbehaviour.TruncatedAnswer(), 2),
            new Fault(new Misbehaviour.Stall(TOO_LATE), 5),
            new Fault(new Misbehaviour.Latency(TOO_LATE), 3),
            new Fault(new Misbehaviour.Latency(Duration.ofMillis(400)), 0),
            new Fault(new Misbehaviour.FailIds("7", "no such thing", 200), 1),
            new Fault(new Misbehaviour.FailIds("3", "no such thing", 422), 1),
            new Fault(new Misbehaviour.FailInDetails("5", "no such thing"), 1),
            new Fault(new Misbehaviour.BadRequest(), 2),
            new Fault(new Misbehaviour.Unauthorised(), 1),
            new Fault(new Misbehaviour.Forbidden(), 1),
            new Fault(new Misbehaviour.Refuse(404, "AdAccount not found."), 1),
            new Fault(new Misbehaviour.Refuse(408, "too slow"), 0),
            new Fault(new Misbehaviour.ProxyPage(400), 2),
            new Fault(new Misbehaviour.ProxyPage(403), 2),
            new Fault(new Misbehaviour.ProxyPage(413), 2),
            new Fault(new Misbehaviour.ProxyPage(422), 2),
            new Fault(new Misbehaviour.WrongNumbers(0, -1), 2),
            new Fault(new Misbehaviour.Refuse(413, "too large"), 2),
            new Fault(new Misbehaviour.Refuse(422, "not all events were processed"), 2),
            new Fault(new Misbehaviour.Refuse(500, "internal"), 0),
            new Fault(new Misbehaviour.TakeAndRefuse(502), 0),
            new Fault(new Misbehaviour.TakeAndRefuse(504), 0),
            new Fault(new Misbehaviour.NotJson(), 2),
            new Fault(new Misbehaviour.EmptyAnswer(), 2),
            new Fault(new Misbehaviour.WrongCount(-1), 2),
            new Fault(new Misbehaviour.WrongCount(2), 2),
            new Fault(new Misbehaviour.HugeAnswer(5_000_000), 2));

    private Faults() {}

    static Fault any(Random random) {
        return ALL.get(random.nextInt(ALL.size()));
    }
}
