/**
 * The Pinterest conversion event: its fields, the encoding and hashing of values, and the problems that keep a value from
 * being sent. No unhashed personal data leaves this package. Does not know Kafka, HTTP or the configuration. An encoder
 * not thread-safe.
 */
package io.github.pinsink.event;
