/**
 * What a task can be watched by: one table of rows, their values, and two ways to show them under the same names (the
 * worker's plugin metrics where it has them, MBeans of our own elsewhere). Written by the task's thread, read by any.
 * Knows no record, no event and no HTTP. A metric never fails a task.
 */
package io.github.pinsink.metrics;
