package io.github.pinsink.sandbox;

import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.function.Predicate;

/** What the simulator can do wrong for a request. In JSON each fault has its simple name as {@code kind}. */
@JsonTypeInfo(use = JsonTypeInfo.Id.SIMPLE_NAME, property = "kind")
public sealed interface Fault {

    /** 503 with code 4197: the endpoint is switched off for now. No event is accepted. */
    record ServiceUnavailable() implements Fault {}

    /** 429, with the seconds to wait in the named header, since clients have to support more than one. */
    record Throttle(int retryAfterSeconds, String header) implements Fault {
        public Throttle(int retryAfterSeconds) {
            this(retryAfterSeconds, "Retry-After");
        }
    }

    /** 429, with {@code Retry-After} as a date that many seconds from now. */
    record ThrottleUntil(int seconds) implements Fault {}

    /** The events are accepted, and the connection is closed without a response. */
    record CloseBeforeResponse() implements Fault {}

    /** The events are accepted, and the connection is reset without a response. */
    record ResetBeforeResponse() implements Fault {}

    /** The connection is closed before the body was read. No event is accepted. */
    record CloseBeforeReading() implements Fault {}

    /** The events are accepted, and the connection is closed in the middle of the response body. */
    record TruncatedResponse() implements Fault {}

    /** No response for that time, then the connection is closed. No event is accepted. */
    record Stall(Duration time) implements Fault {
        private static final Duration LONGEST = Duration.ofMinutes(2);

        public Stall {
            if (time.compareTo(LONGEST) > 0) {
                throw new IllegalArgumentException("a stall can last at most " + LONGEST + ", got " + time);
            }
        }
    }

    /** 200, with status {@code failed} for the events that match; the others are accepted. Not available as JSON. */
    record FailEvents(Predicate<JsonNode> which, String message) implements Fault {}

    /** The given status, with {@code failed} for the events whose id contains the string; the others are accepted. */
    record FailIds(String idPart, String message, int status) implements Fault {}

    /** 422 as seen in reality. Its details have {@code failed} for the events whose id contains the string. */
    record FailInDetails(String idPart, String message) implements Fault {}

    /** 422 as seen in reality, if an event is older than that. Its details have {@code failed} for these events. */
    record FailOlderThan(Duration age) implements Fault {}

    /** 400 for any body. */
    record BadRequest() implements Fault {}

    /** 401 for any token. */
    record Unauthorized() implements Fault {}

    /** 403: the token has no access to the ad account. */
    record Forbidden() implements Fault {}

    /** Any status, with an error body of the API. No event is accepted. */
    record Reject(int status, String message) implements Fault {}

    /** 403 for requests to this ad account; requests to others succeed. */
    record DenyAccount(String digits) implements Fault {}

    /** Any status, with the HTML page of a proxy. No event is accepted. */
    record ProxyPage(int status) implements Fault {}

    /** Any status, with that body. No event is accepted. */
    record RespondWith(int status, String body) implements Fault {}

    /** An error status although the events are accepted, as from a proxy whose upstream timed out. */
    record AcceptThenError(int status) implements Fault {}

    /** The events are accepted, and the response is 200 with the HTML page of a proxy. */
    record NonJsonResponse() implements Fault {}

    /** The events are accepted, and the response is 200 with an empty body. */
    record EmptyResponse() implements Fault {}

    /** The events are accepted, and the response has that many event statuses too many, or too few if negative. */
    record WrongStatusCount(int excess) implements Fault {}

    /** The events are accepted and their statuses are correct, but the totals are off by these numbers. */
    record WrongTotals(int receivedExcess, int processedExcess) implements Fault {}

    /** The events are accepted, and the response is correct but followed by that many spaces. */
    record OversizedResponse(int bytes) implements Fault {}

    /** A correct response, after that time. */
    record Latency(Duration time) implements Fault {}
}
