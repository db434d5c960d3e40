package io.github.pinsink.sandbox;

/** An event the simulated API has taken: the account it came for, the request it came in, and its text as parsed. */
public record AcceptedEvent(String eventId, String json, String account, int request) {}
