package io.github.pinsink.sandbox;

/**
 * An event the simulated API has taken.
 *
 * @param json its text as parsed; empty where the books keep identities only
 * @param account the ad account it came for
 * @param request the number of the call it came in
 * @param fingerprint equal for equal texts
 */
public record AcceptedEvent(String eventId, String json, String account, int request, int fingerprint) {}
