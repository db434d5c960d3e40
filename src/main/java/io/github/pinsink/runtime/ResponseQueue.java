package io.github.pinsink.runtime;

import java.util.Optional;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** The one queue between the threads of the HTTP client and the task's thread. */
public interface ResponseQueue {
    /** Called from any thread. What it does with the response runs on the task's thread. */
    void add(Runnable response);

    /** The next response, without waiting. */
    Optional<Runnable> poll();

    /** The next response; empty when none came within that many nanoseconds. */
    Optional<Runnable> poll(long nanos) throws InterruptedException;

    /** A queue between threads. */
    static ResponseQueue betweenThreads() {
        LinkedBlockingQueue<Runnable> queue = new LinkedBlockingQueue<>();
        return new ResponseQueue() {
            @Override
            public void add(Runnable response) {
                queue.add(response);
            }

            @Override
            public Optional<Runnable> poll() {
                return Optional.ofNullable(queue.poll());
            }

            @Override
            public Optional<Runnable> poll(long nanos) throws InterruptedException {
                return Optional.ofNullable(queue.poll(nanos, TimeUnit.NANOSECONDS));
            }
        };
    }
}
