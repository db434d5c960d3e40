/**
 * The production task ({@link io.github.pinsink.runtime.RunningTask}) in a simulated world: a fake clock, a fake Pinterest, a
 * fake consumer group with a fake dead letter queue, and a model of the framework's {@code WorkerSinkTask} around each task.
 * Hours pass in a moment. A seed decides every latency, the order of simultaneous events, and every random fault. The
 * invariants are checked after each callback, and again when a scenario ends.
 *
 * <p><b>Time and threads.</b> Everything runs on the test's thread. The {@link Scheduler} holds all future events and the only
 * clock. A task's thread is modeled as a chain of events: each step of its {@code WorkerSinkTask} schedules the next one, so
 * at most one event of a task is pending and a callback of the framework never starts inside another one of the same task.
 * What other threads do to a task at any time only sets a flag or fills a queue: a stop, a pause, a rebalance, a response, a
 * completed dead letter.
 *
 * <p>Waits of the framework (in a poll, in a commit, for dead letters) are gaps between two events. Waits of the task itself
 * (for a response or for a dead letter) happen inside a callback. They run the scheduler until the wait ends, so that the
 * callbacks of other tasks run in the meantime, nested. Because of the nesting, such a wait also lasts until the callback of
 * another task that began during it has ended, as if the machine had been busy. Bounds on the time that a callback takes are
 * therefore checked only in simulations of one task, where nothing nests.
 */
package io.github.pinsink.simulation;
