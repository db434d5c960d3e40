package io.github.pinsink.delivery;

import io.github.pinsink.api.ApiMessage;
import io.github.pinsink.api.ApiOutcome;
import io.github.pinsink.event.Problem;
import io.github.pinsink.event.ProblemCode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;

/** Handles one response: each case decides about the events, the rate and what is sent next. */
final class ResponseHandler<R> implements ApiOutcome.Cases<Void> {
    /** What the handlers of one delivery share. */
    record Context<R>(
            DeliveryPolicy policy,
            BufferedEvents<R> buffered,
            ApiHealth health,
            TokenState token,
            RejectionBreaker breaker,
            DeliveryCounters counters,
            DeniedAccounts<R> deniedAccounts) {}

    /** The rate limit is per minute. A response that asks for hours is retried about a dozen times an hour all the same. */
    private static final Duration MAX_THROTTLE = Duration.ofMinutes(5);

    private final Context<R> context;
    private final AccountQueue<R> queue;
    private final Request<R> request;
    private final BatchBisector<R> bisector;
    private final long now;

    /** @param request with all events that were sent, abandoned ones included */
    ResponseHandler(Context<R> context, AccountQueue<R> queue, Request<R> request, long now) {
        this.context = context;
        this.queue = queue;
        this.request = request;
        this.bisector = new BatchBisector<>(queue, now);
        this.now = now;
    }

    @Override
    public Void delivered(ApiOutcome.Delivered outcome) {
        succeeded();
        context.counters().warned(outcome.warnings());
        context.breaker().delivered(request.events().size());
        request.events().forEach(context.buffered()::delivered);
        context.buffered().releaseAbandoned(request.deferredHalf());
        bisector.bisectDeferredHalf(request, Request.filtered(request.deferredHalf(), context.buffered()::isLive));
        return null;
    }

    @Override
    public Void partlyDelivered(ApiOutcome.PartlyDelivered outcome) {
        succeeded();
        context.counters().warned(outcome.warnings());
        List<Optional<String>> rejections = outcome.rejections();
        // Most of a request's rejections have the same few messages.
        Map<String, String> kinds = new HashMap<>();
        Map<String, Integer> byKind = new TreeMap<>();
        int accepted = 0;
        for (Optional<String> rejection : rejections) {
            if (rejection.isEmpty()) {
                accepted++;
            } else {
                byKind.merge(kinds.computeIfAbsent(rejection.get(), ApiMessage::kind), 1, Integer::sum);
            }
        }
        Map<String, Long> remaining = new TreeMap<>();
        for (String kind : byKind.keySet()) {
            // Accepted events of the same request count first, since the order within a request means nothing.
            remaining.put(kind, Math.max(0L, context.breaker().remaining(kind) + accepted));
        }
        List<BufferedEvent<R>> keptBack = new ArrayList<>();
        String tooMany = "";
        for (int i = 0; i < rejections.size(); i++) {
            BufferedEvent<R> event = request.events().get(i);
            Optional<String> rejection = rejections.get(i);
            if (rejection.isEmpty()) {
                context.buffered().delivered(event);
            } else if (remaining.merge(kinds.computeIfAbsent(rejection.get(), ApiMessage::kind), -1L, Long::sum) >= 0) {
                context.buffered()
                        .rejected(event, Problem.found(ProblemCode.REJECTED_BY_PINTEREST, "", rejection.get()));
            } else if (context.buffered().isLive(event)) {
                keptBack.add(event);
                tooMany = rejection.get();
            } else {
                context.buffered().release(event);
            }
        }
        byKind.forEach(context.breaker()::rejected);
        context.breaker().delivered(accepted);
        for (Map.Entry<String, Integer> kind : byKind.entrySet()) {
            if (context.breaker().remaining(kind.getKey()) <= 0) {
                failForRejections(200, tooMany.isEmpty() ? kind.getKey() : tooMany, kind.getKey());
            }
        }
        if (!keptBack.isEmpty()) {
            queue.putPart(request.part(keptBack, List.of(), request.attempts().ofPart(now, false)));
        }
        bisector.enqueueDeferredHalf(request.only(context.buffered()::isLive));
        context.buffered().releaseAbandoned(request.deferredHalf());
        return null;
    }

    @Override
    public Void throttled(ApiOutcome.Throttled outcome) {
        context.health().reached();
        context.health().unavailable("the rate limit was exceeded (429)", now);
        context.counters().throttled();
        long longest =
                longer(MAX_THROTTLE, context.policy().backoff().longest()).toNanos();
        long wait = outcome.retryAfter()
                .map(asked -> Math.min(asked.toNanos(), longest))
                .orElseGet(() -> context.policy()
                        .backoff()
                        .fullJitterNanos(request.attempts().throttles() + 1));
        queue.permits().onThrottled(now, now + wait);
        putBack(attempts -> attempts.throttled(now + wait));
        return null;
    }

    @Override
    public Void unavailable(ApiOutcome.Unavailable outcome) {
        context.health().reached();
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
        long nanos = context.health().untrusted(now);
        if (nanos >= context.policy().access().timeout().toNanos()) {
            context.health()
                    .fail("Pinterest was not reached for "
                            + Duration.ofNanos(nanos).toSeconds() + " s: "
                            + outcome.reason()
                            + ". No data is lost; no offsets are committed past undelivered records. If a"
                            + " TLS-intercepting proxy is in the path, add its CA to ssl.truststore.location. Otherwise check"
                            + " pinterest.api.url and the worker's clock. Then restart the task.");
        }
        return null;
    }

    @Override
    public Void rejected(ApiOutcome.Rejected outcome) {
        succeeded();
        Request<R> remaining = outcome.isAmbiguous() && request.events().size() > 1
                ? withoutForbiddenResends(withoutAbandoned(), "422: " + outcome.message())
                : withoutAbandoned();
        rejected(
                remaining,
                outcome.status(),
                outcome.message(),
                outcome.isTooLarge(),
                outcome.isAmbiguous(),
                Problem.found(
                        ProblemCode.REJECTED_BY_PINTEREST,
                        "",
                        "Pinterest rejected the event (" + outcome.status() + "): " + outcome.message()));
        return null;
    }

    @Override
    public Void tooLarge(ApiOutcome.TooLarge outcome) {
        Request<R> remaining = withoutAbandoned();
        context.health().reached();
        context.health().unavailable(outcome.reason(), now);
        if (remaining.events().size() < 2) {
            // Only the API itself rejects events.
            retry(remaining, outcome.reason(), false, outcome.retryAfter());
            return null;
        }
        context.counters().split();
        bisector.enqueueDeferredHalf(remaining);
        queue.tooLargeForNow(request.bytes());
        long retryAt = now + waitAfterFailure(outcome.retryAfter());
        bisector.splitBySizeLater(remaining, request.attempts().failed(retryAt, false));
        failWhenRetriedForTooLong(remaining, outcome.reason());
        return null;
    }

    @Override
    public Void unauthorized(ApiOutcome.Unauthorized outcome) {
        context.health().reached();
        putBack(attempts -> attempts.again(now));
        TokenState token = context.token();
        if (request.attempts().tokenNumber() != token.number()) {
            // It carried an older token.
            return null;
        }
        DeniedAccess access = context.health().access();
        access.denied(
                "Pinterest rejects the token (401: " + outcome.message()
                        + "). Set pinterest.access.token to a valid conversion token; it is reloaded with a backoff",
                request.attempts().sentAt(),
                now);
        if (token.wasReloaded() && access.isTimeUp(now)) {
            context.health()
                    .fail("Pinterest rejected the token (401: " + outcome.message() + ") for "
                            + access.age(now).toSeconds() + " s, even after reloading it."
                            + " No data is lost; no offsets are committed past undelivered records. Set"
                            + " pinterest.access.token to a valid conversion token and restart the task.");
        } else {
            token.rejected(now);
        }
        return null;
    }

    @Override
    public Void forbidden(ApiOutcome.Forbidden outcome) {
        context.health().reached();
        putBack(attempts -> attempts.again(now));
        String said = outcome.status() + ": " + outcome.message();
        if (outcome.aboutAccount()) {
            context.deniedAccounts().denied(queue, said, request.attempts().sentAt(), now);
            return null;
        }
        String cure = outcome.status() == 407
                ? "Check proxy.url, proxy.user and proxy.password"
                : "Check pinterest.api.url, proxy.url and the network between the worker and Pinterest";
        DeniedAccess access = context.health().access();
        access.denied(
                "access to the API is denied (" + said + "). " + cure,
                request.attempts().sentAt(),
                now);
        if (access.isTimeUp(now)) {
            context.health()
                    .fail("Access to the API was denied for " + access.age(now).toSeconds() + " s (" + said
                            + "). No data is lost; no offsets are committed past undelivered records. " + cure
                            + ", then restart the task.");
        }
        return null;
    }

    @Override
    public Void unreadable(ApiOutcome.Unreadable outcome) {
        context.health().reached();
        Request<R> remaining = withoutThoseGivenUp(outcome.reason());
        int attempts = request.attempts().unreadable() + 1;
        if (attempts < context.policy().unreadableAttempts()) {
            context.health().unavailable(outcome.reason(), now);
            putBack(
                    remaining,
                    history ->
                            history.unreadable(now + context.policy().backoff().fullJitterNanos(attempts)),
                    true);
            return null;
        }
        // One event may be the reason, so it is isolated as in a rejected request.
        rejected(
                remaining,
                200,
                outcome.reason(),
                false,
                true,
                Problem.found(
                        ProblemCode.UNREADABLE_RESPONSE,
                        "",
                        "Pinterest's response could not be parsed after " + attempts + " attempts: " + outcome.reason()
                                + ". The event may already have been accepted."));
        return null;
    }

    private void succeeded() {
        context.health().reached();
        if (context.health().succeeded(now)) {
            queue.endBackoff(now);
        }
        queue.succeeded(request, now);
        context.deniedAccounts().granted(queue);
        context.token().accepted(request.attempts().tokenNumber());
    }

    private void failed(String reason, boolean ambiguous, Optional<Duration> asked) {
        context.health().unavailable(reason, now);
        retry(ambiguous ? withoutThoseGivenUp(reason) : withoutAbandoned(), reason, ambiguous, asked);
    }

    private void retry(Request<R> remaining, String reason, boolean ambiguous, Optional<Duration> asked) {
        long wait = waitAfterFailure(asked);
        putBack(remaining, attempts -> attempts.failed(now + wait, ambiguous), ambiguous);
        failWhenRetriedForTooLong(remaining, reason);
    }

    /** As long as the response asks for, up to the longest backoff. */
    private long waitAfterFailure(Optional<Duration> asked) {
        Backoff backoff = context.policy().backoff();
        long askedNanos = asked.map(Duration::toNanos).orElse(0L);
        return Math.max(
                backoff.fullJitterNanos(request.attempts().failures() + 1),
                Math.min(askedNanos, backoff.longest().toNanos()));
    }

    private static Duration longer(Duration one, Duration other) {
        return one.compareTo(other) < 0 ? other : one;
    }

    private void failWhenRetriedForTooLong(Request<R> remaining, String reason) {
        long tryingFor = now - request.attempts().firstFailedAt();
        Optional<Duration> limit = context.policy().retryTimeout();
        if (limit.isPresent()
                && tryingFor >= limit.get().toNanos()
                && !remaining.events().isEmpty()) {
            context.health()
                    .fail("Pinterest was unreachable for "
                            + Duration.ofNanos(tryingFor).toSeconds()
                            + " s (" + reason
                            + "), exceeding retry.timeout.ms. No data is lost; no offsets are committed"
                            + " past undelivered records. Restart the task when Pinterest responds again, or set"
                            + " retry.timeout.ms to -1 to retry indefinitely.");
        }
    }

    /** @param remaining the live events of the request; several are split, a single one is rejected */
    private void rejected(
            Request<R> remaining, int status, String message, boolean tooLarge, boolean ambiguous, Problem why) {
        if (remaining.events().isEmpty()) {
            bisector.enqueueDeferredHalf(remaining);
            return;
        }
        if (remaining.events().size() < request.events().size()) {
            // The bad event may be an abandoned one, so nothing is known about the others.
            bisector.enqueueDeferredHalf(remaining);
            bisector.requeue(remaining, ambiguous);
            return;
        }
        if (remaining.events().size() > 1) {
            context.counters().split();
            bisector.enqueueDeferredHalf(remaining);
            if (tooLarge) {
                queue.tooLarge(request.bytes());
                bisector.splitBySize(remaining);
            } else {
                bisector.bisect(remaining, ambiguous);
            }
            return;
        }
        String kind = ApiMessage.kind(message);
        if (context.health().hasFailed()) {
            queue.putPart(remaining);
            return;
        }
        if (context.breaker().remaining(kind) > 0) {
            bisector.enqueueDeferredHalf(remaining);
            context.buffered().rejected(remaining.events().get(0), why);
        } else {
            queue.putPart(remaining);
        }
        context.breaker().rejected(kind, 1);
        if (context.breaker().remaining(kind) <= 0) {
            failForRejections(status, message, kind);
        }
    }

    private void failForRejections(int status, String message, String kind) {
        context.health()
                .fail("Pinterest rejected " + context.breaker().excess(kind)
                        + " more events than it accepted, all with the same error (" + status + ": " + message
                        + "). The fault is probably common to all events. "
                        + context.policy().lossOfRejected()
                        + " Check the mapping and the ad account, then restart the task. If that many rejected events"
                        + " are expected, raise max.excess.rejections.");
    }

    private void putBack(Function<RetryState, RetryState> next) {
        putBack(withoutAbandoned(), next, false);
    }

    private void putBack(Request<R> remaining, Function<RetryState, RetryState> next, boolean ambiguous) {
        if (remaining.events().isEmpty()) {
            bisector.enqueueDeferredHalf(remaining);
            return;
        }
        context.counters().retry();
        if (ambiguous) {
            context.counters().ambiguousResend(remaining.events().size());
        }
        queue.putBack(remaining.with(next.apply(remaining.attempts())));
    }

    /** The request without its abandoned events, which are released. */
    private Request<R> withoutAbandoned() {
        context.buffered().releaseAbandoned(request.events());
        context.buffered().releaseAbandoned(request.deferredHalf());
        return request.only(context.buffered()::isLive);
    }

    /** The live events without those that may not be sent again, in an outage: more such outcomes will probably follow. */
    private Request<R> withoutThoseGivenUp(String reason) {
        Request<R> live = withoutAbandoned();
        Request<R> remaining = withoutForbiddenResends(live, reason);
        if (remaining.events().size() < live.events().size()) {
            context.health().ambiguous().gaveEventsUp(request.attempts().sentAt(), now);
        }
        return remaining;
    }

    /** Rejects those of the events that may not be sent again, although it is unknown whether Pinterest accepted them. */
    private Request<R> withoutForbiddenResends(Request<R> live, String reason) {
        AmbiguityPolicy ambiguity = context.policy().ambiguity();
        for (BufferedEvent<R> event : live.events()) {
            if (ambiguity.forbidsResend(event, now)) {
                context.buffered().rejected(event, ambiguity.notResent(event, reason));
            } else {
                event.setMaybeAccepted();
            }
        }
        // The deferred half was not sent with them.
        return live.onlyEvents(event -> !ambiguity.forbidsResend(event, now));
    }
}
