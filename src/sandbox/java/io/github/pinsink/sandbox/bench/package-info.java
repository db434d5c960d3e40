/**
 * The end-to-end benchmark: a real broker, a real worker and the simulator, each in a process of its own, and beside the
 * connector a sink that does nothing and a sender that waits for every answer.
 */
package io.github.pinsink.sandbox.bench;
