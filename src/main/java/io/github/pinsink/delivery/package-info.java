/**
 * From events to requests and back: batches, pipelining, retry, rate and isolation as a value in time. Knows no Connect
 * type, no thread, no clock and no I/O; the time is an argument. Belongs to the task's thread, but for the rate budgets that
 * the tasks of a worker share: those take any.
 */
package io.github.pinsink.delivery;
