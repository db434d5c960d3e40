package io.github.pinsink.delivery;

import io.github.pinsink.api.AdAccountId;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.OptionalLong;
import java.util.PriorityQueue;
import java.util.Queue;
import java.util.function.Predicate;

/**
 * The events of one ad account on their way into requests: the open batch, full batches in their order, parts of refused
 * requests, and requests that wait for their time.
 */
final class AccountQueue<R> {
    /** Halving requests because of their size ends there: an event alone may be that large. */
    private static final int SMALLEST_BATCH_BYTES = 16 * 1024;
    /** What was too large may have been so for a moment only. Where it still is, one request in a hundred finds out. */
    private static final int GOOD_ANSWERS_TO_RECOVER = 256;

    private final AdAccountId account;
    private final DeliveryPolicy policy;
    private final Permits permits;
    private final BufferPool.Filling texts;
    private final InFlightWindow window = new InFlightWindow();
    private final ArrayDeque<Request<R>> full = new ArrayDeque<>();
    // Last in, first out: the culprit is found soon, and few parts are about at a time.
    private final ArrayDeque<Request<R>> parts = new ArrayDeque<>();
    // Times are compared by difference, since System.nanoTime may overflow.
    private final PriorityQueue<Request<R>> later = new PriorityQueue<>(Comparator.comparing(
            request -> request.attempts().notBefore(), (left, right) -> Long.signum(left - right)));
    private List<BufferedEvent<R>> open = new ArrayList<>();
    private long openBytes;
    private long openSince;
    private long maxBytes;
    /** What {@link #maxBytes} recovers to. */
    private long mostBytes;

    private int inFlight;
    private final DeniedAccess access;
    private int waitingEvents;
    private long waitingBytes;
    private long usedAt;

    AccountQueue(AdAccountId account, DeliveryPolicy policy, Permits permits, BufferPool.Filling texts) {
        this.access = new DeniedAccess(policy.access().timeout(), policy.backoff());
        this.account = account;
        this.policy = policy;
        this.permits = permits;
        this.texts = texts;
        this.maxBytes = policy.maxBytes();
        this.mostBytes = policy.maxBytes();
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
    int waitingEvents() {
        return waitingEvents;
    }

    /** The memory that these hold. */
    long waitingBytes() {
        return waitingBytes;
    }

    /** Whether it has been empty for that long, and nothing has to be remembered of it. */
    boolean isIdle(long now, long nanos) {
        return waitingEvents == 0 && inFlight == 0 && now - usedAt >= nanos && !permits.isClosed(now);
    }

    /** Takes away events that are not in flight, so many at most. */
    List<BufferedEvent<R>> drain(int most) {
        List<BufferedEvent<R>> drained = new ArrayList<>(Math.min(most, waitingEvents));
        keepOnly(event -> {
            if (drained.size() < most) {
                drained.add(event);
                return false;
            }
            return true;
        });
        return drained;
    }

    /** Where the text of the next event goes, which is to be added at once. */
    BufferPool.Chunk chunkFor(int length) {
        return texts.chunkFor(length, open.size());
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
        waitingEvents++;
        waitingBytes += event.heldBytes();
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

    private void seal(long now) {
        full.add(Request.first(account, open, now));
        open = new ArrayList<>();
        openBytes = 0;
    }

    void putBack(Request<R> request) {
        waits(request);
        later.add(request);
    }

    void putPart(Request<R> request) {
        waits(request);
        parts.push(request);
    }

    private void waits(Request<R> request) {
        waitingEvents += request.heldEvents();
        waitingBytes += request.heldBytes();
    }

    /** A request of that size was too large as a whole. The next ones are smaller, or each would be sent twice. */
    void tooLarge(long bytes) {
        tooLargeForNow(bytes);
        mostBytes = maxBytes;
    }

    /** The same where it was not the API that said so: the next ones are smaller, and grow again with each that passes. */
    void tooLargeForNow(long bytes) {
        maxBytes = Math.max(SMALLEST_BATCH_BYTES, Math.min(maxBytes, bytes / 2));
    }

    /** An outage is over: nobody sleeps as long as it would have lasted. */
    void wake(long now) {
        List<Request<R>> asleep = new ArrayList<>(later);
        later.clear();
        for (Request<R> request : asleep) {
            long soon = now + policy.backoff().nanos(1);
            RetryState attempts = request.attempts();
            later.add(attempts.notBefore() - soon > 0 ? request.with(attempts.again(soon)) : request);
        }
    }

    /** Drops the events that are not kept. */
    void keepOnly(Predicate<BufferedEvent<R>> kept) {
        open = new ArrayList<>(Request.filtered(open, kept));
        openBytes = 0;
        for (BufferedEvent<R> event : open) {
            openBytes += event.length();
        }
        keepOnly(full, kept);
        keepOnly(parts, kept);
        keepOnly(later, kept);
        waitingEvents = open.size();
        waitingBytes = 0;
        for (BufferedEvent<R> event : open) {
            waitingBytes += event.heldBytes();
        }
        full.forEach(this::waits);
        parts.forEach(this::waits);
        later.forEach(this::waits);
    }

    private void keepOnly(Collection<Request<R>> requests, Predicate<BufferedEvent<R>> kept) {
        List<Request<R>> before = new ArrayList<>(requests);
        requests.clear();
        for (Request<R> request : before) {
            Request<R> remaining = request.only(kept);
            if (!remaining.events().isEmpty()) {
                requests.add(remaining);
            } else if (!remaining.rest().isEmpty()) {
                requests.add(request.part(
                        remaining.rest(),
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

    /** Whether one more request may be in flight. While access is denied that is one at a time, now and then. */
    boolean hasRoom(long now) {
        return access.isDenied() ? inFlight == 0 && !access.isClosed(now) : inFlight < window.size(permits.perMinute());
    }

    /** Whether a request waits for nothing but room or a permit. */
    boolean hasReady(long now) {
        return hasDue(now) && !permits.isClosed(now) && (!access.isDenied() || hasRoom(now));
    }

    long bytesOfNext(long now) {
        return next(now).peek().bytes();
    }

    Request<R> takeNext(long now) {
        inFlight++;
        Request<R> next = next(now).remove();
        waitingEvents -= next.heldEvents();
        waitingBytes -= next.heldBytes();
        return next;
    }

    private Queue<Request<R>> next(long now) {
        if (!parts.isEmpty()) {
            return parts;
        }
        return isLaterDue(now) ? later : full;
    }

    void answered(long now) {
        inFlight--;
        usedAt = now;
    }

    /** A call was answered as it should be. */
    void answeredWell(Request<R> request, long now) {
        window.answered(now - request.attempts().sentAt());
        permits.answered(now);
        maxBytes = Math.min(mostBytes, maxBytes + Math.max(1, policy.maxBytes() / GOOD_ANSWERS_TO_RECOVER));
    }

    int window() {
        return window.size(permits.perMinute());
    }

    boolean isWaitingForBetterTimes(long now) {
        return access.isDenied() || permits.isClosed(now) || (!later.isEmpty() && !isLaterDue(now));
    }

    /** In how many nanoseconds there is something to do, if nothing comes from outside. */
    OptionalLong nanosToNextMove(long now) {
        long next = Long.MAX_VALUE;
        if (!open.isEmpty()) {
            next = openSince + policy.linger().toNanos() - now;
        }
        boolean due = hasDue(now);
        if (access.isClosed(now) && inFlight == 0 && (due || !later.isEmpty())) {
            long wait = due ? 0 : later.peek().attempts().notBefore() - now;
            return earliest(next, Math.max(wait, access.notBefore() - now));
        }
        if ((due || !later.isEmpty()) && hasRoom(now)) {
            if (due) {
                next = Math.min(next, permits.nanosToNext(now));
            } else {
                long wait = later.peek().attempts().notBefore() - now;
                next = Math.min(next, permits.isClosed(now) ? Math.max(wait, permits.nanosToNext(now)) : wait);
            }
        }
        return earliest(next, Long.MAX_VALUE);
    }

    private static OptionalLong earliest(long one, long other) {
        long next = Math.min(one, other);
        return next == Long.MAX_VALUE ? OptionalLong.empty() : OptionalLong.of(Math.max(next, 0));
    }
}
