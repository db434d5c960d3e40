package io.github.pinsink.simulation;

import io.github.pinsink.api.ApiOutcome;
import io.github.pinsink.delivery.Request;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Predicate;

/** The API as the delivery sees it: requests come in, answers go out after a while, and some of the events are taken. */
final class FakePinterest {
    private final Scheduler scheduler;
    private final Map<RecordId, Integer> taken = new HashMap<>();
    private final Set<RecordId> maybeTaken = new HashSet<>();
    private final ArrayDeque<Long> lastMinute = new ArrayDeque<>();
    private Weather weather = Weather.fair(Duration.ofMillis(100));
    private int token;
    private int calls;
    private int events;
    private int busiestMinute;
    private int underWay;
    private int mostUnderWay;

    /** What becomes of a request. */
    record Reply(ApiOutcome outcome, List<RecordId> taken, Duration latency) {}

    /** How the API behaves for now. */
    interface Weather {
        Reply reply(Request<SimulatedRecord> request, long now);

        static Weather fair(Duration latency) {
            return (request, now) -> new Reply(new ApiOutcome.Delivered(), ids(request), latency);
        }

        static Weather refusing(ApiOutcome outcome) {
            return (request, now) -> new Reply(outcome, List.of(), Duration.ofMillis(20));
        }

        /** Everything is taken, and no answer comes. */
        static Weather swallowing(ApiOutcome outcome, Duration after) {
            return (request, now) -> new Reply(outcome, ids(request), after);
        }

        /** A request with a bad event in it is refused as a whole. */
        static Weather pickyAbout(Predicate<RecordId> bad, Duration latency) {
            return (request, now) -> {
                boolean refused = ids(request).stream().anyMatch(bad);
                return refused
                        ? new Reply(new ApiOutcome.Rejected(400, "unknown property"), List.of(), latency)
                        : new Reply(new ApiOutcome.Delivered(), ids(request), latency);
            };
        }

        /** Each event is judged on its own. */
        static Weather judging(Predicate<RecordId> bad, Duration latency) {
            return (request, now) -> new Reply(
                    new ApiOutcome.PartlyDelivered(ids(request).stream()
                            .map(id -> bad.test(id) ? Optional.of("too old") : Optional.<String>empty())
                            .toList()),
                    ids(request).stream().filter(bad.negate()).toList(),
                    latency);
        }
    }

    FakePinterest(Scheduler scheduler) {
        this.scheduler = scheduler;
    }

    static List<RecordId> ids(Request<SimulatedRecord> request) {
        return request.events().stream().map(event -> event.origin().id()).toList();
    }

    void weather(Weather next) {
        weather = next;
    }

    Weather weather() {
        return weather;
    }

    /** From now on only tokens read after this are good. */
    void rotateToken() {
        token++;
    }

    int currentToken() {
        return token;
    }

    void receive(Request<SimulatedRecord> request, int withToken, Consumer<ApiOutcome> onOutcome) {
        calls++;
        events += request.events().size();
        underWay++;
        mostUnderWay = Math.max(mostUnderWay, underWay);
        remember(scheduler.now());
        Reply reply = withToken == token
                ? weather.reply(request, scheduler.now())
                : new Reply(new ApiOutcome.Unauthorized("no"), List.of(), Duration.ofMillis(30));
        long jitter = scheduler.random().nextLong(TimeUnit.MILLISECONDS.toNanos(5));
        scheduler.afterNanos(reply.latency().toNanos() + jitter, () -> {
            underWay--;
            reply.taken().forEach(id -> taken.merge(id, 1, Integer::sum));
            if (!isGood(reply.outcome())) {
                maybeTaken.addAll(reply.taken());
            }
            onOutcome.accept(reply.outcome());
        });
    }

    private static boolean isGood(ApiOutcome outcome) {
        return outcome instanceof ApiOutcome.Delivered || outcome instanceof ApiOutcome.PartlyDelivered;
    }

    private void remember(long now) {
        lastMinute.add(now);
        while (now - lastMinute.peek() > TimeUnit.MINUTES.toNanos(1)) {
            lastMinute.remove();
        }
        busiestMinute = Math.max(busiestMinute, lastMinute.size());
    }

    boolean has(RecordId id) {
        return taken.containsKey(id);
    }

    int distinct() {
        return taken.size();
    }

    /** Events taken more than once. */
    long duplicates() {
        return taken.values().stream().filter(times -> times > 1).count();
    }

    /** Those among them for which no answer had said that they were taken. */
    boolean wasAmbiguous(RecordId id) {
        return maybeTaken.contains(id);
    }

    Set<RecordId> takenTwice() {
        Set<RecordId> twice = new HashSet<>();
        taken.forEach((id, times) -> {
            if (times > 1) {
                twice.add(id);
            }
        });
        return twice;
    }

    int calls() {
        return calls;
    }

    int events() {
        return events;
    }

    int busiestMinute() {
        return busiestMinute;
    }

    /** Begins to look for the most from now on. */
    void forgetMostUnderWay() {
        mostUnderWay = underWay;
    }

    int mostUnderWay() {
        return mostUnderWay;
    }
}
