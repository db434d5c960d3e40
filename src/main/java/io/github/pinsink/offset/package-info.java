/**
 * What may be committed: per topic partition the oldest offset that is not settled. Knows no event, no batch and no HTTP;
 * {@code TopicPartition} and {@code OffsetAndMetadata} are its only Kafka words. Belongs to the task's thread.
 */
package io.github.pinsink.offset;
