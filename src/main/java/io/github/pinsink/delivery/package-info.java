/**
 * From events to requests and back: batches, pipelining, retry, rate and bisection as a value in time. Knows no Connect
 * type, no thread, no clock and no I/O; the time is an argument. Belongs to the task's thread.
 */
package io.github.pinsink.delivery;
