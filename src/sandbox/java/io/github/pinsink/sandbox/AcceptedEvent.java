package io.github.pinsink.sandbox;

import java.time.Instant;

/**
 * An event that the simulated API has accepted.
 *
 * @param json the event as parsed; empty unless the request log keeps bodies
 * @param account the ad account that it was sent to
 * @param request the number of the request that carried it
 * @param fingerprint equal for equal JSON
 * @param at when its request arrived
 * @param faultFree whether no fault was injected into its request, so that the response was correct and in time
 */
public record AcceptedEvent(
        String eventId, String json, String account, int request, int fingerprint, Instant at, boolean faultFree) {}
