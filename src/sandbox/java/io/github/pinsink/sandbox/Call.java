package io.github.pinsink.sandbox;

import java.time.Instant;

/**
 * One request as the simulator saw it.
 *
 * @param events how many events it carried, 0 when the body was not read or could not be
 * @param status the HTTP status of the answer, 0 when the connection was ended without a whole one
 */
public record Call(int number, Instant at, int events, int bytes, boolean test, int status) {}
