package io.github.pinsink;

import io.github.pinsink.offset.OffsetTracker;
import org.apache.kafka.connect.sink.SinkRecord;

/** Where an event comes from: the record as the framework gave it, and its place in its partition. */
record Origin(SinkRecord record, OffsetTracker.Position position) {}
