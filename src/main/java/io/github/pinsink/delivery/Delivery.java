package io.github.pinsink.delivery;

import io.github.pinsink.api.AdAccountId;
import io.github.pinsink.api.ApiOutcome;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
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
 *   <li>An event is in exactly one place: an open batch, a waiting request, a request in flight (or waiting for one), or
 *       the list of settled ones. It is settled once.
 *   <li>Trouble that is not the event's own fault (throttling, outages, a refused token, a fault common to all) never
 *       settles it. Only an ad account that its own record named and that stays denied does, see {@link AccessPolicy}.
 *   <li>A request refused as a whole is halved until the culprits stand alone, see {@link BatchBisector}.
 *   <li>The text of an event stays where it is and as it is until the event is settled or dropped, see {@link BufferPool}.
 *   <li>Each attempt takes a permit of its ad account, and no more are under way than {@link InFlightWindow} and the
 *       policy allow.
 * </ul>
 *
 * @param <R> what the caller wants back when an event is settled
 */
public final class Delivery<R> implements AutoCloseable {
    private static final long NANOS_BETWEEN_SWEEPS = TimeUnit.SECONDS.toNanos(10);
    private static final long LONG_IDLE = TimeUnit.MINUTES.toNanos(10);
    /** A bit longer than what a rate limit looks back. */
    private static final long SHORT_IDLE = TimeUnit.SECONDS.toNanos(65);

    private static final int MANY_LANES = 1_000;

    private final DeliveryPolicy policy;
    private final Function<AdAccountId, Permits> permits;
    private final Map<AdAccountId, AccountQueue<R>> byAccount = new HashMap<>();
    private final List<AccountQueue<R>> lanes = new ArrayList<>();
    private final BufferedEvents<R> ledger;
    private final BufferPool chunks = new BufferPool();
    private final ApiHealth standing;
    private final DeniedAccounts<R> deniedAccounts;
    private final TokenState token = new TokenState();
    private final DeliveryCounters counters = new DeliveryCounters();
    private final ResponseHandler.Context<R> context;

    private long sweptAt;
    private int firstLane;
    private int inFlight;
    private long inFlightBytes;

    /**
     * @param permits makes the permits of an ad account when it is first seen; closed with the delivery
     * @param wanted whether anybody still waits for what becomes of an event; others are not sent (again)
     */
    public Delivery(DeliveryPolicy policy, Function<AdAccountId, Permits> permits, Predicate<R> wanted) {
        this.policy = policy;
        this.permits = permits;
        this.ledger = new BufferedEvents<>(wanted);
        this.standing = new ApiHealth(new DeniedAccess(policy.access().timeout(), policy.backoff()));
        RejectionBreaker refusals = new RejectionBreaker(policy.maxExcessRejections());
        this.deniedAccounts = new DeniedAccounts<>(policy, ledger, standing, refusals);
        this.context =
                new ResponseHandler.Context<>(policy, ledger, standing, token, refusals, counters, deniedAccounts);
    }

    /**
     * @param json the event as the API takes it, in UTF-8; copied, and read to its end
     * @param heldBytes how much memory the event takes until it is settled, with what is kept beside it for that time
     */
    public void offer(AdAccountId account, ByteBuffer json, long heldBytes, boolean offline, R origin, long now) {
        AccountQueue<R> lane = lane(account);
        BufferedEvent<R> event = BufferedEvent.in(lane.chunkFor(json.remaining()), json, heldBytes, offline, origin);
        ledger.accept(event);
        lane.add(event, now);
    }

    /**
     * The requests to send now. Ad accounts take turns, a request each.
     *
     * @param flush whether events that still wait for company go as well
     */
    public List<Request<R>> take(long now, boolean flush) {
        deniedAccounts.keepWithinShare(now);
        releaseIdleLanes(now);
        if (standing.isHalted() || token.isRefused() || standing.access().isClosed(now)) {
            return List.of();
        }
        List<Request<R>> due = new ArrayList<>();
        int mostInFlight = mostInFlight();
        for (AccountQueue<R> lane : lanes) {
            lane.sealIfDue(now, flush);
        }
        boolean denied = false;
        boolean more = true;
        while (more) {
            more = false;
            firstLane = lanes.isEmpty() ? 0 : (firstLane + 1) % lanes.size();
            for (int i = 0; i < lanes.size() && inFlight < mostInFlight; i++) {
                AccountQueue<R> lane = lanes.get((firstLane + i) % lanes.size());
                if (!lane.hasDue(now) || !lane.hasRoom(now) || !fits(lane.bytesOfNext(now))) {
                    continue;
                }
                if (lane.permits().tryAcquire(now)) {
                    due.add(send(lane, now));
                    more = true;
                } else {
                    denied = true;
                }
            }
        }
        counters.waitsForPermit(denied, now);
        return due;
    }

    /** While access to the API is denied, one request finds out whether it still is. */
    private int mostInFlight() {
        return standing.access().isDenied() ? 1 : policy.maxInFlight();
    }

    /**
     * Forgets ad accounts that nothing was sent for in a long time, since records can name any number of them. An ad account
     * that was quiet for longer than a minute and comes back begins with a new rate limiter, which has nothing saved up: no
     * 60 seconds hold calls of both.
     */
    private void releaseIdleLanes(long now) {
        if (now - sweptAt < NANOS_BETWEEN_SWEEPS) {
            return;
        }
        sweptAt = now;
        long idle = lanes.size() > MANY_LANES ? SHORT_IDLE : LONG_IDLE;
        lanes.removeIf(lane -> {
            boolean gone = lane.isIdle(now, idle);
            if (gone) {
                byAccount.remove(lane.account());
                deniedAccounts.granted(lane);
                lane.permits().close();
            }
            return gone;
        });
    }

    /** The memory of what is under way is bounded too; a single request always goes. */
    private boolean fits(long bytes) {
        return inFlight == 0 || inFlightBytes + bytes <= policy.maxInFlightBytes();
    }

    private Request<R> send(AccountQueue<R> lane, long now) {
        Request<R> next = lane.takeNext(now);
        inFlight++;
        inFlightBytes += next.bytes();
        return next.with(next.attempts().sent(now, token.number()));
    }

    /** What became of a request that {@link #take} had returned. */
    public void answered(Request<R> request, ApiOutcome outcome, long now) {
        AccountQueue<R> lane = lane(request.account());
        inFlight--;
        inFlightBytes -= request.bytes();
        lane.answered(now);
        outcome.match(new ResponseHandler<>(context, lane, request, now));
    }

    /** Takes away what was settled since the last call. */
    public List<DeliveryResult<R>> results() {
        return ledger.takeSettled();
    }

    /** Drops the events nobody waits for any more; what is in flight cannot be called back. */
    public void discardAbandoned() {
        lanes.forEach(lane -> lane.keepOnly(ledger::keepOrRelease));
    }

    /** Why nothing is sent any more, when there is no way on without a person. */
    public Optional<String> halt() {
        return standing.halt();
    }

    /** What keeps events waiting since the last call that was answered well. */
    public Optional<String> trouble() {
        return standing.trouble();
    }

    /** Which access is denied, and what to do: for the log. Empty while none is. */
    public Optional<String> deniedAccess() {
        return standing.access().isDenied() ? Optional.of(standing.access().reason()) : deniedAccounts.summary();
    }

    /** How many ad accounts have a queue of their own: those that anything was sent for in the last minutes. */
    int accounts() {
        return lanes.size();
    }

    /** Whether the token was refused and sending stands still until {@link #tokenReloaded}. */
    public boolean isTokenRejected() {
        return token.isRefused();
    }

    /**
     * Sending goes on, with the token that was read again.
     *
     * @param changed whether it is another one, which counts as good until it is refused as well; the same one is tried
     *     again with a backoff, and the delivery halts when it was refused for as long as access may be denied
     */
    public void tokenReloaded(boolean changed) {
        token.reread(changed);
        if (changed) {
            standing.access().granted();
        }
    }

    public int inFlight() {
        return inFlight;
    }

    /** Events that were offered and are not settled, those in flight included. */
    public int bufferedEvents() {
        return ledger.events();
    }

    /** The memory that these events hold, and what they keep others from using. */
    public long bufferedBytes() {
        return ledger.bytes() + chunks.unusedBytes();
    }

    /** Whether a request waits for nothing but a permit or for fewer to be in flight. */
    public boolean hasReady(long now) {
        if (standing.access().isDenied()) {
            return false;
        }
        for (AccountQueue<R> lane : lanes) {
            if (lane.hasReady(now)) {
                return true;
            }
        }
        return false;
    }

    /** Whether waiting a moment is likely to bring everything to its end: nothing is being retried or held back. */
    public boolean isHealthy(long now) {
        if (standing.isHalted() || token.isRefused() || standing.access().isDenied()) {
            return false;
        }
        for (AccountQueue<R> lane : lanes) {
            if (lane.isWaitingForBetterTimes(now)) {
                return false;
            }
        }
        return true;
    }

    /** The longest the owner may wait before it calls again, if no answer comes. */
    public Duration untilNextMove(long now, Duration atMost) {
        long nanos = atMost.toNanos();
        if (standing.isHalted() || token.isRefused() || inFlight >= mostInFlight()) {
            return atMost;
        }
        if (standing.access().isClosed(now)) {
            return Duration.ofNanos(Math.min(nanos, standing.access().notBefore() - now));
        }
        for (AccountQueue<R> lane : lanes) {
            nanos = Math.min(nanos, lane.nanosToNextMove(now).orElse(nanos));
        }
        return Duration.ofNanos(nanos);
    }

    /** What it has done since it began. */
    public DeliveryCounts counts() {
        return counters.snapshot();
    }

    /** How many calls a minute there can be now, for each ad account seen. */
    public Map<AdAccountId, Double> ratesPerMinute() {
        Map<AdAccountId, Double> rates = new LinkedHashMap<>();
        lanes.forEach(lane -> rates.put(lane.account(), lane.permits().perMinute()));
        return rates;
    }

    /** How many calls may be under way now, over all ad accounts. */
    public int inFlightWindow() {
        long sum = 0;
        for (AccountQueue<R> lane : lanes) {
            sum += lane.window();
        }
        return (int) Math.min(policy.maxInFlight(), sum);
    }

    /** Gives the shares in the rate limits back. */
    @Override
    public void close() {
        lanes.forEach(lane -> lane.permits().close());
    }

    private AccountQueue<R> lane(AdAccountId account) {
        AccountQueue<R> known = byAccount.get(account);
        if (known != null) {
            return known;
        }
        AccountQueue<R> lane = new AccountQueue<>(account, policy, permits.apply(account), chunks.filling());
        byAccount.put(account, lane);
        lanes.add(lane);
        return lane;
    }
}
