/**
 * The command {@code pinsink preview}, which shows the events that a connector would send. Uses the config and the mapper of
 * the task; no logic is duplicated. Needs Kafka's clients and Connect's API on the class path, which the script {@code
 * bin/pinsink} finds.
 */
package io.github.pinsink.tools.preview;
