/**
 * From events to requests and back: batches, pipelining, retries, rate limits and bisection, as a state machine with time as an
 * argument. Knows no Connect type, no thread, no clock and no I/O. Belongs to the task's thread, except for the rate limits
 * that the tasks of a worker share, which are thread-safe.
 */
package io.github.pinsink.delivery;
