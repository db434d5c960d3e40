/**
 * Where the commands of {@code pinsink} read from: the config from a file or a running worker; records from files, standard
 * input, a topic or a dead letter queue.
 */
package io.github.pinsink.tools.source;
