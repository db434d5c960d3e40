/**
 * The Pinterest conversion event as data: its fields, how values are brought into their form, and hashing, so that plain
 * personal data ends here. Knows no Kafka, no HTTP and no configuration. An encoder belongs to one thread.
 */
package io.github.pinsink.event;
