package io.github.pinsink.delivery;

import io.github.pinsink.api.AdAccountId;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.OptionalLong;
import java.util.PriorityQueue;
import java.util.Queue;
import java.util.Set;
import java.util.function.Predicate;

/**
 * The events of one ad account that are not in flight: the open batch, full batches in their order, parts of rejected
 * requests, and requests that wait for their next attempt.
 */
final class AccountQueue<R> {
    /** Requests are not split below this size: one event may be that large. */
    private static final int SMALLEST_BATCH_BYTES = 16 * 1024;
    /** A size may have been too large only for a while. If it still is, about one request in a hundred finds out. */
    private static final int SUCCESSES_TO_RECOVER = 256;

    private final AdAccountId account;
    private final DeliveryPolicy policy;
    private final Permits permits;
    private final BufferPool.Appender appender;
    private final ConcurrencyLimit concurrency = new ConcurrencyLimit();
    private final ArrayDeque<Request<R>> full = new ArrayDeque<>();
    // Last in, first out: a bad event is found soon, and few parts exist at a time.
    private final ArrayDeque<Request<R>> parts = new ArrayDeque<>();
    // Times are compared by difference, since System.nanoTime may overflow.
    private final PriorityQueue<Request<R>> later = new PriorityQueue<>(Comparator.comparing(
            request -> request.attempts().notBefore(), (left, right) -> Long.signum(left - right)));
    private List<BufferedEvent<R>> open = new ArrayList<>();
    private long openBytes;
    private long openSince;
    private long maxBytes;
    /** What {@link #maxBytes} recovers to. */
    private long recoverableBytes;

    private int inFlight;
    private final DeniedAccess access;
    private int queuedEvents;
    private long queuedBytes;
    private long usedAt;

    AccountQueue(AdAccountId account, DeliveryPolicy policy, Permits permits, BufferPool.Appender appender) {
        this.access = new DeniedAccess(policy.access().timeout(), policy.backoff());
        this.account = account;
        this.policy = policy;
        this.permits = permits;
        this.appender = appender;
        this.maxBytes = policy.maxBytes();
        this.recoverableBytes = policy.maxBytes();
    }

    AdAccountId account() {
        return account;
    }

    Permits permits() {
        return permits;
    }

    /** Access to this ad account. */
    DeniedAccess access() {
        return access;
    }

    /** Events that are not in flight. */
    int queuedEvents() {
        return queuedEvents;
    }

    /** The memory that these hold. */
    long queuedBytes() {
        return queuedBytes;
    }

    /** Whether it has been empty for that long and has no state to remember. */
    boolean isIdle(long now, long nanos) {
        return queuedEvents == 0 && inFlight == 0 && now - usedAt >= nanos && !permits.isPaused(now);
    }

    /** Removes and returns events that are not in flight, at most that many. */
    List<BufferedEvent<R>> drain(int most) {
        List<BufferedEvent<R>> events = new ArrayList<>(queuedEvents);
        events.addAll(open);
        for (Collection<Request<R>> requests : List.of(full, parts, later)) {
            for (Request<R> request : requests) {
                events.addAll(request.events());
                events.addAll(request.deferredHalf());
            }
        }
        Set<BufferedEvent<R>> drained = Collections.newSetFromMap(new IdentityHashMap<>());
        drained.addAll(events.subList(0, Math.min(most, events.size())));
        return removeIf(drained::contains);
    }

    /** The chunk for the next event, which the caller adds at once. */
    BufferPool.Chunk chunkFor(int length) {
        return appender.chunkFor(length, open.size());
    }

    void add(BufferedEvent<R> event, long now) {
        int size = event.length();
        if (!open.isEmpty() && openBytes + size > maxBytes) {
            seal(now);
        }
        if (open.isEmpty()) {
            openSince = now;
        }
        open.add(event);
        openBytes += size;
        queuedEvents++;
        queuedBytes += event.retainedBytes();
        usedAt = now;
        if (open.size() == policy.maxEvents() || openBytes >= maxBytes) {
            seal(now);
        }
    }

    void sealIfDue(long now, boolean flush) {
        if (!open.isEmpty() && (flush || now - openSince >= policy.linger().toNanos())) {
            seal(now);
        }
    }

    /** Events in the open batch, which waits for more. */
    int openEvents() {
        return open.size();
    }

    /** Whether a batch that is sealed now could be sent, as far as this ad account is concerned. */
    boolean canSend(long now) {
        return !access.isDenied() && !permits.isPaused(now) && hasRoom(now);
    }

    /** Ends the open batch before it is full or has lingered. */
    void seal(long now) {
        full.add(Request.first(account, open, now));
        open = new ArrayList<>();
        openBytes = 0;
    }

    /** Sent again when its time has come. */
    void putBack(Request<R> request) {
        count(request);
        later.add(request);
    }

    /** Sent before full batches and retries. */
    void putPart(Request<R> request) {
        count(request);
        parts.push(request);
    }

    private void count(Request<R> request) {
        queuedEvents += request.totalEvents();
        queuedBytes += request.retainedBytes();
    }

    /** A request of that size was too large. The next ones are smaller; otherwise each would be sent twice. */
    void tooLarge(long bytes) {
        tooLargeForNow(bytes);
        recoverableBytes = maxBytes;
    }

    /** The same where the API itself did not say so: the next ones are smaller, and grow again with each success. */
    void tooLargeForNow(long bytes) {
        maxBytes = Math.max(SMALLEST_BATCH_BYTES, Math.min(maxBytes, bytes / 2));
    }

    /** An outage is over: requests do not wait for the rest of their backoff. */
    void endBackoff(long now) {
        List<Request<R>> delayed = new ArrayList<>(later);
        later.clear();
        for (Request<R> request : delayed) {
            long soon = now + policy.backoff().fullJitterNanos(1);
            RetryState attempts = request.attempts();
            later.add(attempts.notBefore() - soon > 0 ? request.with(attempts.again(soon)) : request);
        }
    }

    /** Removes and returns the events that satisfy the condition. */
    List<BufferedEvent<R>> removeIf(Predicate<BufferedEvent<R>> condition) {
        List<BufferedEvent<R>> removed = new ArrayList<>();
        Predicate<BufferedEvent<R>> kept = condition.negate();
        open.stream().filter(condition).forEach(removed::add);
        open = new ArrayList<>(Request.filtered(open, kept));
        removeIf(full, condition, removed);
        removeIf(parts, condition, removed);
        removeIf(later, condition, removed);
        openBytes = 0;
        queuedEvents = open.size();
        queuedBytes = 0;
        for (BufferedEvent<R> event : open) {
            openBytes += event.length();
            queuedBytes += event.retainedBytes();
        }
        full.forEach(this::count);
        parts.forEach(this::count);
        later.forEach(this::count);
        return removed;
    }

    private void removeIf(
            Collection<Request<R>> requests, Predicate<BufferedEvent<R>> condition, List<BufferedEvent<R>> removed) {
        List<Request<R>> before = new ArrayList<>(requests);
        requests.clear();
        for (Request<R> request : before) {
            request.events().stream().filter(condition).forEach(removed::add);
            request.deferredHalf().stream().filter(condition).forEach(removed::add);
            Request<R> remaining = request.only(condition.negate());
            if (!remaining.events().isEmpty()) {
                requests.add(remaining);
            } else if (!remaining.deferredHalf().isEmpty()) {
                requests.add(request.part(
                        remaining.deferredHalf(),
                        List.of(),
                        request.attempts().ofPart(request.attempts().notBefore(), false)));
            }
        }
    }

    /** Whether there is a request whose time has come. */
    boolean hasDue(long now) {
        return !parts.isEmpty() || !full.isEmpty() || isLaterDue(now);
    }

    private boolean isLaterDue(long now) {
        return !later.isEmpty() && now - later.peek().attempts().notBefore() >= 0;
    }

    /** Whether one more request may be in flight. While access is denied, one at a time may, with a backoff. */
    boolean hasRoom(long now) {
        return access.isDenied()
                ? inFlight == 0 && !access.isPaused(now)
                : inFlight < concurrency.maxInFlight(permits.perMinute());
    }

    /** Whether a request is due and waits only for others in flight or for a permit. */
    boolean hasReady(long now) {
        return hasDue(now) && !permits.isPaused(now) && (!access.isDenied() || hasRoom(now));
    }

    /** Whether the next request may have been accepted before, and one of its events satisfies the condition. */
    boolean isInNextRetry(long now, Predicate<BufferedEvent<R>> condition) {
        Request<R> next = next(now).peek();
        return next.attempts().maybeAccepted() && next.events().stream().anyMatch(condition);
    }

    long bytesOfNext(long now) {
        return next(now).peek().bytes();
    }

    Request<R> takeNext(long now) {
        inFlight++;
        Request<R> next = next(now).remove();
        queuedEvents -= next.totalEvents();
        queuedBytes -= next.retainedBytes();
        return next;
    }

    private Queue<Request<R>> next(long now) {
        if (!parts.isEmpty()) {
            return parts;
        }
        return isLaterDue(now) ? later : full;
    }

    /** A request is not in flight any more. */
    void completed(long now) {
        inFlight--;
        usedAt = now;
    }

    /** A request had a good response. */
    void succeeded(Request<R> request, long now) {
        concurrency.onLatency(now - request.attempts().sentAt());
        permits.onResponse(now);
        maxBytes = Math.min(recoverableBytes, maxBytes + Math.max(1, policy.maxBytes() / SUCCESSES_TO_RECOVER));
    }

    int concurrency() {
        return concurrency.maxInFlight(permits.perMinute());
    }

    /** Whether events are queued that cannot be sent now. */
    boolean isHeldBack(long now) {
        boolean waiting = !later.isEmpty() && !isLaterDue(now);
        return queuedEvents > 0 && (access.isDenied() || permits.isPaused(now) || waiting);
    }

    /** Nanoseconds until there is something to do, if no response comes. */
    OptionalLong nanosToNextAction(long now) {
        long next = Long.MAX_VALUE;
        if (!open.isEmpty()) {
            next = openSince + policy.linger().toNanos() - now;
        }
        boolean due = hasDue(now);
        if (access.isPaused(now) && inFlight == 0 && (due || !later.isEmpty())) {
            long wait = due ? 0 : later.peek().attempts().notBefore() - now;
            return earliest(next, Math.max(wait, access.notBefore() - now));
        }
        if ((due || !later.isEmpty()) && hasRoom(now)) {
            if (due) {
                next = Math.min(next, permits.nanosToNext(now));
            } else {
                long wait = later.peek().attempts().notBefore() - now;
                next = Math.min(next, permits.isPaused(now) ? Math.max(wait, permits.nanosToNext(now)) : wait);
            }
        }
        return earliest(next, Long.MAX_VALUE);
    }

    private static OptionalLong earliest(long one, long other) {
        long next = Math.min(one, other);
        return next == Long.MAX_VALUE ? OptionalLong.empty() : OptionalLong.of(Math.max(next, 0));
    }
}
