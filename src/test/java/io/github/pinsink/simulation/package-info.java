/**
 * Delivery and offsets on one thread and one clock of the test's, against an API and a group that are played: hours pass in
 * a moment, everything that may happen in another order does so from a seed that is printed, and what must always hold is
 * checked after every event.
 */
package io.github.pinsink.simulation;
