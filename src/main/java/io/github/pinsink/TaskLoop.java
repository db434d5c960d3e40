package io.github.pinsink;

import io.github.pinsink.delivery.Delivery;
import io.github.pinsink.delivery.Settled;
import io.github.pinsink.metrics.Metric;
import io.github.pinsink.metrics.TaskMetrics;
import io.github.pinsink.offset.OffsetTracker;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.connect.errors.ConnectException;

/**
 * One turn of the loop after the other: answers in, settled events out, what is due on its way, records mapped where there
 * is room. The task's thread is the only one in here.
 *
 * <p>Nothing here takes longer than it is told to, whatever the API does. What cannot be mended becomes the
 * {@linkplain #failure failure}; from then on nothing new is sent, and what is under way is still taken in, so that the
 * offsets committed at the end are those of everything delivered.
 */
final class TaskLoop {
    /** Often enough for a batch to leave soon after it is full, rarely enough not to show. */
    private static final int RECORDS_A_TURN = 64;

    private static final Duration LONGEST_WAIT = Duration.ofSeconds(1);
    private static final long SHORTEST_WAIT_NANOS = TimeUnit.MILLISECONDS.toNanos(1);

    private final Intake intake;
    private final Delivery<Origin> delivery;
    private final Calls calls;
    private final ErrantRecords errants;
    private final OffsetTracker offsets;
    private final Backpressure backpressure;
    private final TaskMetrics metrics;
    private final OutageLog outages = new OutageLog();
    private final DeniedAccessLog denials = new DeniedAccessLog();

    private Optional<ConnectException> failure = Optional.empty();
    private boolean progress;

    /** What a turn may send. */
    private enum Sending {
        WHAT_IS_DUE,
        /** Also what still waits for company. */
        EVERYTHING,
        ONLY_DEAD_LETTERS,
        NOTHING
    }

    TaskLoop(
            Intake intake,
            Delivery<Origin> delivery,
            Calls calls,
            ErrantRecords errants,
            OffsetTracker offsets,
            Backpressure backpressure,
            TaskMetrics metrics) {
        this.intake = intake;
        this.delivery = delivery;
        this.calls = calls;
        this.errants = errants;
        this.offsets = offsets;
        this.backpressure = backpressure;
        this.metrics = metrics;
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

    /** Whether anything was settled since the last call. */
    boolean hasProgressed() {
        boolean was = progress;
        progress = false;
        return was;
    }

    /**
     * Maps what waits as long as there is room, and serves the delivery. While the buffers are full it waits for answers;
     * so it does while a request is ready, cannot leave yet and nothing else is to be done.
     *
     * @param nanos the longest this may take
     * @param idle whether nothing was read
     */
    void work(long nanos, boolean idle) {
        long until = System.nanoTime() + nanos;
        errants.putBegins();
        turn(Sending.WHAT_IS_DUE);
        mapWhileThereIsRoom(until);
        turn(Sending.WHAT_IS_DUE);
        while (isStuck(idle) && until - System.nanoTime() > 0) {
            awaitAnswer(until);
            turn(Sending.WHAT_IS_DUE);
            mapWhileThereIsRoom(until);
            turn(Sending.WHAT_IS_DUE);
        }
    }

    private void mapWhileThereIsRoom(long until) {
        int mapped = 0;
        long now = System.nanoTime();
        while (failure.isEmpty() && intake.hasWaiting() && !backpressure.isOver(load()) && until - now > 0) {
            intake.mapNext(now);
            if (++mapped % RECORDS_A_TURN == 0) {
                turn(Sending.WHAT_IS_DUE);
            }
            now = System.nanoTime();
        }
    }

    private boolean isStuck(boolean idle) {
        return failure.isEmpty()
                && delivery.inFlight() > 0
                && (backpressure.isOver(load()) || (idle && delivery.hasReady(System.nanoTime())));
    }

    /** What counts against the bounds of the buffers. */
    Backpressure.Load load() {
        return new Backpressure.Load(
                (long) delivery.bufferedEvents() + errants.held(), delivery.bufferedBytes() + errants.heldBytes());
    }

    /**
     * Brings to its end what can come to its end within the limit. Sends what is left only as long as an answer can be
     * expected in time, and by half of the time at the latest: what is sent and not answered is sent again by whoever reads
     * the partition next, and what is not sent is not.
     */
    void drain(Duration limit) {
        long usual = metrics.usualLatencyNanos();
        bringIn(limit, limit.toNanos() - Math.max(usual + usual / 2, limit.toNanos() / 2));
    }

    /** Waits for what is under way within the limit, and sends nothing. */
    void awaitUnderWay(Duration limit) {
        bringIn(limit, 0);
    }

    /**
     * Dead letters are written up to the end: events behind one that is not written are sent again, even though they were
     * delivered.
     *
     * @param sendingNanos for how long something may still be sent
     */
    private void bringIn(Duration limit, long sendingNanos) {
        long now = System.nanoTime();
        long deadline = now + limit.toNanos();
        long lastSend = now + sendingNanos;
        turn(deadline - now > 0 ? Sending.ONLY_DEAD_LETTERS : Sending.NOTHING);
        while (deadline - now > 0 && !Thread.currentThread().isInterrupted()) {
            boolean sending = failure.isEmpty() && delivery.isHealthy(now) && lastSend - now > 0;
            if (sending) {
                turn(Sending.EVERYTHING);
            }
            if (delivery.inFlight() > 0 || sending && delivery.bufferedEvents() > 0) {
                awaitAnswer(sending ? lastSend : deadline);
            } else if (errants.areUnderWay()) {
                awaitDeadLetter(deadline);
            } else {
                return;
            }
            now = System.nanoTime();
            turn(deadline - now > 0 ? Sending.ONLY_DEAD_LETTERS : Sending.NOTHING);
        }
    }

    /** Takes in what has come and sends what is due, without waiting for anything. */
    void turn() {
        turn(Sending.WHAT_IS_DUE);
    }

    private void turn(Sending sending) {
        calls.takeAnswers(delivery);
        long now = System.nanoTime();
        settle(now);
        if (failure.isEmpty() && sending != Sending.NOTHING) {
            // A task that goes has no time for a queue that fails: each attempt may block.
            errants.reportNext(sending != Sending.ONLY_DEAD_LETTERS && sending != Sending.EVERYTHING);
        }
        progress |= errants.settleWritten();
        outages.observe(delivery.trouble(), delivery.bufferedEvents(), now);
        denials.observe(delivery.deniedAccess(), delivery.bufferedEvents(), now);
        delivery.halt().ifPresent(why -> fail(new ConnectException(why)));
        if (failure.isPresent() || sending == Sending.NOTHING || sending == Sending.ONLY_DEAD_LETTERS) {
            return;
        }
        if (delivery.tokenRefused() && sending == Sending.WHAT_IS_DUE) {
            metrics.count(Metric.TOKEN_REREADS);
            delivery.tokenReread(calls.readTokenAgain());
        }
        delivery.take(now, sending == Sending.EVERYTHING).forEach(calls::send);
    }

    private void settle(long now) {
        int delivered = 0;
        for (Settled<Origin> settled : delivery.settled()) {
            progress = true;
            if (settled.refusal().isEmpty()) {
                delivered++;
                if (settled.origin().delivered()) {
                    end(settled.origin(), now);
                }
            } else {
                metrics.count(Metric.EVENTS_REFUSED);
                if (settled.origin().refused(settled.refusal().get())) {
                    end(settled.origin(), now);
                }
            }
        }
        if (delivered > 0) {
            metrics.delivered(delivered);
        }
    }

    /** All events of a record have come to their end. */
    private void end(Origin origin, long now) {
        if (origin.reasons().isEmpty()) {
            offsets.settle(origin.position());
        } else if (failure.isEmpty() && origin.position().isLive()) {
            try {
                errants.report(
                        origin.record(), origin.keptBytes(), origin.position(), Reasons.text(origin.reasons()), now);
            } catch (ConnectException e) {
                fail(e);
            }
        }
    }

    /** Waits for an answer, for the next move of the delivery or for the deadline, whatever comes first. */
    private void awaitAnswer(long deadline) {
        long now = System.nanoTime();
        long move = delivery.untilNextMove(now, LONGEST_WAIT).toNanos();
        try {
            calls.awaitAnswer(delivery, Math.min(deadline - now, Math.max(SHORTEST_WAIT_NANOS, move)));
        } catch (InterruptedException e) {
            interrupted(e);
        }
    }

    private void awaitDeadLetter(long deadline) {
        try {
            errants.awaitWritten(Math.max(0, deadline - System.nanoTime()));
        } catch (InterruptedException e) {
            interrupted(e);
        }
    }

    private void interrupted(InterruptedException e) {
        Thread.currentThread().interrupt();
        fail(new ConnectException("The task was interrupted while it waited for answers", e));
    }
}
