package io.github.pinsink.simulation;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.common.errors.RecordTooLargeException;

/** The topic for errant records, and the producer in front of it. */
final class FakeDeadLetterQueue {
    private final Scheduler scheduler;
    private final Map<RecordId, Integer> written = new HashMap<>();
    private Mode mode = Mode.CONFIRMS;
    private int attempts;

    /** What happens to a write. */
    enum Mode {
        /** It completes after some milliseconds. */
        CONFIRMS,
        /** Its future never completes: the broker is unreachable, and the producer retries without limit. */
        NEVER_COMPLETES,
        /** It failed at once. The framework drops such futures and returns one that is already done. */
        DONE_AT_ONCE,
        /** Its future fails after some milliseconds. */
        FAILS_LATER
    }

    FakeDeadLetterQueue(Scheduler scheduler) {
        this.scheduler = scheduler;
    }

    void mode(Mode next) {
        mode = next;
    }

    Write write(RecordId id) {
        attempts++;
        CompletableFuture<Void> done = new CompletableFuture<>();
        Duration latency = scheduler.between(Duration.ofMillis(2), Duration.ofMillis(30));
        switch (mode) {
            case CONFIRMS ->
                scheduler.after(latency, () -> {
                    written.merge(id, 1, Integer::sum);
                    done.complete(null);
                });
            case NEVER_COMPLETES -> {}
            case DONE_AT_ONCE -> done.complete(null);
            case FAILS_LATER ->
                scheduler.after(latency, () -> done.completeExceptionally(new RecordTooLargeException("too large")));
        }
        return new Write(done);
    }

    boolean has(RecordId id) {
        return written.containsKey(id);
    }

    Set<RecordId> records() {
        return written.keySet();
    }

    /** Writes beyond the first one of each record. */
    int duplicates() {
        return written.values().stream().mapToInt(times -> times - 1).sum();
    }

    int attempts() {
        return attempts;
    }

    /** One write. Waiting for it runs the scheduler. */
    final class Write implements Future<Void> {
        private final CompletableFuture<Void> done;

        Write(CompletableFuture<Void> done) {
            this.done = done;
        }

        void whenDone(Runnable action) {
            var unused = done.whenComplete((nothing, failure) -> action.run());
        }

        boolean isFailed() {
            return done.isCompletedExceptionally();
        }

        @Override
        public boolean isDone() {
            return done.isDone();
        }

        @Override
        public Void get() throws InterruptedException, ExecutionException {
            if (!done.isDone()) {
                throw new AssertionError("A task waits for a dead letter without a limit");
            }
            return done.get();
        }

        @Override
        public Void get(long timeout, TimeUnit unit) throws InterruptedException, ExecutionException, TimeoutException {
            if (!scheduler.await(done::isDone, Duration.ofNanos(unit.toNanos(timeout)))) {
                throw new TimeoutException();
            }
            return done.get();
        }

        @Override
        public boolean cancel(boolean mayInterruptIfRunning) {
            return false;
        }

        @Override
        public boolean isCancelled() {
            return false;
        }
    }
}
