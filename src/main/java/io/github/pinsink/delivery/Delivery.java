package io.github.pinsink.delivery;

import io.github.pinsink.api.AdAccountId;
import io.github.pinsink.api.ApiOutcome;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * The loop as a value in time: events go in, requests come out, answers go in, settled events come out.
 *
 * <p>Whoever owns it calls {@link #offer} for each event, {@link #take} for what is to be sent, {@link #answered} for
 * each answer, and takes {@link #settled} away. It has no thread, no clock and does no I/O, so that hours of outage are a
 * unit test. Invariants:
 *
 * <ul>
 *   <li>An event is in exactly one place: an open batch, a waiting request, a request in flight, or the list of settled
 *       ones. It is settled once.
 *   <li>Trouble that is not the event's own fault (throttling, outages, a refused token or ad account) never settles it.
 *   <li>A request refused as a whole is halved until the culprit stands alone: at most {@code 2·k·log2(n)} further calls
 *       for k culprits among n events.
 *   <li>Each attempt takes a permit of its ad account.
 * </ul>
 *
 * @param <R> what the caller wants back when an event is settled
 */
public final class Delivery<R> {
    private final DeliveryPolicy policy;
    private final Function<AdAccountId, Permits> permits;
    private final Predicate<R> wanted;
    private final Map<AdAccountId, Lane<R>> lanes = new LinkedHashMap<>();
    private final List<Settled<R>> settled = new ArrayList<>();

    private int inFlight;
    private int bufferedEvents;
    private long bufferedBytes;
    private Optional<String> halt = Optional.empty();
    private Optional<String> trouble = Optional.empty();

    private int tokenNumber;
    private boolean tokenProven = true;
    private boolean tokenRefused;

    private String lastRefusal = "";
    private int refusalsInARow;

    /**
     * @param permits makes the permits of an ad account when it is first seen
     * @param wanted whether anybody still waits for what becomes of an event; others are not sent (again)
     */
    public Delivery(DeliveryPolicy policy, Function<AdAccountId, Permits> permits, Predicate<R> wanted) {
        this.policy = policy;
        this.permits = permits;
        this.wanted = wanted;
    }

    public void offer(AdAccountId account, Payload payload, boolean offline, R origin, long now) {
        Request.Entry<R> entry = new Request.Entry<>(payload, offline, origin);
        bufferedEvents++;
        bufferedBytes += payload.heldBytes();
        lane(account).add(entry, now);
    }

    /**
     * The requests to send now.
     *
     * @param flush whether events that still wait for company go as well
     */
    public List<Request<R>> take(long now, boolean flush) {
        List<Request<R>> due = new ArrayList<>();
        if (halt.isPresent() || tokenRefused) {
            return due;
        }
        for (Lane<R> lane : lanes.values()) {
            lane.sealIfDue(now, flush);
            while (inFlight < policy.maxInFlight()
                    && lane.hasReady(now)
                    && lane.permits().tryAcquire()) {
                inFlight++;
                due.add(lane.takeReady().sent(now, tokenNumber));
            }
        }
        return due;
    }

    /** What became of a request that {@link #take} had returned. */
    public void answered(Request<R> request, ApiOutcome outcome, long now) {
        inFlight--;
        if (request.entries().stream().noneMatch(entry -> wanted.test(entry.origin()))) {
            forget(request.entries());
            return;
        }
        outcome.match(new Answer(request, now));
    }

    /** Takes away what was settled since the last call. */
    public List<Settled<R>> settled() {
        List<Settled<R>> all = List.copyOf(settled);
        settled.clear();
        return all;
    }

    /** Drops the events nobody waits for any more; what is in flight cannot be called back. */
    public void discardUnwanted() {
        lanes.values().forEach(lane -> forget(lane.discard(wanted)));
    }

    /** Why nothing is sent any more, when there is no way on without a person. */
    public Optional<String> halt() {
        return halt;
    }

    /** What keeps events waiting since the last call that was answered well. */
    public Optional<String> trouble() {
        return trouble;
    }

    /** Whether the token was refused and sending stands still until {@link #tokenReread}. */
    public boolean tokenRefused() {
        return tokenRefused;
    }

    /** Sending goes on, with the token that was read again. If that is refused too, it halts. */
    public void tokenReread() {
        tokenNumber++;
        tokenRefused = false;
        tokenProven = false;
    }

    public int inFlight() {
        return inFlight;
    }

    /** Events that were offered and are not settled, those in flight included. */
    public int bufferedEvents() {
        return bufferedEvents;
    }

    /** The memory these events take, as their payloads say. */
    public long bufferedBytes() {
        return bufferedBytes;
    }

    /** Whether a request could be sent at once if fewer were in flight. */
    public boolean hasReady(long now) {
        return lanes.values().stream().anyMatch(lane -> lane.hasReady(now));
    }

    /** Whether waiting a moment is likely to bring everything to its end: nothing is being retried or held back. */
    public boolean isHealthy(long now) {
        return halt.isEmpty()
                && !tokenRefused
                && lanes.values().stream().noneMatch(lane -> lane.isWaitingForBetterTimes(now));
    }

    /** The longest the owner may wait before it calls again, if no answer comes. */
    public Duration untilNextMove(long now, Duration atMost) {
        long nanos = atMost.toNanos();
        for (Lane<R> lane : lanes.values()) {
            nanos = Math.min(nanos, lane.nanosToNextMove(now).orElse(nanos));
        }
        return Duration.ofNanos(nanos);
    }

    private Lane<R> lane(AdAccountId account) {
        return lanes.computeIfAbsent(account, id -> new Lane<>(id, policy, permits.apply(id)));
    }

    private void forget(List<Request.Entry<R>> entries) {
        for (Request.Entry<R> entry : entries) {
            bufferedEvents--;
            bufferedBytes -= entry.payload().heldBytes();
        }
    }

    private void settle(List<Request.Entry<R>> entries, Function<R, Settled<R>> end) {
        forget(entries);
        entries.forEach(entry -> settled.add(end.apply(entry.origin())));
    }

    private void halt(String why) {
        if (halt.isEmpty()) {
            halt = Optional.of(why);
        }
    }

    /** One answer: each case says what it means for the events, for the rate and for what is sent next. */
    private final class Answer implements ApiOutcome.Cases<Void> {
        private final Request<R> request;
        private final Lane<R> lane;
        private final long now;

        Answer(Request<R> request, long now) {
            this.request = request;
            this.lane = lane(request.account());
            this.now = now;
        }

        @Override
        public Void delivered(ApiOutcome.Delivered outcome) {
            goodAnswer();
            refusalsInARow = 0;
            settle(request.entries(), Settled::delivered);
            return null;
        }

        @Override
        public Void partlyDelivered(ApiOutcome.PartlyDelivered outcome) {
            goodAnswer();
            refusalsInARow = 0;
            for (int i = 0; i < request.entries().size(); i++) {
                Optional<String> refusal = outcome.refusals().get(i);
                settle(List.of(request.entries().get(i)), origin -> new Settled<>(origin, refusal));
            }
            return null;
        }

        @Override
        public Void throttled(ApiOutcome.Throttled outcome) {
            trouble = Optional.of("the rate limit was exceeded (429)");
            lane.permits().throttled(now);
            long wait = outcome.retryAfter()
                    .map(Duration::toNanos)
                    .orElseGet(() -> policy.backoff().nanos(request.failures() + 1));
            lane.closeUntil(now + wait);
            lane.putBack(request.delayed(now + wait));
            return null;
        }

        @Override
        public Void unavailable(ApiOutcome.Unavailable outcome) {
            Request<R> remaining = outcome.ambiguous() ? withoutAmbiguousOffline(outcome.reason()) : request;
            if (remaining.entries().isEmpty()) {
                return null;
            }
            trouble = Optional.of(outcome.reason());
            long wait = policy.backoff().nanos(request.failures() + 1);
            if (outcome.retryAfter().isPresent()) {
                wait = Math.max(wait, outcome.retryAfter().get().toNanos());
            }
            lane.putBack(remaining.failed(now + wait));
            long tryingFor = now - request.firstSentAt();
            if (policy.retryTimeout().isPresent()
                    && tryingFor >= policy.retryTimeout().get().toNanos()) {
                halt("Pinterest could not be reached for "
                        + Duration.ofNanos(tryingFor).toSeconds()
                        + " s (" + outcome.reason() + "), longer than retry.timeout.ms allows. Nothing is lost,"
                        + " offsets stand still. Restart the task when the API answers again, or set"
                        + " retry.timeout.ms to -1 to wait for ever.");
            }
            return null;
        }

        @Override
        public Void rejected(ApiOutcome.Rejected outcome) {
            goodAnswer();
            int size = request.entries().size();
            if (size > 1) {
                lane.putBack(
                        request.with(request.entries().subList(0, size / 2)).delayed(now));
                lane.putBack(
                        request.with(request.entries().subList(size / 2, size)).delayed(now));
                return null;
            }
            refusalsInARow = outcome.message().equals(lastRefusal) ? refusalsInARow + 1 : 1;
            lastRefusal = outcome.message();
            if (refusalsInARow >= policy.refusalLimit()) {
                lane.putBack(request.delayed(now));
                halt("Pinterest refused " + refusalsInARow + " events one after the other with the same message ("
                        + outcome.status() + ": " + outcome.message() + "). That looks like a fault common to all"
                        + " of them, so the rest is kept back. Check the mapping and the ad account, then restart"
                        + " the task.");
                return null;
            }
            settle(
                    request.entries(),
                    origin -> Settled.refused(
                            origin, "Pinterest refused the event (" + outcome.status() + "): " + outcome.message()));
            return null;
        }

        @Override
        public Void unauthorised(ApiOutcome.Unauthorised outcome) {
            lane.putBack(request.delayed(now));
            if (request.tokenNumber() != tokenNumber) {
                return null;
            }
            if (tokenProven) {
                tokenRefused = true;
            } else {
                halt("Pinterest refused the token (401: " + outcome.message() + "), also after it was read again."
                        + " Nothing is lost, offsets stand still. Put a valid token behind pinterest.access.token"
                        + " and restart the task.");
            }
            return null;
        }

        @Override
        public Void forbidden(ApiOutcome.Forbidden outcome) {
            lane.putBack(request.delayed(now));
            halt("Pinterest denied access to the ad account " + request.account() + " (" + outcome.status() + ": "
                    + outcome.message() + "). Nothing is lost, offsets stand still. Check"
                    + " pinterest.ad.account.id, pinterest.api.url and the role of the token's user, then restart"
                    + " the task.");
            return null;
        }

        @Override
        public Void unreadable(ApiOutcome.Unreadable outcome) {
            Request<R> remaining = withoutAmbiguousOffline(outcome.reason());
            if (remaining.entries().isEmpty()) {
                return null;
            }
            if (request.unreadable() + 1 >= policy.unreadableAttempts()) {
                settle(
                        remaining.entries(),
                        origin -> Settled.refused(
                                origin,
                                "Pinterest's answer could not be read in " + policy.unreadableAttempts() + " attempts: "
                                        + outcome.reason() + ". The event may have been taken."));
                return null;
            }
            trouble = Optional.of(outcome.reason());
            lane.putBack(remaining.answeredUnreadably(now + policy.backoff().nanos(request.unreadable() + 1)));
            return null;
        }

        private void goodAnswer() {
            trouble = Optional.empty();
            lane.permits().answered();
            tokenProven = tokenProven || request.tokenNumber() == tokenNumber;
        }

        private Request<R> withoutAmbiguousOffline(String reason) {
            if (policy.resendAmbiguousOffline()) {
                return request;
            }
            List<Request.Entry<R>> kept = new ArrayList<>();
            for (Request.Entry<R> entry : request.entries()) {
                if (entry.offline()) {
                    settle(
                            List.of(entry),
                            origin -> Settled.refused(
                                    origin,
                                    "It is unknown whether Pinterest took this offline event (" + reason
                                            + "), and offline.ambiguous=errant forbids to send it again."));
                } else {
                    kept.add(entry);
                }
            }
            return request.with(kept);
        }
    }
}
