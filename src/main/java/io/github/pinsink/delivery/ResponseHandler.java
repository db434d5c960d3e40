package io.github.pinsink.delivery;

import io.github.pinsink.api.ApiMessage;
import io.github.pinsink.api.ApiOutcome;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;

/** One answer: each case says what it means for the events, for the rate, and for what is sent next. */
final class ResponseHandler<R> implements ApiOutcome.Cases<Void> {
    /** What all answers of a delivery have in common. */
    record Context<R>(
            DeliveryPolicy policy,
            BufferedEvents<R> ledger,
            ApiHealth standing,
            TokenState token,
            RejectionBreaker refusals,
            DeliveryCounters counters,
            DeniedAccounts<R> deniedAccounts) {}

    /** A rate limit is one of a minute. What asks for hours is tried again all the same, a dozen times an hour. */
    private static final Duration LONGEST_THROTTLE = Duration.ofMinutes(5);

    private final Context<R> context;
    private final AccountQueue<R> lane;
    private final Request<R> request;
    private final BatchBisector<R> isolation;
    private final long now;

    /** @param request with all events that were sent, also those that nobody waits for any more */
    ResponseHandler(Context<R> context, AccountQueue<R> lane, Request<R> request, long now) {
        this.context = context;
        this.lane = lane;
        this.request = request;
        this.isolation = new BatchBisector<>(lane, now);
        this.now = now;
    }

    @Override
    public Void delivered(ApiOutcome.Delivered outcome) {
        answeredWell();
        context.counters().warned(outcome.warnings());
        context.refusals().delivered(request.events().size());
        request.events().forEach(context.ledger()::delivered);
        isolation.bisectDeferredHalf(request, Request.filtered(request.rest(), context.ledger()::keepOrRelease));
        return null;
    }

    @Override
    public Void partlyDelivered(ApiOutcome.PartlyDelivered outcome) {
        answeredWell();
        context.counters().warned(outcome.warnings());
        List<Optional<String>> refusals = outcome.refusals();
        // Most of a request's refusals have the same few texts.
        Map<String, String> kinds = new HashMap<>();
        Map<String, Integer> byKind = new TreeMap<>();
        int taken = 0;
        for (Optional<String> refusal : refusals) {
            if (refusal.isEmpty()) {
                taken++;
            } else {
                byKind.merge(kinds.computeIfAbsent(refusal.get(), ApiMessage::kind), 1, Integer::sum);
            }
        }
        Map<String, Long> room = new TreeMap<>();
        for (String kind : byKind.keySet()) {
            // Those taken with them count as if they had come in between, since the order within a request means
            // nothing.
            room.put(kind, Math.max(0L, context.refusals().room(kind) + taken));
        }
        List<BufferedEvent<R>> keptBack = new ArrayList<>();
        String tooMany = "";
        for (int i = 0; i < refusals.size(); i++) {
            BufferedEvent<R> event = request.events().get(i);
            Optional<String> refusal = refusals.get(i);
            if (refusal.isEmpty()) {
                context.ledger().delivered(event);
            } else if (room.merge(kinds.computeIfAbsent(refusal.get(), ApiMessage::kind), -1L, Long::sum) >= 0) {
                context.ledger().refused(event, refusal.get());
            } else if (context.ledger().keepOrRelease(event)) {
                keptBack.add(event);
                tooMany = refusal.get();
            }
        }
        byKind.forEach(context.refusals()::refused);
        context.refusals().delivered(taken);
        for (Map.Entry<String, Integer> kind : byKind.entrySet()) {
            if (context.refusals().room(kind.getKey()) <= 0) {
                haltForRefusals(200, tooMany.isEmpty() ? kind.getKey() : tooMany, kind.getKey());
            }
        }
        if (!keptBack.isEmpty()) {
            lane.putPart(request.part(keptBack, List.of(), request.attempts().ofPart(now, false)));
        }
        isolation.release(request.only(context.ledger()::isWanted));
        dropUnwantedRest();
        return null;
    }

    @Override
    public Void throttled(ApiOutcome.Throttled outcome) {
        context.standing().reached();
        context.standing().troubled("the rate limit was exceeded (429)", now);
        context.counters().throttled();
        long longest =
                longer(LONGEST_THROTTLE, context.policy().backoff().longest()).toNanos();
        long wait = outcome.retryAfter()
                .map(asked -> Math.min(asked.toNanos(), longest))
                .orElseGet(() ->
                        context.policy().backoff().nanos(request.attempts().throttles() + 1));
        lane.permits().throttled(now, now + wait);
        putBack(attempts -> attempts.throttled(now + wait));
        return null;
    }

    @Override
    public Void unavailable(ApiOutcome.Unavailable outcome) {
        context.standing().reached();
        failed(outcome.reason(), outcome.ambiguous(), outcome.retryAfter());
        return null;
    }

    @Override
    public Void unreachable(ApiOutcome.Unreachable outcome) {
        failed(outcome.reason(), outcome.ambiguous(), Optional.empty());
        return null;
    }

    @Override
    public Void untrusted(ApiOutcome.Untrusted outcome) {
        failed(outcome.reason(), false, Optional.empty());
        long nanos = context.standing().untrusted(now);
        if (nanos >= context.policy().access().timeout().toNanos()) {
            context.standing()
                    .halt("For " + Duration.ofNanos(nanos).toSeconds() + " s " + outcome.reason()
                            + ", so nothing was sent. Nothing is lost, offsets stand still. Where a proxy with a"
                            + " certificate of its own is in between, put its certificate into"
                            + " ssl.truststore.location; otherwise check pinterest.api.url and the clock of the worker."
                            + " Then restart the task.");
        }
        return null;
    }

    @Override
    public Void rejected(ApiOutcome.Rejected outcome) {
        answeredWell();
        Request<R> remaining = outcome.isAmbiguous() && request.events().size() > 1
                ? withoutAmbiguousOffline("422: " + outcome.message())
                : wanted();
        refused(
                remaining,
                outcome.status(),
                outcome.message(),
                outcome.isTooLarge(),
                outcome.isAmbiguous(),
                "Pinterest refused the event (" + outcome.status() + "): " + outcome.message());
        return null;
    }

    @Override
    public Void tooLarge(ApiOutcome.TooLarge outcome) {
        Request<R> remaining = wanted();
        context.standing().reached();
        context.standing().troubled(outcome.reason(), now);
        if (remaining.events().size() < 2) {
            // No event is refused for what is not the API's verdict.
            retry(remaining, outcome.reason(), false, outcome.retryAfter());
            return null;
        }
        context.counters().split();
        isolation.release(remaining);
        lane.tooLargeForNow(request.bytes());
        long retryAt = now + waitAfterFailure(outcome.retryAfter());
        isolation.shrinkLater(remaining, request.attempts().failed(retryAt, false));
        haltWhenRetriedForTooLong(remaining, outcome.reason());
        return null;
    }

    @Override
    public Void unauthorized(ApiOutcome.Unauthorized outcome) {
        context.standing().reached();
        putBack(attempts -> attempts.again(now));
        TokenState token = context.token();
        if (request.attempts().tokenNumber() != token.number()) {
            // It bore an older token.
            return null;
        }
        DeniedAccess access = context.standing().access();
        access.denied(
                "Pinterest rejects the token (401: " + outcome.message()
                        + "). Put a valid token behind pinterest.access.token; it is read again now and then",
                request.attempts().sentAt(),
                now);
        if (token.wasReread() && access.isTimeUp(now)) {
            context.standing()
                    .halt("Pinterest rejected the token (401: " + outcome.message() + ") for "
                            + access.age(now).toSeconds() + " s, also after it was read again."
                            + " Nothing is lost, offsets stand still. Put a valid token behind pinterest.access.token"
                            + " and restart the task.");
        } else {
            token.refused(now);
        }
        return null;
    }

    @Override
    public Void forbidden(ApiOutcome.Forbidden outcome) {
        context.standing().reached();
        putBack(attempts -> attempts.again(now));
        String said = outcome.status() + ": " + outcome.message();
        if (outcome.aboutAccount()) {
            context.deniedAccounts().denied(lane, said, request.attempts().sentAt(), now);
            return null;
        }
        String cure = outcome.status() == 407
                ? "Check proxy.url, proxy.user and proxy.password"
                : "Check pinterest.api.url, proxy.url and whatever else is between the worker and Pinterest";
        DeniedAccess access = context.standing().access();
        access.denied(
                "access to the API is denied (" + said + "). " + cure,
                request.attempts().sentAt(),
                now);
        if (access.isTimeUp(now)) {
            context.standing()
                    .halt("Access to the API was denied for " + access.age(now).toSeconds() + " s (" + said
                            + "). Nothing is lost, offsets stand still. " + cure + ", then restart the task.");
        }
        return null;
    }

    @Override
    public Void unreadable(ApiOutcome.Unreadable outcome) {
        context.standing().reached();
        Request<R> remaining = withoutAmbiguousOffline(outcome.reason());
        int attempts = request.attempts().unreadable() + 1;
        if (attempts < context.policy().unreadableAttempts()) {
            context.standing().troubled(outcome.reason(), now);
            putBack(
                    remaining,
                    history -> history.answeredUnreadably(
                            now + context.policy().backoff().nanos(attempts)),
                    true);
            return null;
        }
        // One event of it may be why: so it is looked for as where a request is refused.
        refused(
                remaining,
                200,
                outcome.reason(),
                false,
                true,
                "Pinterest's answer could not be read in " + attempts + " attempts: " + outcome.reason()
                        + ". The event may have been taken.");
        return null;
    }

    private void answeredWell() {
        context.standing().reached();
        if (context.standing().answeredWell(now)) {
            lane.wake(now);
        }
        lane.answeredWell(request, now);
        context.deniedAccounts().granted(lane);
        context.token().accepted(request.attempts().tokenNumber());
    }

    private void failed(String reason, boolean ambiguous, Optional<Duration> asked) {
        context.standing().troubled(reason, now);
        retry(ambiguous ? withoutAmbiguousOffline(reason) : wanted(), reason, ambiguous, asked);
    }

    private void retry(Request<R> remaining, String reason, boolean ambiguous, Optional<Duration> asked) {
        long wait = waitAfterFailure(asked);
        putBack(remaining, attempts -> attempts.failed(now + wait, ambiguous), ambiguous);
        haltWhenRetriedForTooLong(remaining, reason);
    }

    /** As long as the answer asks for, where that is no longer than the longest backoff. */
    private long waitAfterFailure(Optional<Duration> asked) {
        Backoff backoff = context.policy().backoff();
        long askedNanos = asked.map(Duration::toNanos).orElse(0L);
        return Math.max(
                backoff.nanos(request.attempts().failures() + 1),
                Math.min(askedNanos, backoff.longest().toNanos()));
    }

    private static Duration longer(Duration one, Duration other) {
        return one.compareTo(other) < 0 ? other : one;
    }

    private void haltWhenRetriedForTooLong(Request<R> remaining, String reason) {
        long tryingFor = now - request.attempts().firstFailedAt();
        Optional<Duration> limit = context.policy().retryTimeout();
        if (limit.isPresent()
                && tryingFor >= limit.get().toNanos()
                && !remaining.events().isEmpty()) {
            context.standing()
                    .halt("Pinterest could not be reached for "
                            + Duration.ofNanos(tryingFor).toSeconds()
                            + " s (" + reason + "), longer than retry.timeout.ms allows. Nothing is lost,"
                            + " offsets stand still. Restart the task when the API answers again, or set"
                            + " retry.timeout.ms to -1 to wait for ever.");
        }
    }

    /** @param remaining what is left of the request; more than one event is halved, one alone has come to its end */
    private void refused(
            Request<R> remaining, int status, String message, boolean tooLarge, boolean ambiguous, String why) {
        if (remaining.events().isEmpty()) {
            isolation.release(remaining);
            return;
        }
        if (remaining.events().size() < request.events().size()) {
            // The culprit may be among those that left, so nothing is known about those that stay.
            isolation.release(remaining);
            isolation.again(remaining, ambiguous);
            return;
        }
        if (remaining.events().size() > 1) {
            context.counters().split();
            isolation.release(remaining);
            if (tooLarge) {
                lane.tooLarge(request.bytes());
                isolation.shrink(remaining);
            } else {
                isolation.halve(remaining, ambiguous);
            }
            return;
        }
        String kind = ApiMessage.kind(message);
        if (context.standing().isHalted()) {
            lane.putPart(remaining);
            return;
        }
        if (context.refusals().room(kind) > 0) {
            isolation.release(remaining);
            context.ledger().refused(remaining.events().get(0), why);
        } else {
            lane.putPart(remaining);
        }
        context.refusals().refused(kind, 1);
        if (context.refusals().room(kind) <= 0) {
            haltForRefusals(status, message, kind);
        }
    }

    private void haltForRefusals(int status, String message, String kind) {
        context.standing()
                .halt("Pinterest refused " + context.refusals().excess(kind)
                        + " more events than it took since, with the same message (" + status + ": " + message
                        + "). That looks like a fault common to all of them, so the rest is kept back. Check the mapping"
                        + " and the ad account, then restart the task. Where that many bad events are to be expected,"
                        + " raise max.excess.rejections.");
    }

    private void putBack(Function<RetryState, RetryState> next) {
        putBack(wanted(), next, false);
    }

    private void putBack(Request<R> remaining, Function<RetryState, RetryState> next, boolean ambiguous) {
        if (remaining.events().isEmpty()) {
            isolation.release(remaining);
            return;
        }
        context.counters().retry();
        if (ambiguous) {
            context.counters().ambiguousResend(remaining.events().size());
        }
        lane.putBack(remaining.with(next.apply(remaining.attempts())));
    }

    /** The request without the events that nobody waits for any more; these are given up. */
    private Request<R> wanted() {
        return request.only(context.ledger()::keepOrRelease);
    }

    private void dropUnwantedRest() {
        Request.filtered(request.rest(), context.ledger()::keepOrRelease);
    }

    private Request<R> withoutAmbiguousOffline(String reason) {
        Request<R> wanted = wanted();
        if (context.policy().resendAmbiguousOffline()) {
            return wanted;
        }
        for (BufferedEvent<R> event : wanted.events()) {
            if (event.offline()) {
                context.ledger()
                        .refused(
                                event,
                                "It is unknown whether Pinterest took this offline event (" + reason
                                        + "), and offline.on.ambiguous=dlq forbids to send it again.");
            }
        }
        // Those that wait for these were not sent with them.
        return wanted.onlyEvents(event -> !event.offline());
    }
}
