package io.github.pinsink.sandbox;

import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.function.Predicate;

/** The ways in which the simulator can be told to fail. As JSON each has its name as {@code kind}. */
@JsonTypeInfo(use = JsonTypeInfo.Id.SIMPLE_NAME, property = "kind")
public sealed interface Fault {

    /** 503 with code 4197: the endpoint is switched off for now. Nothing is taken. */
    record ServiceUnavailable() implements Fault {}

    /** 429, with the number of seconds in the named header, since clients have to understand more than one. */
    record Throttle(int retryAfterSeconds, String header) implements Fault {
        public Throttle(int retryAfterSeconds) {
            this(retryAfterSeconds, "Retry-After");
        }
    }

    /** 429, with {@code Retry-After} as the date that is so many seconds away. */
    record ThrottleUntil(int seconds) implements Fault {}

    /** The ambiguous one: the events are taken, then the connection ends without an answer. */
    record BreakBeforeAnswer() implements Fault {}

    /** The same, and the connection is not ended but reset. */
    record ResetBeforeAnswer() implements Fault {}

    /** The connection ends before the body was read. Nothing is taken. */
    record BreakBeforeReading() implements Fault {}

    /** The events are taken, and the connection ends in the middle of the answer's body. */
    record TruncatedAnswer() implements Fault {}

    /** Silence for that time, then the end of the connection. Nothing is taken. */
    record Stall(Duration time) implements Fault {
        private static final Duration LONGEST = Duration.ofMinutes(2);

        public Stall {
            if (time.compareTo(LONGEST) > 0) {
                throw new IllegalArgumentException("a stall lasts " + LONGEST + " at most");
            }
        }
    }

    /** 200, with the status {@code failed} for the events of the predicate; the others are taken. In this process only. */
    record FailEvents(Predicate<JsonNode> which, String message) implements Fault {}

    /** The given status, with {@code failed} for the events whose id contains the text; the others are taken. */
    record FailIds(String idPart, String message, int status) implements Fault {}

    /** 422 with a detailed error, whose details hold {@code failed} for the events whose id contains the text. */
    record FailInDetails(String idPart, String message) implements Fault {}

    /** 400 whatever the body is. */
    record BadRequest() implements Fault {}

    /** 401 whatever the token is. */
    record Unauthorized() implements Fault {}

    /** 403: the token has no access to the ad account. */
    record Forbidden() implements Fault {}

    /** Any other status, with an error body. Nothing is taken. */
    record Refuse(int status, String message) implements Fault {}

    /** 403 for requests of this ad account; those of others are served. */
    record DenyAccount(String digits) implements Fault {}

    /** Any status, with the HTML page of a proxy. Nothing is taken. */
    record ProxyPage(int status) implements Fault {}

    /** Any status, with that body. Nothing is taken. */
    record AnswerWith(int status, String body) implements Fault {}

    /** Any other status, although the events are taken: what a proxy says that gave up waiting. */
    record TakeAndRefuse(int status) implements Fault {}

    /** The events are taken, and the answer is 200 with the page of some proxy. */
    record NotJson() implements Fault {}

    /** The events are taken, and the answer is 200 with nothing in it. */
    record EmptyAnswer() implements Fault {}

    /** The events are taken, and the answer has that many statuses too many, or too few when negative. */
    record WrongCount(int excess) implements Fault {}

    /** The events are taken and have right statuses, beside counts that are off by so much. */
    record WrongNumbers(int receivedSurplus, int processedSurplus) implements Fault {}

    /** The events are taken, and the answer is a right one inside so many bytes of blanks. */
    record HugeAnswer(int bytes) implements Fault {}

    /** A right answer, late. */
    record Latency(Duration time) implements Fault {}
}
