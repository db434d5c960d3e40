/**
 * The command line {@code pinsink}, in a jar of its own. All commands use the config, the converters and the mapper of the
 * connector; no logic is duplicated. Needs Kafka's clients and Connect's API on the class path, which the script {@code
 * bin/pinsink} finds.
 */
package io.github.pinsink.tools;
