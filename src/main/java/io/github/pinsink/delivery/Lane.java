package io.github.pinsink.delivery;

import io.github.pinsink.api.AdAccountId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.OptionalLong;
import java.util.PriorityQueue;
import java.util.function.Predicate;

/** The events of one ad account on their way into requests: the open batch, and the requests that wait for their time. */
final class Lane<R> {
    private final AdAccountId account;
    private final DeliveryPolicy policy;
    private final Permits permits;
    // Times are compared by difference, since System.nanoTime may overflow.
    private final PriorityQueue<Request<R>> waiting =
            new PriorityQueue<>(Comparator.comparing(Request::notBefore, (left, right) -> Long.signum(left - right)));
    private List<Request.Entry<R>> open = new ArrayList<>();
    private long openBytes;
    private long openSince;
    private boolean closedForNow;
    private long closedUntil;

    Lane(AdAccountId account, DeliveryPolicy policy, Permits permits) {
        this.account = account;
        this.policy = policy;
        this.permits = permits;
    }

    Permits permits() {
        return permits;
    }

    void add(Request.Entry<R> entry, long now) {
        int size = entry.payload().json().length;
        if (!open.isEmpty() && openBytes + size > policy.maxBytes()) {
            seal(now);
        }
        if (open.isEmpty()) {
            openSince = now;
        }
        open.add(entry);
        openBytes += size;
        if (open.size() == policy.maxEvents() || openBytes >= policy.maxBytes()) {
            seal(now);
        }
    }

    void sealIfDue(long now, boolean flush) {
        if (!open.isEmpty() && (flush || now - openSince >= policy.linger().toNanos())) {
            seal(now);
        }
    }

    private void seal(long now) {
        waiting.add(Request.first(account, open, now));
        open = new ArrayList<>();
        openBytes = 0;
    }

    void putBack(Request<R> request) {
        waiting.add(request);
    }

    /** Drops the events whose origin is no longer wanted and returns how many bytes and events that were. */
    List<Request.Entry<R>> discard(Predicate<R> wanted) {
        List<Request.Entry<R>> discarded = new ArrayList<>();
        open.removeIf(entry -> !wanted.test(entry.origin()) && discarded.add(entry));
        discarded.forEach(entry -> openBytes -= entry.payload().json().length);
        List<Request<R>> requests = new ArrayList<>(waiting);
        waiting.clear();
        for (Request<R> request : requests) {
            List<Request.Entry<R>> kept = new ArrayList<>(request.entries());
            kept.removeIf(entry -> !wanted.test(entry.origin()) && discarded.add(entry));
            if (!kept.isEmpty()) {
                waiting.add(kept.size() == request.entries().size() ? request : request.with(kept));
            }
        }
        return discarded;
    }

    void closeUntil(long time) {
        if (!closedForNow || time - closedUntil > 0) {
            closedForNow = true;
            closedUntil = time;
        }
    }

    boolean hasReady(long now) {
        if (closedForNow && now - closedUntil >= 0) {
            closedForNow = false;
        }
        return !closedForNow && !waiting.isEmpty() && now - waiting.peek().notBefore() >= 0;
    }

    Request<R> takeReady() {
        return waiting.remove();
    }

    boolean isWaitingForBetterTimes(long now) {
        return (closedForNow && now - closedUntil < 0)
                || waiting.stream().anyMatch(request -> request.notBefore() - now > 0);
    }

    /** In how many nanoseconds there is something to do, if nothing comes from outside. */
    OptionalLong nanosToNextMove(long now) {
        long next = Long.MAX_VALUE;
        if (!open.isEmpty()) {
            next = openSince + policy.linger().toNanos() - now;
        }
        if (!waiting.isEmpty()) {
            long ready = waiting.peek().notBefore() - now;
            if (closedForNow) {
                ready = Math.max(ready, closedUntil - now);
            }
            next = Math.min(next, Math.max(ready, permits.nanosPerPermit()));
        }
        return next == Long.MAX_VALUE ? OptionalLong.empty() : OptionalLong.of(Math.max(next, 0));
    }
}
