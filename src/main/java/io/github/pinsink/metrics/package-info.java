/**
 * The metrics of a task: their definitions, their values, and two ways to report them under the same names (the worker's
 * plugin metrics if it has them, MBeans of the connector otherwise). The task's thread writes, any thread reads. Independent
 * of records, events and HTTP. A metric never fails a task.
 */
package io.github.pinsink.metrics;
