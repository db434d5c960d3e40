package io.github.pinsink.sandbox;

import java.time.Instant;

/**
 * An event the simulated API has taken.
 *
 * @param json its text as parsed; empty where the books keep identities only
 * @param account the ad account it came for
 * @param request the number of the call it came in
 * @param fingerprint equal for equal texts
 * @param at when its call came
 * @param clear whether the simulator meant to answer that call well and in time
 */
public record AcceptedEvent(
        String eventId, String json, String account, int request, int fingerprint, Instant at, boolean clear) {}
