/**
 * The command that shows what would be sent. Maps records with the same config and the same mapper as the task and adds
 * nothing of its own. Needs Kafka's clients and Connect's API on the class path, which the script {@code bin/pinsink} finds.
 */
package io.github.pinsink.preview;
