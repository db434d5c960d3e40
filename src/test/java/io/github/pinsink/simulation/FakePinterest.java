package io.github.pinsink.simulation;

import io.github.pinsink.api.AccessToken;
import io.github.pinsink.api.ApiOutcome;
import io.github.pinsink.simulation.FaultModel.ApiRequest;
import io.github.pinsink.simulation.FaultModel.Reply;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** The API: it answers each request after a while, as the current {@link FaultModel} says, and remembers what it accepted. */
final class FakePinterest {
    private static final Duration MAX_JITTER = Duration.ofMillis(5);

    private final Scheduler scheduler;
    private final Map<RecordId, Integer> accepted = new HashMap<>();
    private final Set<RecordId> confirmed = new HashSet<>();
    private final Set<RecordId> ambiguous = new HashSet<>();
    private final ArrayDeque<Long> lastMinute = new ArrayDeque<>();
    private FaultModel faults = FaultModel.healthy(Duration.ofMillis(100));
    private int tokens = 1;
    private int calls;
    private int events;
    private int busiestMinute;
    private int inFlight;
    private int mostInFlight;

    FakePinterest(Scheduler scheduler) {
        this.scheduler = scheduler;
    }

    void faults(FaultModel next) {
        faults = next;
    }

    /** From now on only the next token is valid. */
    void rotateToken() {
        tokens++;
    }

    String currentToken() {
        return "token-" + tokens;
    }

    void receive(ApiRequest request, AccessToken token, Consumer<ApiOutcome> onOutcome) {
        calls++;
        events += request.events().size();
        inFlight++;
        mostInFlight = Math.max(mostInFlight, inFlight);
        countCall(scheduler.now());
        Reply reply = token.equals(new AccessToken(currentToken()))
                ? faults.reply(request, scheduler.now())
                : new Reply(new ApiOutcome.Unauthorized("no"), List.of(), Duration.ofMillis(30));
        scheduler.after(reply.latency().plus(scheduler.between(Duration.ZERO, MAX_JITTER)), () -> {
            inFlight--;
            reply.accepted().forEach(id -> accepted.merge(id, 1, Integer::sum));
            onOutcome.accept(reply.outcome());
            (isSuccess(reply.outcome()) ? confirmed : ambiguous).addAll(reply.accepted());
        });
    }

    private static boolean isSuccess(ApiOutcome outcome) {
        return outcome instanceof ApiOutcome.Delivered || outcome instanceof ApiOutcome.PartlyDelivered;
    }

    private void countCall(long now) {
        lastMinute.add(now);
        while (now - lastMinute.element() > TimeUnit.MINUTES.toNanos(1)) {
            lastMinute.remove();
        }
        busiestMinute = Math.max(busiestMinute, lastMinute.size());
    }

    /** Whether a response said that the event was accepted. */
    boolean hasConfirmed(RecordId id) {
        return confirmed.contains(id);
    }

    /** Whether the event was accepted in a request whose response did not say so. */
    boolean wasAmbiguous(RecordId id) {
        return ambiguous.contains(id);
    }

    int distinctEvents() {
        return accepted.size();
    }

    Set<RecordId> acceptedTwice() {
        Set<RecordId> twice = new HashSet<>();
        accepted.forEach((id, times) -> {
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

    void resetMostInFlight() {
        mostInFlight = inFlight;
    }

    int mostInFlight() {
        return mostInFlight;
    }
}
