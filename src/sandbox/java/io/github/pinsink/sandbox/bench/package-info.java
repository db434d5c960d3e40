/**
 * The end-to-end benchmark: a broker, a worker and the simulator, each in a separate process. Its baselines are a sink that
 * does nothing and a sender that waits for each response.
 */
package io.github.pinsink.sandbox.bench;
