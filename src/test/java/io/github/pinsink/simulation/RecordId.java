package io.github.pinsink.simulation;

/** A record by its place; what it is follows from that. */
record RecordId(int partition, long offset) {}
