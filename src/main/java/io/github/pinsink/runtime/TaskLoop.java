package io.github.pinsink.runtime;

import io.github.pinsink.delivery.Delivery;
import io.github.pinsink.delivery.DeliveryResult;
import io.github.pinsink.errant.ErrantRecords;
import io.github.pinsink.errant.PendingRecord;
import io.github.pinsink.event.Problem;
import io.github.pinsink.metrics.Metric;
import io.github.pinsink.metrics.TaskMetrics;
import io.github.pinsink.offset.Offsets;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.apache.kafka.connect.errors.ConnectException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One pass of the loop after another: handle responses, settle records, send what is due, and map records while the buffers
 * have room. Only the task's thread runs it.
 *
 * <p>Nothing here takes longer than its caller allows, whatever the API does. A fault that retries cannot fix becomes the
 * {@linkplain #failure failure}. From then on nothing is sent, but responses in flight are still handled, so that the final
 * commit covers everything that was delivered.
 */
final class TaskLoop {
    private static final Logger log = LoggerFactory.getLogger(TaskLoop.class);

    /** Often enough for a batch to leave soon after it is full, rarely enough not to show. */
    private static final int RECORDS_PER_PASS = 64;

    private static final Duration LONGEST_WAIT = Duration.ofSeconds(1);
    private static final long SHORTEST_WAIT_NANOS = TimeUnit.MILLISECONDS.toNanos(1);

    private final RecordBuffer buffer;
    private final Delivery<PendingRecord> delivery;
    private final ApiCalls calls;
    private final ErrantRecords errants;
    private final Offsets offsets;
    private final Backpressure backpressure;
    private final TaskMetrics metrics;
    private final LongSupplier nanoTime;
    private final OutageLog outages;
    private final DeniedAccessLog denials = new DeniedAccessLog();

    private boolean hasDelivered;
    private Optional<ConnectException> failure = Optional.empty();

    /** What a pass may send. */
    private enum Sending {
        DUE_REQUESTS,
        /** Also batches that linger. */
        ALL_REQUESTS,
        ONLY_DEAD_LETTERS,
        NOTHING
    }

    TaskLoop(
            RecordBuffer buffer,
            Delivery<PendingRecord> delivery,
            ApiCalls calls,
            ErrantRecords errants,
            Offsets offsets,
            Backpressure backpressure,
            OutageLog outages,
            TaskMetrics metrics,
            LongSupplier nanoTime) {
        this.buffer = buffer;
        this.delivery = delivery;
        this.calls = calls;
        this.errants = errants;
        this.offsets = offsets;
        this.backpressure = backpressure;
        this.outages = outages;
        this.metrics = metrics;
        this.nanoTime = nanoTime;
    }

    /** Why the task has to end. */
    Optional<ConnectException> failure() {
        return failure;
    }

    void fail(RuntimeException why) {
        if (failure.isEmpty()) {
            failure = Optional.of(why instanceof ConnectException known ? known : new ConnectException(why));
        }
    }

    /**
     * Maps records while the buffers have room, and sends what is due. It waits for responses while the buffers are full, and
     * while a request is ready that may not leave yet and there is nothing else to do.
     *
     * @param nanos the longest this may take
     * @param idle whether the put brought no records
     */
    void run(long nanos, boolean idle) {
        long until = nanoTime.getAsLong() + nanos;
        errants.putStarted();
        runOnce(Sending.DUE_REQUESTS);
        mapWhileThereIsRoom(until);
        runOnce(Sending.DUE_REQUESTS);
        while (isBlocked(idle) && until - nanoTime.getAsLong() > 0) {
            awaitResponse(until);
            runOnce(Sending.DUE_REQUESTS);
            mapWhileThereIsRoom(until);
            runOnce(Sending.DUE_REQUESTS);
        }
    }

    private void mapWhileThereIsRoom(long until) {
        int mapped = 0;
        long now = nanoTime.getAsLong();
        while (failure.isEmpty() && !buffer.isEmpty() && !backpressure.isOver(load()) && until - now > 0) {
            buffer.mapNext(now);
            if (++mapped % RECORDS_PER_PASS == 0) {
                runOnce(Sending.DUE_REQUESTS);
            }
            now = nanoTime.getAsLong();
        }
    }

    private boolean isBlocked(boolean idle) {
        return failure.isEmpty()
                && delivery.inFlight() > 0
                && (backpressure.isOver(load()) || (idle && delivery.hasReady(nanoTime.getAsLong())));
    }

    /** What counts against the bounds of the buffers. */
    Backpressure.Load load() {
        return new Backpressure.Load(
                (long) delivery.bufferedEvents() + errants.pending(),
                delivery.bufferedBytes() + errants.pendingBytes());
    }

    /**
     * Delivers what can be delivered within the limit. A request leaves only while its response can be expected in time, and
     * not in the second half of the time: what is sent and not answered is sent again by the next task that reads the
     * partition; what is not sent is not.
     */
    void drain(Duration limit) {
        long latency = metrics.usualLatencyNanos();
        drainInFlight(limit, limit.toNanos() - Math.max(latency + latency / 2, limit.toNanos() / 2));
    }

    /** Waits for requests in flight within the limit, and sends nothing. */
    void awaitInFlight(Duration limit) {
        drainInFlight(limit, 0);
    }

    /**
     * Dead letters are written until the end: events behind one that is not written are sent again, although they were
     * delivered.
     *
     * @param sendingNanos for how long requests may still be sent
     */
    private void drainInFlight(Duration limit, long sendingNanos) {
        long now = nanoTime.getAsLong();
        long deadline = now + limit.toNanos();
        long lastSend = now + sendingNanos;
        runOnce(deadline - now > 0 ? Sending.ONLY_DEAD_LETTERS : Sending.NOTHING);
        while (deadline - now > 0 && !Thread.currentThread().isInterrupted()) {
            boolean sending = failure.isEmpty() && delivery.isHealthy(now) && lastSend - now > 0;
            if (sending) {
                runOnce(Sending.ALL_REQUESTS);
            }
            if (delivery.inFlight() > 0 || sending && delivery.bufferedEvents() > 0) {
                awaitResponse(sending ? lastSend : deadline);
            } else if (errants.hasUnconfirmed()) {
                awaitDeadLetter(deadline);
            } else {
                return;
            }
            now = nanoTime.getAsLong();
            runOnce(deadline - now > 0 ? Sending.ONLY_DEAD_LETTERS : Sending.NOTHING);
        }
    }

    /** Handles the responses that have come and sends what is due, without waiting. */
    void runOnce() {
        runOnce(Sending.DUE_REQUESTS);
    }

    private void runOnce(Sending sending) {
        calls.handleResponses();
        long now = nanoTime.getAsLong();
        settle(now);
        if (failure.isEmpty() && sending != Sending.NOTHING) {
            // A task that stops has no time for a queue that fails: each attempt may block.
            errants.reportNext(sending != Sending.ONLY_DEAD_LETTERS && sending != Sending.ALL_REQUESTS);
        }
        errants.settleWritten();
        errants.logRejections(now);
        outages.observe(delivery.outage(), delivery.bufferedEvents(), now);
        denials.observe(delivery.deniedAccess(), delivery.isAccessDenied(), delivery.bufferedEvents(), now);
        delivery.failure().ifPresent(why -> fail(new ConnectException(why)));
        if (failure.isPresent() || sending == Sending.NOTHING || sending == Sending.ONLY_DEAD_LETTERS) {
            return;
        }
        if (delivery.isTokenRejected() && sending == Sending.DUE_REQUESTS) {
            metrics.count(Metric.TOKEN_RELOADS);
            delivery.tokenReloaded(calls.reloadToken());
        }
        if (backpressure.isOver(load())) {
            delivery.endFullestBatches(now);
        }
        delivery.takeDue(now, sending == Sending.ALL_REQUESTS).forEach(calls::send);
    }

    private void settle(long now) {
        int delivered = 0;
        for (DeliveryResult<PendingRecord> result : delivery.results()) {
            PendingRecord pending = result.origin();
            if (result.rejection().isEmpty()) {
                if (!hasDelivered) {
                    hasDelivered = true;
                    log.info(
                            "Delivered the first events, {} ms after the task received {}",
                            TimeUnit.NANOSECONDS.toMillis(
                                    now - pending.position().acceptedAt()),
                            pending);
                }
                delivered++;
                pending.delivered();
                if (pending.hasTimestamp()) {
                    metrics.deliveryLatency(pending.ageNanos(now), now);
                }
            } else {
                Problem problem = result.rejection().get();
                metrics.eventRejected(problem.code().id());
                pending.rejected(problem);
            }
            if (pending.isComplete()) {
                complete(pending, now);
            }
        }
        if (delivered > 0) {
            metrics.delivered(delivered);
        }
    }

    /** All events of the record were accepted or rejected. */
    private void complete(PendingRecord pending, long now) {
        if (pending.problems().isEmpty()) {
            log.debug("Record {} was delivered", pending);
            offsets.settle(pending.position());
        } else if (failure.isEmpty() && pending.isLive()) {
            try {
                errants.report(pending, pending.problems(), now);
            } catch (ConnectException e) {
                fail(e);
            }
        }
    }

    /** Waits for a response, for the next time that the delivery can act, or for the deadline. */
    private void awaitResponse(long deadline) {
        long now = nanoTime.getAsLong();
        long move = delivery.untilNextAction(now, LONGEST_WAIT).toNanos();
        try {
            calls.awaitResponse(Math.min(deadline - now, Math.max(SHORTEST_WAIT_NANOS, move)));
        } catch (InterruptedException e) {
            interrupted(e);
        }
    }

    private void awaitDeadLetter(long deadline) {
        try {
            errants.awaitWritten(Math.max(0, deadline - nanoTime.getAsLong()));
        } catch (InterruptedException e) {
            interrupted(e);
        }
    }

    private void interrupted(InterruptedException e) {
        Thread.currentThread().interrupt();
        fail(new ConnectException("The task was interrupted while it waited for responses", e));
    }
}
