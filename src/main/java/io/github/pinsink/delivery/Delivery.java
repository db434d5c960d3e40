package io.github.pinsink.delivery;

import io.github.pinsink.api.AdAccountId;
import io.github.pinsink.api.ApiOutcome;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * Batches events into requests, and decides what each response means for its events. A state machine without a thread, a
 * clock or I/O, so that hours of outage are a unit test.
 *
 * <p>The owner calls {@link #offer} for each event, {@link #takeDue} for the requests to send, {@link #onResponse} for each
 * response, and collects the {@link #results}. Invariants:
 *
 * <ul>
 *   <li>An event is in exactly one place: an open batch, a queued request, a request in flight (or deferred behind one), or
 *       the list of results. It gets one result.
 *   <li>Failures that are not the event's own (throttling, outages, a rejected token, rejections of nearly everything) give it
 *       no result. The exception is an ad account that its own record named and that stays denied, see {@link AccessPolicy}.
 *   <li>A request that is rejected as a whole is split until the bad events are isolated, see {@link BatchBisector}.
 *   <li>The bytes of an event neither move nor change until it has its result or is abandoned, see {@link BufferPool}.
 *   <li>Each attempt takes a permit of its ad account. {@link ConcurrencyLimit} and the policy bound the requests in flight.
 * </ul>
 *
 * @param <R> what the owner wants back with an event's result
 */
public final class Delivery<R> implements AutoCloseable {
    private static final long NANOS_BETWEEN_SWEEPS = TimeUnit.SECONDS.toNanos(10);
    private static final long LONG_IDLE = TimeUnit.MINUTES.toNanos(10);
    /** A little longer than the minute that a rate limit covers. */
    private static final long SHORT_IDLE = TimeUnit.SECONDS.toNanos(65);

    private static final int MANY_QUEUES = 1_000;

    private final DeliveryPolicy policy;
    private final Function<AdAccountId, Permits> permits;
    private final Map<AdAccountId, AccountQueue<R>> byAccount = new HashMap<>();
    private final List<AccountQueue<R>> queues = new ArrayList<>();
    private final BufferedEvents<R> buffered;
    private final BufferPool chunks = new BufferPool();
    private final ApiHealth health;
    private final DeniedAccounts<R> deniedAccounts;
    private final TokenState token = new TokenState();
    private final DeliveryCounters counters = new DeliveryCounters();
    private final ResponseHandler.Context<R> context;

    private boolean swept;
    private long sweptAt;
    private int firstQueue;
    private int inFlight;
    private long inFlightBytes;

    /**
     * @param permits creates the permits of an ad account that is seen for the first time; closed with the delivery
     * @param live whether the owner still needs the result of an event; abandoned events are not sent (again)
     */
    public Delivery(DeliveryPolicy policy, Function<AdAccountId, Permits> permits, Predicate<R> live) {
        this.policy = policy;
        this.permits = permits;
        this.buffered = new BufferedEvents<>(live);
        this.health = new ApiHealth(
                new DeniedAccess(policy.access().timeout(), policy.backoff()), new AmbiguousOutage(policy.backoff()));
        RejectionBreaker rejections = new RejectionBreaker(policy.maxExcessRejections());
        this.deniedAccounts = new DeniedAccounts<>(policy, buffered, health, rejections);
        this.context =
                new ResponseHandler.Context<>(policy, buffered, health, token, rejections, counters, deniedAccounts);
    }

    /**
     * @param json the event as the API expects it, in UTF-8; copied, and read to its end
     * @param retainedBytes the memory that the event and its record hold until the event has its result
     * @param offline whether it is an offline event
     * @param lateAt the time at which it is an hour old, on the clock of {@code now}
     */
    public void offer(
            AdAccountId account,
            ByteBuffer json,
            long retainedBytes,
            boolean offline,
            long lateAt,
            R origin,
            long now) {
        AccountQueue<R> queue = queue(account);
        BufferedEvent<R> event =
                BufferedEvent.in(queue.chunkFor(json.remaining()), json, retainedBytes, offline, lateAt, origin);
        buffered.accept(event);
        queue.add(event, now);
    }

    /**
     * Takes the requests to send now. Ad accounts take turns, a request each.
     *
     * @param flush whether batches that linger are sent as well
     */
    public List<Request<R>> takeDue(long now, boolean flush) {
        deniedAccounts.keepWithinShare(now);
        releaseIdleQueues(now);
        if (health.hasFailed() || token.isRejected() || health.nanosToProbe(now) > 0) {
            return List.of();
        }
        List<Request<R>> due = new ArrayList<>();
        int mostInFlight = mostInFlight();
        for (AccountQueue<R> queue : queues) {
            queue.sealIfDue(now, flush);
        }
        boolean denied = false;
        boolean more = true;
        while (more) {
            more = false;
            firstQueue = queues.isEmpty() ? 0 : (firstQueue + 1) % queues.size();
            for (int i = 0; i < queues.size() && inFlight < mostInFlight; i++) {
                AccountQueue<R> queue = queues.get((firstQueue + i) % queues.size());
                if (!queue.hasDue(now) || !queue.hasRoom(now) || !fits(queue.bytesOfNext(now))) {
                    continue;
                }
                if (rejectForbiddenResends(queue, now)) {
                    more = true;
                } else if (queue.permits().tryAcquire(now)) {
                    due.add(send(queue, now));
                    more = true;
                } else {
                    denied = true;
                }
            }
        }
        counters.waitingForPermit(denied, now);
        return due;
    }

    /**
     * Ends the fullest open batches before their time, until open batches hold at most a quarter of the buffered events. For
     * an owner whose buffers are full: with many ad accounts, open batches alone can fill them, and nothing more would be read
     * until they have lingered. The fullest ones, since small requests cost more per event.
     */
    public void endFullestBatches(long now) {
        int open = 0;
        List<AccountQueue<R>> candidates = new ArrayList<>();
        for (AccountQueue<R> queue : queues) {
            open += queue.openEvents();
            if (queue.openEvents() > 0 && queue.canSend(now)) {
                candidates.add(queue);
            }
        }
        int excess = open - buffered.events() / 4;
        if (excess <= 0) {
            return;
        }
        candidates.sort(Comparator.<AccountQueue<R>>comparingInt(AccountQueue::openEvents)
                .reversed());
        for (AccountQueue<R> queue : candidates) {
            if (excess <= 0) {
                return;
            }
            excess -= queue.openEvents();
            queue.seal(now);
        }
    }

    /**
     * While an event waits for its next attempt, it can become too old to be sent again. Such events of the queue are rejected
     * if one of them would be sent next.
     *
     * @return whether there was one
     */
    private boolean rejectForbiddenResends(AccountQueue<R> queue, long now) {
        Predicate<BufferedEvent<R>> forbidden =
                event -> event.maybeAccepted() && policy.ambiguity().forbidsResend(event, now);
        if (!queue.isInNextRetry(now, forbidden)) {
            return false;
        }
        for (BufferedEvent<R> event : queue.removeIf(forbidden)) {
            buffered.rejected(event, policy.ambiguity().notResent(event, "an earlier attempt had no clear response"));
        }
        return true;
    }

    private int mostInFlight() {
        return health.isProbing() ? 1 : policy.maxInFlight();
    }

    /**
     * Releases the queues of ad accounts that have sent nothing for a long time, since records can name any number of them.
     * An ad account that comes back after more than a minute gets a new rate limiter without saved permits, so no 60 seconds
     * contain more calls than the limit.
     */
    private void releaseIdleQueues(long now) {
        if (swept && now - sweptAt < NANOS_BETWEEN_SWEEPS) {
            return;
        }
        swept = true;
        sweptAt = now;
        long idle = queues.size() > MANY_QUEUES ? SHORT_IDLE : LONG_IDLE;
        queues.removeIf(queue -> {
            boolean gone = queue.isIdle(now, idle);
            if (gone) {
                byAccount.remove(queue.account());
                deniedAccounts.granted(queue);
                queue.permits().close();
            }
            return gone;
        });
    }

    /** The bytes in flight are bounded too; one request may always be sent. */
    private boolean fits(long bytes) {
        return inFlight == 0 || inFlightBytes + bytes <= policy.maxInFlightBytes();
    }

    private Request<R> send(AccountQueue<R> queue, long now) {
        Request<R> next = queue.takeNext(now);
        inFlight++;
        inFlightBytes += next.bytes();
        return next.with(next.attempts().sent(now, token.number()));
    }

    /** Handles the response to a request that {@link #takeDue} returned. */
    public void onResponse(Request<R> request, ApiOutcome outcome, long now) {
        AccountQueue<R> queue = queue(request.account());
        inFlight--;
        inFlightBytes -= request.bytes();
        queue.completed(now);
        outcome.match(new ResponseHandler<>(context, queue, request, now));
    }

    /** Removes and returns the results since the last call. */
    public List<DeliveryResult<R>> results() {
        return buffered.takeResults();
    }

    /** Drops abandoned events; those in flight stay until their response. */
    public void discardAbandoned() {
        for (AccountQueue<R> queue : queues) {
            queue.removeIf(event -> !buffered.isLive(event)).forEach(buffered::release);
        }
    }

    /** Why delivery has failed and needs action by an operator. */
    public Optional<String> failure() {
        return health.failure();
    }

    /** Why Pinterest has accepted no events since its last good response; empty while it accepts them. */
    public Optional<String> outage() {
        return health.outage();
    }

    /** Whether any access is denied, also to ad accounts whose events are rejected. */
    public boolean isAccessDenied() {
        return health.access().isDenied() || !deniedAccounts.isEmpty();
    }

    /** Which access with waiting events is denied and what to do, for the log; empty while there is none. */
    public Optional<String> deniedAccess() {
        return health.access().isDenied() ? Optional.of(health.access().reason()) : deniedAccounts.summary();
    }

    /** The number of ad accounts with a queue: those of the last minutes. */
    int accounts() {
        return queues.size();
    }

    /** Whether the token was rejected; nothing is sent until {@link #tokenReloaded}. */
    public boolean isTokenRejected() {
        return token.isRejected();
    }

    /**
     * The token was reloaded; requests are sent with it.
     *
     * @param changed whether it is a new one, which counts as valid until it is rejected. The same token is retried with a
     *     backoff; the delivery fails when it is rejected for as long as access may be denied
     */
    public void tokenReloaded(boolean changed) {
        if (changed && token.trustsNewToken()) {
            health.access().granted();
        }
        token.reloaded(changed);
    }

    public int inFlight() {
        return inFlight;
    }

    /** Events without a result, those in flight included. */
    public int bufferedEvents() {
        return buffered.events();
    }

    /** The memory that these events hold, including unused parts of their chunks. */
    public long bufferedBytes() {
        return buffered.bytes() + chunks.unusedBytes();
    }

    /** Whether a request waits only for a permit or for the number in flight to fall. */
    public boolean hasReady(long now) {
        if (health.isProbing()) {
            return false;
        }
        for (AccountQueue<R> queue : queues) {
            if (queue.hasReady(now)) {
                return true;
            }
        }
        return false;
    }

    /** Whether everything is likely to be delivered soon: nothing is being retried or held back. */
    public boolean isHealthy(long now) {
        if (health.hasFailed() || token.isRejected() || health.isProbing()) {
            return false;
        }
        for (AccountQueue<R> queue : queues) {
            if (queue.isHeldBack(now)) {
                return false;
            }
        }
        return true;
    }

    /** The longest that the owner may wait before it calls again, if no response comes. */
    public Duration untilNextAction(long now, Duration atMost) {
        long nanos = atMost.toNanos();
        if (health.hasFailed() || token.isRejected() || inFlight >= mostInFlight()) {
            return atMost;
        }
        long pause = health.nanosToProbe(now);
        if (pause > 0) {
            return Duration.ofNanos(Math.min(nanos, pause));
        }
        for (AccountQueue<R> queue : queues) {
            nanos = Math.min(nanos, queue.nanosToNextAction(now).orElse(nanos));
        }
        return Duration.ofNanos(nanos);
    }

    /** Counts since the start. */
    public DeliveryCounts counts() {
        return counters.snapshot();
    }

    /** The calls per minute that are allowed now, for each ad account with a queue. */
    public Map<AdAccountId, Double> ratesPerMinute() {
        Map<AdAccountId, Double> rates = new LinkedHashMap<>();
        queues.forEach(queue -> rates.put(queue.account(), queue.permits().perMinute()));
        return rates;
    }

    /** How many requests may be in flight now, over all ad accounts. */
    public int inFlightWindow() {
        long sum = 0;
        for (AccountQueue<R> queue : queues) {
            sum += queue.concurrency();
        }
        return (int) Math.min(policy.maxInFlight(), sum);
    }

    /** Releases the shares of the rate limits. */
    @Override
    public void close() {
        queues.forEach(queue -> queue.permits().close());
    }

    private AccountQueue<R> queue(AdAccountId account) {
        AccountQueue<R> known = byAccount.get(account);
        if (known != null) {
            return known;
        }
        AccountQueue<R> queue = new AccountQueue<>(account, policy, permits.apply(account), chunks.appender());
        byAccount.put(account, queue);
        queues.add(queue);
        return queue;
    }
}
